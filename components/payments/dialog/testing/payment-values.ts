import type { ActionResult } from '@/lib/orgs/action'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/typed-payment'
import { describeEarlier } from '@/lib/payments/words/dialog/repeat-words'
import type { EarlierPayment, PaymentView } from '@/lib/payments/words/payment-view'

// Values for the tests of the payment machine, which reads few of their fields.

export const formOf = (paymentId: string, blocked: PaymentForm['blocked'] = null): PaymentForm => ({
  paymentId,
  balance: {
    totalCents: 500_000,
    remainingCents: 500_000,
    paidCents: 0,
    checkingCents: 0,
    owedCents: 500_000,
    overpaidCents: 0,
  },
  depositPercent: 30,
  asked: null,
  prefill: { payerName: 'Olivia Marsh', billingZip: '80202', receiptEmail: 'olivia@example.com' },
  customerId: 'customer',
  hasCompany: false,
  payee: 'Summit Roofing',
  savedAccounts: [],
  blockedWords: null,
  today: '2026-11-24',
  blocked,
})

export const viewOf = (id: string, state: PaymentView['state'], title: string = state): PaymentView => ({
  id,
  state,
  label: state,
  method: 'card',
  amountCents: 500_000,
  accountLabel: 'Visa',
  lastFour: '1111',
  receiptEmail: null,
  reference: null,
  settles: null,
  words: state === 'authorized' ? null : { title, what: 'What.', next: 'Next.' },
  reason: null,
  earlier: null,
})

export const earlierOf = (id: string): EarlierPayment =>
  describeEarlier(
    {
      ...{ id, amountCents: 500_000, accountLabel: 'Visa', lastFour: '1111', status: 'authorized' },
      createdAt: new Date('2026-11-24T21:14:00Z'),
    },
    'America/Denver',
  )

export const TYPED = { amount: '5,000.00', paymentId: 'typed', confirmedRepeatOf: null } as MakePaymentForm

export const ok = <T>(value: T): ActionResult<T> => ({ ok: true, value })

export const refusal = (message: string, fields?: Record<string, string>): ActionResult<never> => ({
  ok: false,
  message,
  ...(fields && { fields }),
})
