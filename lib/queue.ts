import 'server-only'
import type { Tx } from './db'

/** The work that outlives a request: each task's payload. Ids only; whoever runs it reads what is true then. */
export type Tasks = {
  'settle-payment': { orgId: string; paymentId: string }
  'settle-reversal': { orgId: string; reversalId: string }
  'sync-org': { orgId: string }
  'send-email': { orgId: string; emailId: string }
}

type Options = {
  /** Not before this instant. */
  runAt?: Date
  /** A waiting job with the same key is replaced. */
  jobKey?: string
  /** A waiting job with the same key keeps its own time. */
  keepTime?: boolean
  /** How often it is tried, with exponential back-off, before it is left for a person. */
  maxAttempts?: number
}

/** Adds a job in the caller's transaction: it exists exactly when the transaction commits. */
export async function enqueue<K extends keyof Tasks>(tx: Tx, task: K, payload: Tasks[K], options: Options = {}) {
  const { runAt = new Date(), jobKey = null, keepTime = false, maxAttempts = 25 } = options
  const mode = keepTime ? 'preserve_run_at' : 'replace'
  await tx.$executeRaw`select public.enqueue(${task}, ${JSON.stringify(payload)}::json, ${runAt}::timestamptz, ${jobKey}, ${mode}, ${maxAttempts}::int)`
}
