// The product's queue, seen from outside.
import { setTimeout as pause } from 'node:timers/promises'
import type { QueryResultRow } from 'pg'

/** Of the jobs that we queue, what their keys begin with. */
const OURS = 'chaos '
const SECOND_RUN_MS = 90_000

type Query = <T extends QueryResultRow>(text: string, values?: unknown[]) => Promise<T[]>

/** Waits for the queue, and puts jobs of our own into it. */
export function createQueue(query: Query) {
  /** Whether the queue had nothing that is due but its rounds within that time. Answers as soon as it is so. */
  async function quiet(patienceMs: number): Promise<boolean> {
    const deadline = Date.now() + patienceMs
    for (;;) {
      const [busy] = await query(`select 1 from graphile_worker._private_jobs as job
        join graphile_worker._private_tasks as task on task.id = job.task_id
        where task.identifier <> 'sync-org' and job.attempts < job.max_attempts
          and (job.run_at <= now() or job.locked_at is not null)`)
      if (!busy) return true
      if (Date.now() > deadline) return false
      await pause(200)
    }
  }

  /**
   * Has every payment and reversal looked up, and everything else done that the worker does by itself. Waits for just
   * that, and for what it brings about. Answers what was not done in time.
   */
  async function lookUpEverything(): Promise<string[]> {
    const add = (task: string, payload: string, id: string, from: string) =>
      query(`select graphile_worker.add_job($1, ${payload}, job_key => $2 || ${id}) ${from}`, [task, `${OURS}${task} `])
    await add('reconcile-payment', "json_build_object('orgId', org_id, 'paymentId', id)", 'id', 'from payment')
    await add('reconcile-reversal', "json_build_object('orgId', org_id, 'reversalId', id)", 'id', 'from reversal')
    await add('sync-org', "json_build_object('orgId', id)", 'id', 'from org')
    await add('sweep', "'{}'::json", "''", '')
    const deadline = Date.now() + SECOND_RUN_MS
    for (;;) {
      const open = await query<{ key: string }>(
        'select key from graphile_worker._private_jobs where starts_with(key, $1)',
        [OURS],
      )
      if (open.length === 0 || Date.now() > deadline) {
        const isQuiet = await quiet(10_000)
        return [...open.map(({ key }) => key.slice(OURS.length)), ...(isQuiet ? [] : ['what that brought about'])]
      }
      await pause(200)
    }
  }

  return { quiet, lookUpEverything }
}
