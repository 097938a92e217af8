import type { PaymentOrigin, PaymentStatus } from '@/prisma/generated/enums'

// The states of a payment, and which may follow which. lib/payments/README.md says why.

/** Nobody knows yet whether money moved: the amount is held, and the worker keeps asking. */
export const isUndecided = (status: PaymentStatus): boolean => status === 'submitting' || status === 'unknown'

/** Why nothing was charged, where only an empty list, or a person, says so. */
export const ABSENT: readonly string[] = ['absent', 'duplicate', 'person']

/** Concluded from PaySimple's list not having it: worth one more look later. */
export const isConcludedAbsent = (payment: { status: PaymentStatus; reason: string | null }): boolean =>
  payment.status === 'not_taken' && ABSENT.includes(payment.reason ?? '')

/** Money was taken, as far as we know today. */
export const isPaid = (status: PaymentStatus): boolean => status === 'authorized' || status === 'settled'

/** Nothing was charged, as far as we know today. What was charged and given back is something else. */
export const isNotCharged = (status: PaymentStatus): boolean => status === 'declined' || status === 'not_taken'

/** Something may still happen to it at PaySimple without anybody asking for it: a chargeback comes months later. */
export const isFollowed = (status: PaymentStatus): boolean =>
  isPaid(status) || status === 'refunded' || status === 'returned' || status === 'chargeback'

export type ReversedStatus = 'voided' | 'refunded' | 'returned' | 'chargeback'

/** Money was taken, and has been given back or taken back since. */
export const isReversed = (status: PaymentStatus): status is ReversedStatus =>
  status === 'voided' || status === 'refunded' || status === 'returned' || status === 'chargeback'

/**
 * Money that was taken, or was thought to be, goes by this change without anybody here having done it. What was linked
 * from PaySimple when it was over already never counted.
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

/** PaySimple's statuses of a charge (PS-048), as ours. Pending and those that nobody knows are missing: they say nothing. */
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
 * What PaySimple tells of a decided payment cannot follow the state that it has here, and is none of before: a voided
 * payment that settles, a settled one that fails.
 */
export const contradicts = (status: PaymentStatus, told: PaymentStatus): boolean =>
  told !== status &&
  !canBecome(status, told) &&
  (told !== 'authorized' || status === 'declined') &&
  !(isNotCharged(status) && isNotCharged(told))

/**
 * PaySimple has said something of this decided payment that Plumbline does not know, or that does not fit: what its
 * state tells may be over. A person has to look it up there.
 */
export function isUnclear({ status, paysimpleStatus }: { status: PaymentStatus; paysimpleStatus: string | null }) {
  if (isUndecided(status) || paysimpleStatus === null || paysimpleStatus === 'Pending') return false
  const told = BY_PAYSIMPLE_STATUS.get(paysimpleStatus)
  return told === undefined || contradicts(status, told)
}
