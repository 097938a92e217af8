import fc from 'fast-check'
import { expect, it } from 'vitest'
import { computeBalance } from '@/lib/payments/rules/balance'
import { aboveOwed, amountChoices } from './amount-choices'

it('offers the balance, half and a deposit on a fresh job', () => {
  expect(amountChoices(computeBalance(100_001, []), 30)).toEqual([
    { label: 'Balance', cents: 100_001 },
    { label: 'Half', cents: 50_001 },
    { label: 'Deposit 30%', cents: 30_000 },
  ])
})

it('offers no deposit once something was paid or is unconfirmed', () => {
  for (const status of ['authorized', 'unknown'] as const) {
    const balance = computeBalance(100_000, [{ amountCents: 30_000, status }])
    expect(amountChoices(balance, 30).map(({ label }) => label)).toEqual(['Balance', 'Half'])
  }
})

it('offers only amounts that can be paid, each once', () => {
  fc.assert(
    fc.property(fc.nat(400_000_000), fc.option(fc.integer({ min: 1, max: 100 })), (totalCents, percent) => {
      const balance = computeBalance(totalCents, [])
      const cents = amountChoices(balance, percent).map((choice) => choice.cents)
      expect(new Set(cents).size).toBe(cents.length)
      for (const amount of cents) {
        expect(Number.isInteger(amount) && amount > 0 && amount <= 200_000_000).toBe(true)
        expect(aboveOwed(String(amount / 100), balance)).toBeNull()
      }
    }),
  )
})

it('refuses more than is owed and names what is held', () => {
  const balance = computeBalance(100_000, [{ amountCents: 40_000, status: 'unknown' }])
  expect(aboveOwed('600.00', balance)).toBeNull()
  expect(aboveOwed('600.01', balance)).toBe(
    'The balance due is $600.00. Enter $600.00 or less. Plumbline is still checking another $400.00.',
  )
})
