import { describe, expect, it } from 'vitest'
import { isReversed } from '@/lib/payments/rules/status'
import { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { describePayment } from './payment-view'

type Described = Parameters<typeof describePayment>[0]

const payment: Described = {
  ...({ id: 'p', status: 'authorized', method: 'card' } as const),
  ...{ amountCents: 9_300, accountLabel: 'Visa', lastFour: '1111' },
  ...{ receiptEmail: null, paysimplePaymentId: '4711', estimatedSettleOn: null, reason: null, paysimpleMessage: null },
}
const view = (change: Partial<Described>) =>
  describePayment({ ...payment, ...change }, 'America/Denver', new Date('2026-11-21T21:14:00Z'))

describe('describePayment', () => {
  it('gives every status a state, and words to all but those that stand', () => {
    const looks = Object.values(PaymentStatus).map((status) => [status, view({ status }).state])
    expect(Object.fromEntries(looks)).toEqual({
      ...{ submitting: 'checking', unknown: 'checking', authorized: 'authorized', settled: 'authorized' },
      ...{ declined: 'declined', not_taken: 'not_taken' },
      ...{ voided: 'reversed', refunded: 'reversed', returned: 'reversed', chargeback: 'reversed' },
    })
    for (const status of Object.values(PaymentStatus))
      expect(view({ status }).words === null).toBe(status === 'authorized' || status === 'settled')
  })

  it('names the state of a reversed payment, and doesn’t say that nothing was charged', () => {
    for (const status of Object.values(PaymentStatus).filter(isReversed))
      for (const method of Object.values(PaymentMethod))
        for (const reason of [null, 'person']) {
          const { label, words } = view({ status, method, reason })
          expect(label.toLowerCase()).toBe(status)
          expect(Object.values(words ?? {}).join(' ')).not.toMatch(/wasn’t charged|nothing was charged|try again/i)
        }
    expect(view({ status: 'refunded' }).words?.title).toContain('went back to the customer')
  })

  it('puts PaySimple’s own words first where it turned the payment down', () => {
    expect(view({ status: 'not_taken', reason: 'refused', paysimpleMessage: 'Too much.' }).words?.what).toBe(
      'PaySimple says: “Too much.” Nothing was charged.',
    )
  })
})
