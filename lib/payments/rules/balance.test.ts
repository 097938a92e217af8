import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PaymentStatus } from '@/prisma/generated/enums'
import { computeBalance } from './balance'
import { owedOrOver } from './recorded'
import { isPaid, isUndecided } from './status'

it('counts what was paid and holds what is unconfirmed', () => {
  expect(
    computeBalance(1_000_000, [
      { amountCents: 150_000, status: 'authorized' },
      { amountCents: 250_000, status: 'settled' },
      { amountCents: 100_000, status: 'unknown' },
      { amountCents: 50_000, status: 'submitting' },
      { amountCents: 999_901, status: 'declined' },
      { amountCents: 999_901, status: 'not_taken' },
      { amountCents: 10_000, status: 'voided' },
      { amountCents: 10_000, status: 'refunded' },
      { amountCents: 10_000, status: 'returned' },
      { amountCents: 10_000, status: 'chargeback' },
    ]),
  ).toEqual({
    totalCents: 1_000_000,
    remainingCents: 600_000,
    paidCents: 400_000,
    checkingCents: 150_000,
    owedCents: 450_000,
    overpaidCents: 0,
  })
})

it('owes everything when nothing was paid, and nothing when too much was', () => {
  expect(computeBalance(500, []).owedCents).toBe(500)
  const tooMuch = computeBalance(500, [{ amountCents: 700, status: 'settled' }])
  expect(tooMuch).toMatchObject({ owedCents: 0, remainingCents: 0, overpaidCents: 200 })
  expect(computeBalance(-500, []).overpaidCents).toBe(0)
  expect([computeBalance(500, []), tooMuch, computeBalance(0, [])].map(owedOrOver)).toEqual([500, -200, 0])
})

const payments = fc.array(
  fc.record({
    amountCents: fc.integer({ min: 1, max: 200_000_000 }),
    status: fc.constantFrom(...Object.values(PaymentStatus)),
  }),
  { maxLength: 30 },
)
const total = fc.nat(2_000_000_000)

it('never frees an amount that may have been charged', () => {
  fc.assert(
    fc.property(total, payments, (totalCents, all) => {
      const { owedCents, paidCents, checkingCents } = computeBalance(totalCents, all)
      expect(Number.isSafeInteger(owedCents) && owedCents >= 0).toBe(true)
      const held = all.filter(({ status }) => isPaid(status) || isUndecided(status))
      expect(paidCents + checkingCents).toBe(held.reduce((sum, { amountCents }) => sum + amountCents, 0))
      expect(owedCents).toBe(Math.max(0, totalCents - paidCents - checkingCents))
    }),
  )
})

it('says of every cent that was paid whether the total is made up of it', () => {
  fc.assert(
    fc.property(total, payments, (totalCents, all) => {
      const { paidCents, remainingCents, overpaidCents } = computeBalance(totalCents, all)
      expect(Number.isSafeInteger(overpaidCents) && overpaidCents >= 0).toBe(true)
      expect(paidCents - overpaidCents + remainingCents).toBe(totalCents)
      expect(overpaidCents > 0 && remainingCents > 0).toBe(false)
    }),
  )
})

it('does not depend on the order of the payments', () => {
  fc.assert(
    fc.property(total, payments, (totalCents, all) => {
      expect(computeBalance(totalCents, [...all].reverse())).toEqual(computeBalance(totalCents, all))
    }),
  )
})
