import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startPostgres, stopPostgres } from '../postgres/postgres'
import { guardProcess, unguardProcess } from '../process/guard'
import { freePort } from '../process/ports'

const CLUSTERS = path.resolve('.data/test-postgres')

/** How many this process has started. */
let started = 0

/** A run that was killed could not clean up after itself; its folders are named after its process. */
async function removeAbandoned(): Promise<void> {
  if (!existsSync(CLUSTERS)) return
  for (const name of readdirSync(CLUSTERS)) {
    try {
      process.kill(Number.parseInt(name, 10), 0)
    } catch {
      await stopPostgres(path.join(CLUSTERS, name)).catch(() => {})
      rmSync(path.join(CLUSTERS, name), { recursive: true, force: true })
    }
  }
}

/**
 * A PostgreSQL of the caller's alone, gone afterwards: no run meets another's data, and none can reach the
 * database of DATABASE_URL or of `npm start`.
 */
export async function startTestCluster() {
  await removeAbandoned()
  mkdirSync(CLUSTERS, { recursive: true })
  const dir = path.join(CLUSTERS, `${process.pid}-${started++}`)
  const { url, pid } = await startPostgres({ dir, port: await freePort(), throwaway: true })
  guardProcess(pid, 'SIGINT')
  return {
    url,
    /** What it prints. */
    logFile: path.join(dir, 'server.log'),
    /** Stops it and removes its files. */
    async remove(): Promise<void> {
      await stopPostgres(dir)
      unguardProcess(pid)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
