import { formatDay, formatDayLong } from '@/lib/dates'
import type { CancelProfile, Right } from '@/lib/documents/cancellation'
import { formatCents } from '@/lib/money'
import type { CancelBy } from '@/lib/states/cancel-by'
import { NOTICE_WAYS, type NoticeWay } from './ways'

// What people read about canceling an agreement, the customer and the office. Pure.

/** "EST": of the zone at the last moment of the right. */
export function zoneAt({ endsAt }: CancelBy, timeZone: string): string {
  const last = new Date(endsAt.getTime() - 1)
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', timeZoneName: 'short' }).formatToParts(
    last,
  )
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}

/** "midnight of Thursday, December 3 (EST)": the end of that day. */
export const untilMidnight = (by: CancelBy, timeZone: string): string =>
  `midnight of ${formatDayLong(by.day)} (${zoneAt(by, timeZone)})`

/** What a customer reads of their right while it lasts: until when, and for whom it is longer. */
export function mayCancelSentence({ by, longer }: Right, timeZone: string, at: Date): string {
  const isOver = at >= by.endsAt
  const others = longer
    .filter((each) => at < each.by.endsAt)
    .map(({ condition, by: until }) => {
      const who = condition === 'sixty_five' ? 'if you’re 65 or older' : 'if this repairs what a disaster damaged'
      return `${who}, until ${untilMidnight(until, timeZone)}`
    })
  if (isOver) return `You may still cancel ${others.join('; or ')}.`
  return `You may cancel until ${[untilMidnight(by, timeZone), ...others].join('; ')}.`
}

/** What a customer is told who comes too late, and is refused. */
export const tooLateWords = (by: CancelBy, timeZone: string): string =>
  `The right to cancel ended at ${untilMidnight(by, timeZone)}. Nothing was canceled. Call your contractor.`

export const NO_RIGHT = 'This agreement can’t be canceled here. Nothing was canceled. Call your contractor.'
export const NOT_SIGNED =
  'This agreement isn’t signed, so there is nothing to cancel. Reload the page to see how it stands.'
export const NOT_YOURS = 'Only somebody who signed this agreement can cancel it. Nothing was canceled.'

type Days = { way: NoticeWay; datedOn: string; receivedOn: string }

/** How a notice came, as a sentence has it. */
const WAY_WORDS: Record<NoticeWay, string> = {
  link: 'on the customer’s page',
  mail: 'by mail',
  email: 'by email',
  hand: 'by hand',
  other: 'another way',
}

/** "On the customer's page, Dec 1, 2026"; "By mail, dated Dec 1, 2026, received Dec 4, 2026" */
export function noticeWords({ way, datedOn, receivedOn }: Days): string {
  const came = way === 'link' ? 'On the customer’s page' : way === 'other' ? 'Recorded' : NOTICE_WAYS[way]
  const days =
    datedOn === receivedOn ? formatDay(datedOn) : `dated ${formatDay(datedOn)}, received ${formatDay(receivedOn)}`
  return `${came}, ${days}`
}

/** What the timeline and the chain of events keep of it. */
export const eventWords = (days: Days, reason: string | null): string =>
  [noticeWords(days), reason === null ? null : `“${reason}”`].filter(Boolean).join('. ')

/** What is asked before a notice is recorded that is dated after the right's last day. */
export const lateQuestion = (datedOn: string, by: CancelBy | null, timeZone: string): string =>
  by === null
    ? 'Plumbline doesn’t know the right to cancel where this job is. Record the cancellation all the same?'
    : `The notice is dated ${formatDay(datedOn)}, and the right to cancel ended at ${untilMidnight(by, timeZone)}. If you agree to cancel all the same, record it once more.`

/** What the customer is emailed once an agreement is canceled. */
export const canceledMail = (days: Days, heldCents: number, by: string): string =>
  [
    `The agreement is canceled. Notice of it came ${WAY_WORDS[days.way].replace('the customer’s', 'your')}: ${
      days.datedOn === days.receivedOn
        ? formatDay(days.datedOn)
        : `dated ${formatDay(days.datedOn)}, received ${formatDay(days.receivedOn)}`
    }. Keep this email for your records.`,
    `Nothing more is owed, and nothing more is charged.${
      heldCents > 0 ? ` What was paid, ${formatCents(heldCents)}, is refunded by ${formatDay(by)}.` : ''
    }`,
  ].join('\n\n')

/** What a customer reads on their page of the money, once it's canceled. */
export function customerRefundWords(progress: { totalCents: number; refundedCents: number }, by: string): string {
  const { totalCents, refundedCents } = progress
  if (totalCents === 0) return 'Nothing was paid, and nothing is owed.'
  if (refundedCents >= totalCents) return `All that you paid, ${formatCents(totalCents)}, is voided or refunded.`
  const already = refundedCents === 0 ? '' : `, and ${formatCents(refundedCents)} of it already is`
  return `You paid ${formatCents(totalCents)}. Your contractor refunds it by ${formatDay(by)}${already}.`
}

/** "$400.00 of $1,000.00 refunded" */
export const progressWords = ({ totalCents, refundedCents }: { totalCents: number; refundedCents: number }): string =>
  `${formatCents(refundedCents)} of ${formatCents(totalCents)} refunded`

/** How long the office has for it. @param left business days after today */
export function refundDueWords(by: string, today: string, left: number): string {
  if (today > by) return `It was due by ${formatDay(by)}, and is overdue.`
  if (today === by) return `Due today, ${formatDay(by)}.`
  return `Due by ${formatDay(by)}: ${left} business ${left === 1 ? 'day' : 'days'} left after today.`
}

/** "10 business days": within how long the law has what was paid refunded. */
export function refundWithin({ cancel }: CancelProfile): string {
  const { days = 10, of = 'business' } = cancel.refund ?? {}
  return of === 'business' ? `${days} business days` : `${days} days`
}

/** The countdown: how long the customer may still cancel. Null once they no longer may. */
export function leftWords({ endsAt }: CancelBy, at: Date): string | null {
  const hours = Math.floor((endsAt.getTime() - at.getTime()) / 3_600_000)
  if (at >= endsAt) return null
  if (hours < 1) return 'Less than an hour is left.'
  if (hours < 48) return hours === 1 ? '1 hour is left.' : `${hours} hours are left.`
  const rest = hours % 24
  const days = `${Math.floor(hours / 24)} days`
  return `${rest === 0 ? days : `${days} and ${rest} ${rest === 1 ? 'hour' : 'hours'}`} are left.`
}

/** What the office does with money that isn't at PaySimple. */
export const BY_HAND =
  'Pay it back by check or in cash. Then open the entry, choose Correct and “It came back”, with the day on which you paid.'
