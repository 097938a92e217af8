import 'server-only'
import type { Tx } from '@/lib/db'

/** The work that outlives a request: each task's payload. Ids only; whoever runs it reads what is true then. */
export type Tasks = {
  'reconcile-payment': { orgId: string; paymentId: string }
  'reconcile-reversal': { orgId: string; reversalId: string }
  'sync-org': { orgId: string }
  'send-email': { orgId: string; emailId: string }
}

export type Job = {
  [T in keyof Tasks]: {
    task: T
    payload: Tasks[T]
    /** Not before this instant. */
    runAt: Date
    /** A waiting job with the same key is replaced. */
    jobKey: string
    /** A waiting job with the same key keeps its own time. */
    keepTime?: boolean
    /** How often it is tried, with exponential back-off, before it is left for a person. */
    maxAttempts?: number
    /** Of the jobs that are due, smaller ones come first; 0 unless given. */
    priority?: number
  }
}[keyof Tasks]

/**
 * Adds jobs in the caller's transaction: they exist exactly when it commits. Of those of one key the last one counts.
 * They are added in the order of their keys, those that keep no time first, so that two who add the same ones wait for
 * each other instead of both. That is no law (the queue's own function joins them as it likes): where two do end in a
 * deadlock, `forOrg` runs the work of one again.
 */
export async function enqueue(tx: Tx, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = new Map<string, object>()
  for (const { task, payload, runAt, jobKey, keepTime = false, maxAttempts = 25, priority = 0 } of jobs)
    rows.set(jobKey, {
      ...{ task, payload, run_at: runAt, job_key: jobKey, keep_time: keepTime, max_attempts: maxAttempts, priority },
    })
  await tx.$executeRaw`select public.enqueue(${JSON.stringify([...rows.values()])}::json)`
}
