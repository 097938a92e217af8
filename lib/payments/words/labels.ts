import { isNotCharged, isUnclear } from '@/lib/payments/rules/status'
import type { PaymentMethod, PaymentStatus, ReversalKind } from '@/prisma/generated/enums'

// One state, one name, everywhere.

export type Tone = 'neutral' | 'success' | 'warning' | 'danger'

/** "voided", "refunded" */
export const PAST: Record<ReversalKind, string> = { void: 'voided', refund: 'refunded' }

type StatusLabel = { label: string; tone: Tone }

const STATUS_LABELS: Record<PaymentStatus, StatusLabel> = {
  submitting: { label: 'Processing', tone: 'warning' },
  unknown: { label: 'Confirming', tone: 'warning' },
  not_taken: { label: 'Not charged', tone: 'neutral' },
  declined: { label: 'Declined', tone: 'danger' },
  authorized: { label: 'Authorized', tone: 'success' },
  settled: { label: 'Settled', tone: 'success' },
  voided: { label: 'Voided', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  returned: { label: 'Returned', tone: 'danger' },
  chargeback: { label: 'Chargeback', tone: 'danger' },
}

/**
 * A status in one or two words, and its tone. Words and icon carry the meaning; the tone only supports them. No bank
 * approves an ACH payment before it settles, so an authorized one is called submitted.
 */
export const statusLabel = (status: PaymentStatus, method: PaymentMethod): StatusLabel =>
  status === 'authorized' && method === 'bank' ? { label: 'Submitted', tone: 'success' } : STATUS_LABELS[status]

/** The label of a payment as its pill shows it: "Unclear" where PaySimple says what doesn't fit. */
export const paymentLabel = (payment: {
  status: PaymentStatus
  method: PaymentMethod
  paysimpleStatus: string | null
}): StatusLabel =>
  isUnclear(payment) ? { label: 'Unclear', tone: 'warning' } : statusLabel(payment.status, payment.method)

/**
 * The authorization code of a card payment that the bank approved; null for all else. Of a declined or bank payment
 * PaySimple puts the processor's raw text there, such as the name of a list of bad accounts.
 */
export const authorizationCode = (payment: {
  status: PaymentStatus
  method: PaymentMethod
  providerAuthCode: string | null
}): string | null => {
  const { status, method, providerAuthCode: code } = payment
  return method === 'card' && !isNotCharged(status) && code !== null && /^[\w-]{1,16}$/.test(code) ? code : null
}

/** The names of the filters above the list of payments: those of the states they hold. */
export const FILTER_LABELS = {
  checking: 'Confirming',
  authorized: 'Authorized or submitted',
  settled: 'Settled',
  declined: 'Declined or not charged',
  reversed: 'Voided or refunded',
  returned: 'Returned or chargeback',
  recorded: 'Recorded',
} as const
