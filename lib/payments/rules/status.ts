import type { PaymentOrigin, PaymentStatus } from '@/prisma/generated/enums'

// The states of a payment, and which may follow which. lib/payments/README.md says why.

/** Nobody knows yet whether money moved: the amount is held, and the worker keeps checking. */
export const isUndecided = (status: PaymentStatus): boolean => status === 'submitting' || status === 'unknown'

/** The reasons for `not_taken` that only an empty list, or a person, proves. */
export const ABSENT: readonly string[] = ['absent', 'duplicate', 'person']

/** Whether a payment was concluded absent from PaySimple's list: worth one more check later. */
export const isConcludedAbsent = (payment: { status: PaymentStatus; reason: string | null }): boolean =>
  payment.status === 'not_taken' && ABSENT.includes(payment.reason ?? '')

/** Money was taken, as far as we know now. */
export const isPaid = (status: PaymentStatus): boolean => status === 'authorized' || status === 'settled'

/** Nothing was charged, as far as we know now. A payment that was charged and reversed is something else. */
export const isNotCharged = (status: PaymentStatus): boolean => status === 'declined' || status === 'not_taken'

/** PaySimple may still change it without anybody asking: a chargeback comes months later. */
export const isFollowed = (status: PaymentStatus): boolean =>
  isPaid(status) || status === 'refunded' || status === 'returned' || status === 'chargeback'

export type ReversedStatus = 'voided' | 'refunded' | 'returned' | 'chargeback'

export const REVERSED_STATUSES: readonly ReversedStatus[] = ['voided', 'refunded', 'returned', 'chargeback']

/** Money was taken, and was voided, refunded, returned or disputed since. */
export const isReversed = (status: PaymentStatus): status is ReversedStatus =>
  REVERSED_STATUSES.some((reversed) => reversed === status)

/**
 * Whether this change takes away money that counted, without anybody here having done it. An external payment that was
 * already over when it was linked never counted.
 */
export const isLoss = (before: { status: PaymentStatus; origin: PaymentOrigin }, to: PaymentStatus): boolean =>
  to === 'declined'
    ? isPaid(before.status)
    : (to === 'returned' || to === 'chargeback') && !(before.origin === 'paysimple' && isUndecided(before.status))

const NEXT: Record<PaymentStatus, readonly PaymentStatus[]> = {
  submitting: [
    'unknown',
    'not_taken',
    'declined',
    'authorized',
    'settled',
    'voided',
    'refunded',
    'returned',
    'chargeback',
  ],
  unknown: ['not_taken', 'declined', 'authorized', 'settled', 'voided', 'refunded', 'returned', 'chargeback'],
  // PaySimple's own record of a charge outranks our conclusion that there was none.
  not_taken: ['authorized', 'settled', 'voided', 'refunded', 'returned', 'chargeback'],
  declined: [],
  authorized: ['settled', 'voided', 'refunded', 'returned', 'chargeback', 'declined'],
  settled: ['refunded', 'returned', 'chargeback'],
  voided: [],
  refunded: ['returned', 'chargeback', 'settled'], // settled again when the refund is voided
  returned: ['settled', 'refunded'],
  chargeback: ['settled', 'refunded'],
}

/** Whether a payment in state `from` may become `to`. An outcome that may not is not written. */
export const canBecome = (from: PaymentStatus, to: PaymentStatus): boolean => NEXT[from].includes(to)

/** PaySimple's statuses of a charge (PS-048) → ours. Pending and unknown ones are missing: they prove nothing. */
export const BY_PAYSIMPLE_STATUS: ReadonlyMap<string, PaymentStatus> = new Map(
  Object.entries({
    Authorized: 'authorized',
    Posted: 'authorized',
    Settled: 'settled',
    Failed: 'declined',
    Voided: 'voided',
    Reversed: 'refunded',
    Returned: 'returned',
    ReverseNSF: 'returned',
    Chargeback: 'chargeback',
  } as const),
)

/**
 * Whether PaySimple's status of a decided payment contradicts its state here: it can neither follow it nor lead to it,
 * such as a voided payment that settles, or a settled one that fails.
 */
export const contradicts = (status: PaymentStatus, told: PaymentStatus): boolean =>
  told !== status &&
  !canBecome(status, told) &&
  (told !== 'authorized' || status === 'declined') &&
  !(isNotCharged(status) && isNotCharged(told))

/**
 * Whether PaySimple says something about this decided payment that Plumbline doesn't know, or that doesn't fit. Its state
 * here may be out of date, and a person has to look it up in PaySimple.
 */
export function isUnclear({ status, paysimpleStatus }: { status: PaymentStatus; paysimpleStatus: string | null }) {
  if (isUndecided(status) || paysimpleStatus === null || paysimpleStatus === 'Pending') return false
  const told = BY_PAYSIMPLE_STATUS.get(paysimpleStatus)
  return told === undefined || contradicts(status, told)
}
