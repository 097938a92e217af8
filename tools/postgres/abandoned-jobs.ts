// A killed worker leaves its jobs locked, and the queue would free them only after four hours. So each worker holds an
// advisory lock while it lives, and every worker frees the jobs whose worker's lock is gone.
import type { WorkerEvents } from 'graphile-worker'
import { connect } from './connect'

const EVERY_MS = 2_000

// A just-locked job may belong to a worker that hasn't taken its advisory lock yet.
const free = `select graphile_worker.force_unlock_workers(array_agg(id)) from (
    select distinct locked_by as id from graphile_worker._private_jobs
    where locked_at < now() - interval '2 seconds' and locked_by <> all($1)
  ) as workers where pg_try_advisory_xact_lock(hashtextextended(id, 0))`

/**
 * Holds this process's advisory locks and frees abandoned jobs every two seconds.
 * @param onLost called when the connection with the locks breaks: others may then take this process for dead
 */
export async function watchAbandonedJobs(connectionString: string, onLost: (reason: string) => void) {
  const client = await connect(connectionString, 'WORKER_DATABASE_URL')
  const ours: string[] = []
  let queue: Promise<unknown> = Promise.resolve()
  let isStopped = false
  /** A query that `stop` cuts off is nothing lost. */
  const lose = ({ message }: Error) => {
    if (!isStopped) onLost(message)
  }
  /** One query at a time: they share the connection. */
  const query = (text: string, values: unknown[]) => {
    queue = queue.then(() => client.query(text, values)).catch(lose)
  }
  client.on('error', lose)
  query(free, [ours])
  const timer = setInterval(() => query(free, [ours]), EVERY_MS)
  /** Takes the lock of one worker name. */
  function announce(name: string): void {
    ours.push(name)
    query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
  }
  return {
    announce,
    /**
     * Takes the lock of the queue's pool as soon as there is one: jobs are locked by the pool's name, not by a
     * worker's.
     */
    announceFrom: (events: WorkerEvents) => void events.on('pool:create', ({ workerPool }) => announce(workerPool.id)),
    async stop(): Promise<void> {
      isStopped = true
      clearInterval(timer)
      await client.end()
    },
  }
}
