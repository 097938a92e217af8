import 'server-only'
import type { JobHelpers, TaskList } from 'graphile-worker'
import { sendAccountMail } from '@/lib/email/send-account-mail'
import { sendAlarm } from '@/lib/email/send-alarm'
import { sendEmail } from '@/lib/email/send-email'
import { report } from '@/lib/errors'
import { inLogContext, type LogContext } from '@/lib/log'
import { countJob } from '@/lib/metrics/registry'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { reconcileReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { sweep } from '@/lib/payments/reconcile/sweep'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import type { Tasks } from '@/lib/queue/enqueue'
import { sendReminders } from '@/lib/requests/send-reminders'
import { sealSigned } from '@/lib/sealing/seal-signed'
import { sweepSeals } from '@/lib/sealing/sweep-seals'
import { raiseAlarmOfEntry, raiseAlarmOfSignIn } from '@/lib/security/alarm-of-entry'
import { dropOldLimits } from '@/lib/security/limits'
import { pruneLogs } from './prune-logs'

type Runners = { [K in keyof Tasks]: (payload: Tasks[K], helpers: JobHelpers) => Promise<void> }

const runners: Runners = {
  'reconcile-payment': async ({ orgId, paymentId }) => void (await reconcilePayment(orgId, paymentId)),
  'reconcile-reversal': async ({ orgId, reversalId }) => void (await reconcileReversal(orgId, reversalId)),
  'sync-org': async ({ orgId }) => void (await syncOrg(orgId)),
  'seal-paper': sealSigned,
  // A worker that is told to end breaks a delivery off: what is certain about it is recorded.
  'send-email': ({ orgId, emailId }, { abortSignal: signal }) => sendEmail(orgId, emailId, { signal }),
  'send-alarm': ({ orgId, alarmId }, { abortSignal: signal }) => sendAlarm(orgId, alarmId, { signal }),
  'raise-alarm': ({ orgId, entry }) => raiseAlarmOfEntry(orgId, entry),
  'account-mail': ({ linkId }, { abortSignal: signal }) => sendAccountMail(linkId, { signal }),
  'sign-in-alarm': raiseAlarmOfSignIn,
}

/**
 * An error's text may quote its input, and the queue stores it, so the queue gets the id of our log's entry instead.
 */
const guarded =
  <P>(task: string, run: (payload: P, helpers: JobHelpers) => Promise<void>) =>
  (payload: unknown, helpers: JobHelpers) =>
    inLogContext(contextOf(task, payload, helpers), async () => {
      const begun = performance.now()
      const ended = (outcome: 'done' | 'failed') => countJob(task, outcome, (performance.now() - begun) / 1000)
      try {
        await run(payload as P, helpers)
        ended('done')
      } catch (error) {
        ended('failed')
        throw new Error(`error ${report(error, task)}`)
      }
    })

/** What the log tells of a job with each entry. */
function contextOf(task: string, payload: unknown, { job }: Partial<JobHelpers>): LogContext {
  const { orgId } = (payload ?? {}) as { orgId?: unknown }
  return { task, ...(job && { jobId: job.id }), ...(typeof orgId === 'string' && { orgId }) }
}

const paymentTask = guarded('reconcile-payment', runners['reconcile-payment'])
const reversalTask = guarded('reconcile-reversal', runners['reconcile-reversal'])

/** The worker's tasks about money, by name. */
export const moneyTasks: TaskList = {
  'reconcile-payment': paymentTask,
  'reconcile-reversal': reversalTask,
  'sync-org': guarded('sync-org', runners['sync-org']),
  sweep: guarded('sweep', () => sweep()),
  'sweep-seals': guarded('sweep-seals', () => sweepSeals()),
  'send-reminders': guarded('send-reminders', () => sendReminders()),
  'prune-logs': guarded('prune-logs', (_, helpers) => pruneLogs(helpers)),
  'drop-old-limits': guarded('drop-old-limits', dropOldLimits),
  // Jobs that the version of November 27 queued under these names may still be waiting.
  'settle-payment': paymentTask,
  'settle-reversal': reversalTask,
}

/**
 * The worker's tasks about mail. A mail server may take ten minutes for a message and ten for its answer, so they run in
 * places of their own: otherwise a few receipts that hang would keep payments from being reconciled. A worker takes only
 * jobs of its own tasks.
 */
export const mailTasks: TaskList = {
  'send-email': guarded('send-email', runners['send-email']),
  'send-alarm': guarded('send-alarm', runners['send-alarm']),
  'raise-alarm': guarded('raise-alarm', runners['raise-alarm']),
  'account-mail': guarded('account-mail', runners['account-mail']),
  'sign-in-alarm': guarded('sign-in-alarm', runners['sign-in-alarm']),
}

/**
 * The worker's tasks about papers. Each makes PDFs, which takes the processor, and may wait for a timestamp server: in places
 * of their own they keep neither money nor mail.
 */
export const paperTasks: TaskList = { 'seal-paper': guarded('seal-paper', runners['seal-paper']) }

/** How many jobs of each run at once. */
export const PLACES = { money: 8, mail: 4, papers: 2 }

/** Work on a schedule, for money's tasks. */
export const crontab = `*/10 * * * * sweep ?jobKey=sweep&max=1
*/10 * * * * sweep-seals ?jobKey=sweep-seals&max=1
*/5 * * * * send-reminders ?jobKey=send-reminders&max=3
20 9 * * * prune-logs ?jobKey=prune-logs&max=3
17 * * * * drop-old-limits ?jobKey=drop-old-limits&max=1`
