import 'server-only'
import type { Tx } from '@/lib/db'

/** Work that outlives a request: each task's payload. Ids only; the task reads the rest when it runs. */
export type Tasks = {
  'reconcile-payment': { orgId: string; paymentId: string }
  'reconcile-reversal': { orgId: string; reversalId: string }
  'sync-org': { orgId: string }
  'seal-paper': { orgId: string; documentId: string; versionNumber: number }
  'send-email': { orgId: string; emailId: string }
  'send-alarm': { orgId: string | null; alarmId: string }
  /** The database queues it, with an entry of the security log (migration security_log). */
  'raise-alarm': { orgId: string; entry: string }
  /** Ids only here, too: the link's address is made when it's sent. */
  'account-mail': { linkId: string }
  'sign-in-alarm': { userId: string; sessionId: string; isNewDevice: boolean }
}

export type Job = {
  [T in keyof Tasks]: {
    task: T
    payload: Tasks[T]
    /** Not before this instant. */
    runAt: Date
    /** Replaces a waiting job with the same key. */
    jobKey: string
    /** A waiting job with the same key keeps its own time. */
    keepTime?: boolean
    /** How often it's tried, with exponential back-off, before it's left for a person. */
    maxAttempts?: number
    /** Of the jobs that are due, lower priorities come first. Default 0. */
    priority?: number
  }
}[keyof Tasks]

/**
 * Adds jobs in the caller's transaction: they exist exactly when it commits. Of jobs with the same key the last one
 * counts. Adds them in the order of their keys, those that keep no time first, so that two callers with the same jobs
 * wait for each other instead of deadlocking. That isn't guaranteed (the queue's own function joins them as it likes):
 * after a deadlock, `forOrg` runs the work again.
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
