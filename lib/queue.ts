import 'server-only'
import type { Tx } from './db'

/** The work that outlives a request: each task's payload. Ids only; whoever runs it reads what is true then. */
export type Tasks = {
  'settle-payment': { orgId: string; paymentId: string }
  'settle-reversal': { orgId: string; reversalId: string }
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

/** Adds jobs in the caller's transaction: they exist exactly when the transaction commits. */
export async function enqueue(tx: Tx, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return
  // In one order, whoever adds them: jobs of the same keys that two add at once would wait for each other otherwise.
  const inOrder = [...jobs].sort((one, other) => (one.jobKey < other.jobKey ? -1 : 1))
  const rows = inOrder.map(({ task, payload, runAt, jobKey, keepTime, maxAttempts = 25, priority = 0 }) => ({
    ...{ task, payload, run_at: runAt, job_key: jobKey, job_key_mode: keepTime ? 'preserve_run_at' : 'replace' },
    ...{ max_attempts: maxAttempts, priority },
  }))
  await tx.$executeRaw`select public.enqueue(${JSON.stringify(rows)}::json)`
}
