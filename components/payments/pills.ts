import type { RecordedState } from '@/lib/payments/rules/recorded'
import { isUnclear } from '@/lib/payments/rules/status'
import { paymentLabel, type Tone } from '@/lib/payments/words/labels'
import { recordedLabel } from '@/lib/payments/words/recorded-words'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import type { PillIcon } from './pill-icons'

/** What is said of a payment's state: word, color and icon. */
export type Pill = { label: string; tone: Tone; icon: PillIcon }

const PAYMENT: Record<PaymentStatus, PillIcon> = {
  submitting: 'processing',
  unknown: 'checking',
  not_taken: 'none',
  declined: 'declined',
  authorized: 'authorized',
  settled: 'settled',
  voided: 'none',
  refunded: 'back',
  returned: 'returned',
  chargeback: 'disputed',
}
const RECORDED: Record<RecordedState, PillIcon> = {
  ...{ counts: 'recorded', corrected: 'corrected', returned: 'returned', counter: 'back', return: 'back' },
}

type Payment = { status: PaymentStatus; method: PaymentMethod; paysimpleStatus: string | null }

export function paymentPill(payment: Payment): Pill {
  const { status, method } = payment
  const icon = isUnclear(payment)
    ? 'unclear'
    : status === 'authorized' && method === 'bank'
      ? 'submitted'
      : PAYMENT[status]
  return { ...paymentLabel(payment), icon }
}

export const recordedPill = (state: RecordedState): Pill => ({ ...recordedLabel(state), icon: RECORDED[state] })
