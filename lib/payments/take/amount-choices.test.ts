import fc from 'fast-check'
import { expect, it } from 'vitest'
import { computeBalance } from '@/lib/payments/rules/balance'
import { aboveOwed, amountChoices } from './amount-choices'

const asked = (due: number, next: number) => ({
  due: { cents: due, hint: 'Due now: Deposit.' },
  next: { cents: next, hint: 'Next draw: Framing · On completion.' },
})

const percents = fc.option(fc.integer({ min: 1, max: 100 }))
const shares = fc.record({ due: fc.nat(100), next: fc.nat(100) })

it('offers the balance, half and a deposit on a fresh job', () => {
  expect(amountChoices(computeBalance(100_001, []), 30, null)).toEqual([
    { label: 'Balance', cents: 100_001 },
    { label: 'Half', cents: 50_001 },
    { label: 'Deposit 30%', cents: 30_000 },
  ])
})

it('offers no deposit once something was paid or is unconfirmed', () => {
  for (const status of ['authorized', 'unknown'] as const) {
    const balance = computeBalance(100_000, [{ amountCents: 30_000, status }])
    expect(amountChoices(balance, 30, null).map(({ label }) => label)).toEqual(['Balance', 'Half'])
  }
})

it('offers only amounts that can be paid, each once', () => {
  fc.assert(
    fc.property(fc.nat(400_000_000), percents, fc.option(shares), (totalCents, percent, share) => {
      const balance = computeBalance(totalCents, [])
      const due = share && Math.round((totalCents * share.due) / 100)
      const parts =
        share === null || due === null ? null : asked(due, Math.round(((totalCents - due) * share.next) / 100))
      const cents = amountChoices(balance, percent, parts).map((choice) => choice.cents)
      expect(new Set(cents).size).toBe(cents.length)
      for (const amount of cents) {
        expect(Number.isInteger(amount) && amount > 0 && amount <= 200_000_000).toBe(true)
        expect(aboveOwed(String(amount / 100), balance)).toBeNull()
      }
    }),
  )
})

it('by a signed schedule offers what is due now, the next draw and the balance, and no deposit', () => {
  expect(amountChoices(computeBalance(100_000, []), 30, asked(30_000, 50_000))).toEqual([
    { label: 'Due now', cents: 30_000, hint: 'Due now: Deposit.' },
    { label: 'Next draw', cents: 50_000, hint: 'Next draw: Framing · On completion.' },
    { label: 'Balance', cents: 100_000 },
  ])
})

it.each([
  ['nothing is due', 0, 30_000, ['Next draw', 'Balance']],
  ['the next draw is as much as is due', 30_000, 30_000, ['Due now', 'Balance']],
  ['all of it is due', 100_000, 0, ['Due now']],
  ['the last draw is all that is owed', 0, 100_000, ['Next draw']],
])('offers each amount once, and none of $0.00: %s', (_, due, next, labels) =>
  expect(amountChoices(computeBalance(100_000, []), 30, asked(due, next)).map(({ label }) => label)).toEqual(labels),
)

it('refuses more than is owed and names what is held', () => {
  const balance = computeBalance(100_000, [{ amountCents: 40_000, status: 'unknown' }])
  expect(aboveOwed('600.00', balance)).toBeNull()
  expect(aboveOwed('600.01', balance)).toBe(
    'The balance due is $600.00. Enter $600.00 or less. Plumbline is still checking another $400.00.',
  )
})
