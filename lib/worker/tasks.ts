import 'server-only'
import type { JobHelpers, TaskList } from 'graphile-worker'
import { sendEmail } from '@/lib/email/send-email'
import { report } from '@/lib/errors'
import { settlePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { settleReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { sweep } from '@/lib/payments/reconcile/sweep'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import type { Tasks } from '@/lib/queue/enqueue'

type Runners = { [K in keyof Tasks]: (payload: Tasks[K], helpers: JobHelpers) => Promise<void> }

const runners: Runners = {
  'settle-payment': async ({ orgId, paymentId }) => void (await settlePayment(orgId, paymentId)),
  'settle-reversal': async ({ orgId, reversalId }) => void (await settleReversal(orgId, reversalId)),
  'sync-org': async ({ orgId }) => void (await syncOrg(orgId)),
  'send-email': ({ orgId, emailId }, { job }) => sendEmail(orgId, emailId, job.attempts >= job.max_attempts),
}

/** An error's text may quote what it failed on, and the queue stores it: it keeps the id of our log's entry instead. */
const guarded =
  <P>(name: string, run: (payload: P, helpers: JobHelpers) => Promise<void>) =>
  async (payload: unknown, helpers: JobHelpers) => {
    try {
      await run(payload as P, helpers)
    } catch (error) {
      throw new Error(`error ${report(error, name)}`)
    }
  }

/** What the worker can do, by task name. */
export const taskList: TaskList = {
  'settle-payment': guarded('settle-payment', runners['settle-payment']),
  'settle-reversal': guarded('settle-reversal', runners['settle-reversal']),
  'sync-org': guarded('sync-org', runners['sync-org']),
  'send-email': guarded('send-email', runners['send-email']),
  sweep: guarded('sweep', () => sweep()),
}

/** The clock's own work. */
export const crontab = '*/10 * * * * sweep ?jobKey=sweep&max=1'
