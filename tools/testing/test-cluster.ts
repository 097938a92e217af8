import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startPostgres, stopPostgres } from '../postgres/postgres'
import { guardProcess, unguardProcess } from '../process/guard'
import { freePort } from '../process/ports'

const CLUSTERS = path.resolve('.data/test-postgres')

/** A run that was killed could not clean up after itself; its folder is named after its process. */
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
 * A PostgreSQL for this run of the tests alone, gone afterwards: no run meets another's data, and none can reach the
 * database of DATABASE_URL or of `npm start`.
 */
export async function startTestCluster() {
  await removeAbandoned()
  mkdirSync(CLUSTERS, { recursive: true })
  const dir = path.join(CLUSTERS, String(process.pid))
  const { url, pid } = await startPostgres({ dir, port: await freePort(), throwaway: true })
  guardProcess(pid, 'SIGINT')
  return {
    url,
    /** Stops it and removes its files. */
    async remove(): Promise<void> {
      await stopPostgres(dir)
      unguardProcess(pid)
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
