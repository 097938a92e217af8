// A worker that is killed leaves its jobs locked, and the queue would free them after four hours. So each worker holds
// an advisory lock while it lives, and every worker frees the jobs of those whose lock is gone.
import type { WorkerEvents } from 'graphile-worker'
import { connectOwner } from './connect'

const EVERY_MS = 2_000

// A job that was locked just now may belong to a worker whose advisory lock is still on its way.
const free = `select graphile_worker.force_unlock_workers(array_agg(id)) from (
    select distinct locked_by as id from graphile_worker._private_jobs
    where locked_at < now() - interval '2 seconds' and locked_by <> all($1)
  ) as workers where pg_try_advisory_xact_lock(hashtextextended(id, 0))`

/**
 * Announces this process's jobs and frees abandoned jobs every two seconds.
 * @param onLost called when the connection that holds the locks breaks: others may then take this process for dead
 */
export async function watchAbandonedJobs(connectionString: string, onLost: (reason: string) => void) {
  const client = await connectOwner(connectionString)
  const ours: string[] = []
  let queue: Promise<unknown> = Promise.resolve()
  /** One query after the other: they share the connection. */
  const query = (text: string, values: unknown[]) => {
    queue = queue.then(() => client.query(text, values)).catch((error: Error) => onLost(error.message))
  }
  client.on('error', (error) => onLost(error.message))
  query(free, [ours])
  const timer = setInterval(() => query(free, [ours]), EVERY_MS)
  /** Announces what our jobs are locked by. */
  function announce(name: string): void {
    ours.push(name)
    query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
  }
  return {
    announce,
    /** Announces the queue's pool as soon as there is one: jobs are locked by the pool's name, not by a worker's. */
    announceFrom: (events: WorkerEvents) => void events.on('pool:create', ({ workerPool }) => announce(workerPool.id)),
    async stop(): Promise<void> {
      clearInterval(timer)
      client.removeAllListeners('error').on('error', () => {})
      await client.end()
    },
  }
}
