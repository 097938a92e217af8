import { guardProcess, unguardProcess } from '../process/guard'
import { type ClusterOptions, type Postgres, startPostgres, stopPostgres } from './postgres'

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/**
 * Starts the embedded PostgreSQL and watches it: if it dies, it's restarted, and if we die, it's stopped. Leaves one
 * that was already running as it is, also at the end.
 */
export async function ownPostgres(onLine: (line: string) => void, options: ClusterOptions = {}) {
  let server: Postgres = await startPostgres(options)
  const url = server.url()
  if (!server.started) return { url, stop: async () => {} }
  guardProcess(server.pid, 'SIGINT')

  let restart: Promise<void> | undefined
  const timer = setInterval(() => {
    if (restart || isAlive(server.pid)) return
    onLine('PostgreSQL ended. Restarting it.')
    unguardProcess(server.pid)
    restart = startPostgres(options)
      .then((again) => {
        server = again
        guardProcess(server.pid, 'SIGINT')
        onLine('PostgreSQL is running again.')
      })
      .catch((error: Error) => onLine(error.message))
      .finally(() => {
        restart = undefined
      })
  }, 500)
  return {
    url,
    async stop(): Promise<void> {
      clearInterval(timer)
      await restart
      await stopPostgres(options.dir)
      unguardProcess(server.pid)
    },
  }
}
