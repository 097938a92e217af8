import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceAsOf, type PaymentHistory } from './as-of'

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 14, minute))
const paid = (id: string, amountCents: number, minute: number, ...later: PaymentHistory['events']): PaymentHistory => ({
  id,
  amountCents,
  events: [{ at: at(minute - 1), to: 'submitting' }, { at: at(minute), to: 'authorized' }, ...later],
})

describe('fault 3: what a receipt says is paid', () => {
  it('is what was paid when the payment counted, not what is paid today', () => {
    const payments = [paid('a', 10_000, 5), paid('b', 20_000, 10), paid('c', 30_000, 15)]
    expect(balanceAsOf('a', 100_000, payments, [])).toEqual({
      totalCents: 100_000,
      paidCents: 10_000,
      remainingCents: 90_000,
    })
    expect(balanceAsOf('b', 100_000, payments, [])).toMatchObject({ paidCents: 30_000, remainingCents: 70_000 })
    expect(balanceAsOf('c', 100_000, payments, [])).toMatchObject({ paidCents: 60_000, remainingCents: 40_000 })
  })

  it('leaves out what had been voided by then, and keeps what is voided later', () => {
    const payments = [
      paid('early', 10_000, 5, { at: at(7), to: 'voided' }),
      paid('late', 20_000, 6, { at: at(30), to: 'refunded' }),
      paid('this', 5_000, 10, { at: at(20), to: 'settled' }),
    ]
    expect(balanceAsOf('this', 100_000, payments, [])).toMatchObject({ paidCents: 25_000 })
  })

  it('leaves out what was unconfirmed at that time', () => {
    const unconfirmed = { id: 'x', amountCents: 9_000, events: [{ at: at(1), to: 'unknown' as const }] }
    expect(balanceAsOf('this', 10_000, [unconfirmed, paid('this', 5_000, 10)], [])).toMatchObject({ paidCents: 5_000 })
  })

  it('never changes with payments made later, in any order of the list', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(amounts, fc.nat(), fc.boolean(), (cents, pick, reversed) => {
        const payments = cents.map((amount, index) => paid(String(index), amount, 2 * index + 2))
        const own = pick % cents.length
        const seen = reversed ? [...payments].reverse() : payments
        const now = balanceAsOf(String(own), 5_000_000, seen, [])
        expect(now).toEqual(balanceAsOf(String(own), 5_000_000, payments.slice(0, own + 1), []))
        expect(now.remainingCents).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
