import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PaymentStatus } from '@/prisma/generated/enums'
import { type HeldPayment, progressOf } from './progress'

const AT = new Date('2026-12-01T12:00:00Z')
const [BEFORE, AFTER] = [new Date('2026-12-01T11:59:59Z'), new Date('2026-12-01T12:00:01Z')]
const paid = (amountCents: number, changes: Partial<HeldPayment> = {}): HeldPayment => ({
  ...{ amountCents, status: 'settled', reversedAt: null, retainedCents: 0 },
  ...changes,
})

it('counts what was on the job when it was canceled, and what of it is gone since', () => {
  const payments = [
    paid(1_000_00),
    paid(400_00, { status: 'voided', reversedAt: AFTER }),
    paid(300_00, { status: 'refunded', reversedAt: BEFORE }),
    paid(200_00, { status: 'declined' }),
    paid(100_00, { status: 'unknown' }),
  ]
  const entries = [
    { amountCents: 50_00, reversedAt: null },
    { amountCents: 20_00, reversedAt: AFTER },
    { amountCents: 10_00, reversedAt: BEFORE },
  ]
  expect(progressOf(payments, entries, AT)).toEqual({
    ...{ totalCents: 1_470_00, refundedCents: 420_00, checkingCents: 100_00 },
  })
})

it('counts what a partial refund kept once: on the payment that was charged for it', () => {
  const payments = [paid(1_000_00, { status: 'refunded', reversedAt: AFTER, retainedCents: 300_00 }), paid(300_00)]
  expect(progressOf(payments, [], AT)).toMatchObject({ totalCents: 1_000_00, refundedCents: 700_00 })
})

it('is done exactly when nothing that counts is left', () => {
  const payment = fc.record({
    amountCents: fc.integer({ min: 1, max: 10_000_00 }),
    status: fc.constantFrom(...Object.values(PaymentStatus)),
    reversedAt: fc.option(fc.constantFrom(BEFORE, AFTER)),
    retainedCents: fc.constant(0),
  })
  fc.assert(
    fc.property(fc.array(payment, { maxLength: 6 }), (payments) => {
      const { totalCents, refundedCents } = progressOf(payments, [], AT)
      expect(refundedCents).toBeGreaterThanOrEqual(0)
      const isHeld = payments.some(({ status }) => status === 'authorized' || status === 'settled')
      expect(totalCents === refundedCents).toBe(!isHeld)
    }),
  )
})
