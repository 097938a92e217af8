import { formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isUndecided } from '@/lib/payments/rules/status'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel } from './labels'

// What is said about a payment that PaySimple hasn't confirmed, and about checking by hand. Pure.

/** What an unconfirmed payment counts for. */
export const HELD = 'Until PaySimple confirms it, it counts as neither paid nor owed. Don’t charge it again.'

export const CHECK_BUTTON = 'Check with PaySimple now'
export const CHECK_PENDING = 'Checking with PaySimple …'

type CheckAnswer = {
  answered: boolean
  status: PaymentStatus
  /** A void or refund of it is still unconfirmed. */
  reversing: boolean
  /** PaySimple's own status, where it doesn't fit the payment here. */
  unclear: string | null
}

/** The result of a check by hand. */
export function checkSentence({ answered, status, reversing, unclear }: CheckAnswer, method: PaymentMethod): string {
  if (!answered) return 'PaySimple gave no clear answer. Try again in a minute; Plumbline keeps checking too.'
  if (isUndecided(status) || reversing)
    return 'PaySimple answered, but hasn’t confirmed it yet. Plumbline keeps checking.'
  if (unclear)
    return `PaySimple says “${unclear}”, which doesn’t match this payment. Look it up in PaySimple, or call PaySimple.`
  return `PaySimple says: ${statusLabel(status, method).label}.`
}

/** When PaySimple last answered about an unconfirmed payment. */
export const lastCheckSentence = (lastAskedAt: Date | null, timeZone: string): string =>
  lastAskedAt
    ? `PaySimple last answered on ${formatInstant(lastAskedAt, timeZone)}, but didn’t confirm it.`
    : 'PaySimple hasn’t answered yet.'

/** Where checking hasn't helped. */
export const DECIDE = {
  title: 'Checking hasn’t helped',
  what: 'Look the payment up in PaySimple or call PaySimple, then say here what you found.',
  /** For those who may not decide. */
  byOthers: 'An owner or admin of your company can decide it on this page.',
} as const

/** What deciding that a payment was, or wasn't, charged means. */
export const decideSentence = (charged: boolean, amountCents: number): string =>
  charged
    ? `${formatCents(amountCents)} then counts as paid, and the customer gets the receipt.`
    : `${formatCents(amountCents)} is then owed again and can be charged again. If the first charge still shows up at PaySimple, Plumbline records it, and the customer may have paid twice. Be sure.`
