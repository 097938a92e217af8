import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'

// What is said of requests for a payment or a signature, and of the reminders that follow them. Pure.

/** Why a request is over. */
export type EndedWhy = 'paid' | 'canceled' | 'replaced'

const ENDED: Record<EndedWhy, string> = {
  paid: 'Requested payment paid',
  canceled: 'Payment request canceled',
  replaced: 'Payment request replaced',
}

/** Why nobody was reminded when it was time. */
export const SKIPPED = {
  late: 'Plumbline couldn’t send it in time, and a later one was due',
  off: 'Reminders were off',
  archived: 'The job was archived',
  paying: 'A payment was being confirmed',
  gone: 'The signed schedule no longer had it',
  most: 'As many had gone out as one request may have',
  revoked: 'The customer’s link was revoked',
  dead: 'The last email to the customer wasn’t delivered',
  by_hand: 'The customer was emailed by hand shortly before',
} as const
export type SkipReason = keyof typeof SKIPPED

/** Why no reminder will go out. */
export type NoneReason =
  | Exclude<SkipReason, 'late' | 'by_hand'>
  | ('paid' | 'over' | 'signed' | 'declined' | 'withdrawn' | 'expired' | 'waits')
const NONE: Record<NoneReason, string> = {
  off: 'reminders are off in Settings, Payments',
  archived: 'the job is archived',
  paying: 'a payment is being confirmed',
  gone: 'the signed schedule no longer has it. Cancel this request',
  most: 'as many have gone out as one request may have',
  revoked: 'the customer’s link was revoked. Email it again',
  dead: 'the last email to the customer wasn’t delivered. Check the address, then email the link again',
  paid: 'it’s paid',
  over: 'the last one is over',
  signed: 'it’s signed',
  declined: 'somebody declined to sign',
  withdrawn: 'it no longer waits for signatures',
  expired: 'the last day to sign it is over. Send it again with a later day',
  waits: 'somebody else signs first',
}

/** "Next reminder goes out Dec 3, 2026, 9:00 AM", or why none does. */
export const nextReminderSentence = (next: { at: Date } | { none: NoneReason }, timeZone: string): string =>
  'at' in next
    ? `Next reminder goes out ${formatInstant(next.at, timeZone)}.`
    : `No reminder goes out: ${NONE[next.none]}.`

/** What is asked for: "$4,000.00 by Dec 3, 2026" */
export const askedWords = ({ cents, dueOn }: { cents: number; dueOn: string }): string =>
  `${formatCents(cents)} by ${formatDay(dueOn)}`

type Stands = { state: 'open' | 'paying' | 'paid' | 'gone'; openCents: number; amountCents: number; isLate: boolean }

/** How what was asked for stands now. */
export function requestStateWords({ state, openCents, amountCents, isLate }: Stands): string {
  if (state === 'paid') return 'Paid'
  if (state === 'gone') return 'No longer in the signed schedule'
  if (state === 'paying') return 'A payment is being confirmed'
  const open = openCents === amountCents ? 'Open' : `${formatCents(openCents)} open`
  return isLate ? `${open}, past due` : open
}

/** A step of a request in a job's timeline. `label`: of the part that is asked for. */
export type ToldRequest = {
  act: 'asked' | 'ended' | 'skipped'
  label: string | null
  /** YYYY-MM-DD; null of a signature. */
  dueOn: string | null
  /** Why it ended, or why nobody was reminded. */
  why: string | null
}

/** "Payment requested", "Deposit. By Dec 3, 2026" */
export function requestWords({ act, label, dueOn, why }: ToldRequest): { title: string; detail: string } {
  const by = [label, dueOn && `By ${formatDay(dueOn)}`].filter(Boolean).join('. ')
  if (act === 'asked') return { title: 'Payment requested', detail: by }
  if (act === 'ended') return { title: why !== null && isEnd(why) ? ENDED[why] : 'Payment request ended', detail: by }
  const reason = why !== null && isReason(why) ? SKIPPED[why] : 'For a reason that this version doesn’t know'
  return { title: 'Reminder not sent', detail: `${reason}. ${by}` }
}

const isEnd = (why: string): why is EndedWhy => Object.hasOwn(ENDED, why)
const isReason = (why: string): why is SkipReason => Object.hasOwn(SKIPPED, why)

/** How the due day stands to the day on which it's read: "Due Dec 3, 2026", "Due today, Dec 3, 2026". */
export function dueDayWords(dueOn: string, today: string): string {
  if (dueOn === today) return `Due today, ${formatDay(dueOn)}`
  return dueOn > today ? `Due ${formatDay(dueOn)}` : `Was due ${formatDay(dueOn)}`
}

/** What an email that asks, or reminds, is called and says. */
export function requestEmailWords(asked: { cents: number; dueOn: string; isReminder: boolean }, today: string) {
  const { cents, dueOn, isReminder } = asked
  const due = dueDayWords(dueOn, today)
  const amount = formatCents(cents)
  return {
    subject: `${isReminder ? 'reminder: ' : ''}${amount} ${due.charAt(0).toLowerCase()}${due.slice(1)}`,
    due,
    reminder:
      dueOn > today
        ? `A reminder of a payment that is due soon.`
        : dueOn === today
          ? 'A reminder of a payment that is due today.'
          : 'A reminder of a payment that is still open. If you have just paid it, there is nothing left to do.',
  }
}

/** What a reminder to sign is called and says. `what`: "agreement". */
export const signingReminderWords = (what: string) => ({
  subject: `reminder: sign the ${what}`,
  reminder: `A reminder: this ${what} waits for your signature. If you have just signed it, there is nothing left to do.`,
})

/** Why something can't be asked for. */
export const NOT_ASKED = {
  jobGone: 'This job no longer exists. Reload the page.',
  archived: 'This job is archived, so nothing was asked for. Restore it first.',
  unsigned:
    'The customer hasn’t agreed to a price yet, so nothing was asked for. Have the agreement signed, or the proposal accepted, first.',
  partGone: 'The signed schedule no longer has this payment, so nothing was asked for. Reload the page.',
  partPaid: (label: string) => `${label} is paid, so nothing was asked for. Reload the page.`,
  partPaying: (label: string, cents: number) =>
    `A payment of ${formatCents(cents)} for ${label} is being confirmed, so nothing was asked for. Ask once it’s decided.`,
  partChanged: (label: string, cents: number) =>
    `${label} has ${formatCents(cents)} open by now, so nothing was asked for. Reload the page, then ask for that.`,
  tooMuch: (owedCents: number, checkingCents: number) =>
    [
      `Only ${formatCents(owedCents)} may be asked for, so nothing was.`,
      checkingCents > 0 ? `A payment of ${formatCents(checkingCents)} is being confirmed.` : '',
    ]
      .filter(Boolean)
      .join(' '),
  nothingOwed: 'Nothing is owed on this job, so nothing was asked for. Reload the page.',
  past: 'Choose today or a later day.',
  ended: 'This request has ended already. Close this to see the list as it is now.',
}
