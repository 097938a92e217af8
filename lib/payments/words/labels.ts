import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'

// One state, one name, everywhere.

export type Tone = 'neutral' | 'success' | 'warning' | 'danger'

type StatusLabel = { label: string; tone: Tone }

const STATUS_LABELS: Record<PaymentStatus, StatusLabel> = {
  submitting: { label: 'Processing', tone: 'warning' },
  unknown: { label: 'Checking', tone: 'warning' },
  not_taken: { label: 'Not taken', tone: 'neutral' },
  declined: { label: 'Declined', tone: 'danger' },
  authorized: { label: 'Authorized', tone: 'success' },
  settled: { label: 'Settled', tone: 'success' },
  voided: { label: 'Voided', tone: 'neutral' },
  refunded: { label: 'Refunded', tone: 'neutral' },
  returned: { label: 'Returned', tone: 'danger' },
  chargeback: { label: 'Chargeback', tone: 'danger' },
}

/**
 * A status in one or two words, and how it looks. Words and icon carry the meaning; the tone only supports them. No
 * bank has approved an ACH payment before it settles: it is submitted, not authorized.
 */
export const statusLabel = (status: PaymentStatus, method: PaymentMethod): StatusLabel =>
  status === 'authorized' && method === 'bank' ? { label: 'Submitted', tone: 'success' } : STATUS_LABELS[status]
