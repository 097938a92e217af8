import { dateToDay, dayOf, formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isNotCharged, isReversed, isUndecided } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentMethod } from '@/prisma/generated/enums'
import { statusLabel } from './labels'

// What the list of payments says about its days and sums, and what its export says to a bookkeeper in a spreadsheet.

export type ListedDays = {
  preset: 'this_week' | 'this_month' | 'last_month' | null
  from: string | null
  to: string | null
}

export const PRESET_LABELS = {
  this_week: 'This week',
  this_month: 'This month',
  last_month: 'Last month',
} as const

/** The names of the sums above the list. */
export const SUM_LABELS = {
  listed: 'Listed',
  reversed: 'Voided, refunded, returned, corrected',
  net: 'Net',
} as const

/** What is listed: "9 rows". Declined payments, and both halves of a correction, are rows of their own. */
export const listedWords = (count: number): string => (count === 1 ? '1 row' : `${count.toLocaleString('en-US')} rows`)

/** In place of the sums, where a search finds more payments than are added up. */
export const tooManyWords = (query: string): string =>
  `Too many payments to add up. Add a name, a number or days to “${query}” to see what they come to.`

/** The name of the sum taken, with how many payments it is of. Declined ones and reversing entries took nothing. */
export const takenLabel = (count: number): string =>
  `Taken, ${count === 1 ? '1 payment' : `${count.toLocaleString('en-US')} payments`}`

/** "This month", "Nov 1, 2026 to Nov 30, 2026", "Since Nov 1, 2026"; "All days" without any. */
export function rangeLabel(range: ListedDays | null): string {
  if (!range || (!range.preset && !range.from && !range.to)) return 'All days'
  if (range.preset) return PRESET_LABELS[range.preset]
  if (range.from && range.to)
    return range.from === range.to ? formatDay(range.from) : `${formatDay(range.from)} to ${formatDay(range.to)}`
  return range.from ? `Since ${formatDay(range.from)}` : `Until ${formatDay(range.to ?? '')}`
}

/** The day on which a payment settled, or is expected to; null where it won't. */
export function settledWords({
  status,
  settledOn,
  estimatedSettleOn,
}: Pick<Payment, 'status' | 'settledOn' | 'estimatedSettleOn'>): { day: string; isExpected: boolean } | null {
  if (settledOn) return { day: formatDay(dateToDay(settledOn)), isExpected: false }
  if (status !== 'authorized' || !estimatedSettleOn) return null
  return { day: `Expected ${formatDay(dateToDay(estimatedSettleOn))}`, isExpected: true }
}

/** "Refunded Dec 3, 2026" for a payment that was voided, refunded, returned or disputed; null for others. */
export const reversedWords = (
  { status, method, statusAt }: Pick<Payment, 'status' | 'method' | 'statusAt'>,
  timeZone: string,
): string | null =>
  isReversed(status) ? `${statusLabel(status, method).label} ${formatDay(dayOf(statusAt, timeZone))}` : null

export const EXPORT_COLUMNS = [
  'Date',
  'Job number',
  'Job title',
  'Customer',
  'Method',
  'Account',
  'Status',
  'Amount',
  'Settled on',
  'PaySimple reference',
  'Taken by',
  'Note',
] as const

/** What is asked before a job or customer with open money is archived; null where nothing is open. */
export function archiveQuestion(
  what: 'job' | 'customer',
  { owedCents, checkingCents }: { owedCents: number; checkingCents: number },
): string | null {
  const whose = what === 'job' ? 'this job' : 'this customer’s jobs'
  if (checkingCents > 0) return `Plumbline is still checking ${formatCents(checkingCents)} on ${whose}.`
  if (owedCents > 0) return `The customer still owes ${formatCents(owedCents)} on ${whose}.`
  return null
}

/** "Card" or "Bank account" */
export const exportedMethod = (method: PaymentMethod): string => (method === 'card' ? 'Card' : 'Bank account')

type Exported = Pick<Payment, 'status' | 'method' | 'origin' | 'reversalId' | 'amountCents' | 'returnedOn'>

/** What kind of line it is, and why its amount is 0 where it is. `note` is what the person wrote who refunded it. */
export function exportedNote(kind: 'taken' | 'reversed', payment: Exported, note: string | null): string {
  return [kind === 'reversed' ? reversedKind(payment) : takenKind(payment), note].filter(Boolean).join('. ')
}

function reversedKind({ status, returnedOn }: Exported): string {
  if (status === 'voided') return 'Void'
  if (status === 'refunded') return 'Refund'
  if (status === 'chargeback') return 'Chargeback'
  return returnedOn ? `Returned by the bank on ${formatDay(dateToDay(returnedOn))}` : 'Returned by the bank'
}

function takenKind({ status, method, origin, reversalId, amountCents }: Exported): string {
  const amount = formatCents(amountCents)
  if (isNotCharged(status)) return `${statusLabel(status, method).label}: ${amount} not charged`
  if (isUndecided(status)) return `Checking with PaySimple: ${amount} not counted yet`
  if (reversalId) return 'Recharge of the amount kept in a partial refund'
  return origin === 'paysimple' ? 'Payment made in PaySimple' : 'Payment'
}
