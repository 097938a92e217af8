import { formatDay } from '@/lib/dates'
import type { PartState } from './schedule'
import type { Due } from './sums'

/**
 * When a payment of the schedule is due, as it is printed.
 * @param afterRightOn once it's signed: the day after the right to cancel, YYYY-MM-DD
 */
export function dueWords(due: Due, afterRightOn: string | null = null): string {
  switch (due.on) {
    case 'signing':
      return 'On signing'
    case 'cancel_by':
      return `After the right to cancel has ended${afterRightOn === null ? '' : `, ${formatDay(afterRightOn)}`}`
    case 'day':
      return formatDay(due.day)
    case 'milestone':
      return due.milestone
    case 'completion':
      return 'On completion'
  }
}

/** How a part of a signed schedule stands, in a word or two. */
export const PART_LABELS = {
  upcoming: 'Not due yet',
  due: 'Due now',
  requested: 'Requested',
  paying: 'Confirming',
  paid: 'Paid',
  over: 'Overpaid',
} as const satisfies Record<PartState, string>

/** Which parts are due now: "Due now: Deposit and Framing." Of more than three, the first two by name. */
export function dueNowWords(labels: readonly string[]): string {
  const [first = '', ...others] = labels.length > 3 ? [...labels.slice(0, 2), `${labels.length - 2} more`] : labels
  const last = others.pop()
  return `Due now: ${[first, ...others].join(', ')}${last === undefined ? '' : ` and ${last}`}.`
}

/** Which part is next, and when: "Next draw: Final payment · On completion." A milestone of the same name isn't repeated. */
export const nextDrawWords = ({ label, when }: { label: string; when: string }): string =>
  `Next draw: ${label === when ? label : `${label} · ${when}`}.`
