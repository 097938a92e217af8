import type { InstallationState } from '@/lib/metrics/state'

// How the installation is, in words. Pure.

/** What an hour is counted by. */
export const HOUR_KINDS = ['taken', 'declined', 'not_charged', 'unconfirmed', 'call_failed'] as const
export type HourKind = (typeof HOUR_KINDS)[number]
export type Hour = { from: Date; kinds: Record<HourKind, number> }

const MINUTE = 60
const HOUR = 60 * MINUTE

/** From when on somebody should look, in seconds. docs/operate.md names the same for alarms. */
export const LATE = {
  /** A person may decide a payment that is unconfirmed for so long (lib/payments/rules/timing.ts). */
  unconfirmed: 30 * MINUTE,
  /** A worker takes a job within a second or two. */
  queue: MINUTE,
  mail: 15 * MINUTE,
  /** Comparisons begin every hour at the latest. */
  sync: 3 * HOUR,
}
/** So many comparisons without an answer, in a row. */
export const MANY_FAILURES = 3

/** "12 s", "4 min", "3 h 5 min", "2 days": two units at most. */
export function ageInWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < MINUTE) return `${whole} s`
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`
  const [hours, minutes] = [Math.floor(whole / HOUR), Math.floor((whole % HOUR) / MINUTE)]
  if (hours < 48) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`
  return `${Math.floor(hours / 24)} days`
}

/** "1 payment", "2 payments". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** "within 0.5 s", of a histogram's step. */
export const withinWords = (seconds: number): string =>
  Number.isFinite(seconds) ? `within ${seconds < 1 ? `${seconds * 1000} ms` : `${seconds} s`}` : 'in more than 30 s'

type Lag = { seconds: number; failures: number }
export const isSyncLate = ({ seconds, failures }: Lag): boolean => seconds > LATE.sync || failures >= MANY_FAILURES

/** What somebody should look at, a sentence each, with what to do. Empty when all is well. */
export function concernsOf({ unconfirmed, queue, mail, sync }: InstallationState): string[] {
  const concerns: string[] = []
  const oldest = Math.max(unconfirmed.payment.seconds, unconfirmed.reversal.seconds)
  if (oldest > LATE.unconfirmed)
    concerns.push(
      `A payment, void or refund is unconfirmed for ${ageInWords(oldest)}. Plumbline goes on asking PaySimple; its company sees it under Payments.`,
    )
  const waiting = [...queue.values()].filter(({ seconds }) => seconds > LATE.queue)
  if (waiting.length > 0)
    concerns.push(
      `Work waits for ${ageInWords(Math.max(...waiting.map(({ seconds }) => seconds)))}. Check that a worker runs, and its log.`,
    )
  const givenUp = [...queue.values()].reduce((sum, each) => sum + each.givenUp, 0)
  if (givenUp > 0)
    concerns.push(
      `${countOf(givenUp, 'job')} failed so often that nothing tries ${givenUp === 1 ? 'it' : 'them'} again. The worker’s log says why.`,
    )
  if (mail.failingSeconds !== null)
    concerns.push(
      `The mail server can’t be used for ${ageInWords(mail.failingSeconds)}. Receipts wait. Check SMTP_URL and the server.`,
    )
  else if (mail.waitingSeconds > LATE.mail)
    concerns.push(`An email waits for ${ageInWords(mail.waitingSeconds)}. Check the mail server and the worker.`)
  const late = [...sync.values()].filter(isSyncLate).length
  if (late > 0)
    concerns.push(
      `${countOf(late, 'company', 'companies')} ${late === 1 ? 'isn’t' : 'aren’t'} up to date with PaySimple. The list below says which.`,
    )
  return concerns
}

/** What the queue's tasks do. One that a later version has is named as it is. */
const TASKS: Record<string, string> = {
  'reconcile-payment': 'Confirm a payment',
  'reconcile-reversal': 'Confirm a void or refund',
  'sync-org': 'Compare a company with PaySimple',
  sweep: 'Find overdue work and queue it again',
  'seal-paper': 'Seal a signed paper',
  'sweep-seals': 'Find signed papers without a seal',
  'send-reminders': 'Send reminders',
  'prune-logs': 'Remove old log entries',
  'drop-old-limits': 'Remove old limits',
  'send-email': 'Send an email',
  'send-alarm': 'Send an alarm',
  'raise-alarm': 'Raise an alarm',
  'account-mail': 'Send a link',
  'sign-in-alarm': 'Tell of a sign-in',
  // Under the names of an earlier version (lib/worker/tasks.ts).
  'settle-payment': 'Confirm a payment, queued by an old version',
  'settle-reversal': 'Confirm a void or refund, queued by an old version',
}
export const taskInWords = (task: string): string => TASKS[task] ?? task
