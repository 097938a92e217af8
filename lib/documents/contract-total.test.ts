import { describe, expect, test } from 'vitest'
import { contractTotalCents, isPriceOf, unpricedBecause } from './contract-total'

const proposal = { id: 'p', kind: 'proposal' as const, stage: 'sent' as const, totalCents: 500_00 }
const agreement = { id: 'a', kind: 'agreement' as const, stage: 'draft' as const, totalCents: 600_00 }

describe('what a job costs', () => {
  test('is the agreement once there is one', () => expect(contractTotalCents([proposal, agreement])).toBe(600_00))
  test('is the proposal until then', () => expect(contractTotalCents([proposal])).toBe(500_00))
  test('is nothing without either', () => expect(contractTotalCents([])).toBe(0))
  test('is nothing once the proposal was declined', () =>
    expect(contractTotalCents([{ ...proposal, stage: 'declined' }])).toBe(0))
  test('is an empty agreement, not the proposal behind it', () =>
    expect(contractTotalCents([proposal, { ...agreement, totalCents: 0 }])).toBe(0))
  test('is the agreement with the change orders that are signed', () => {
    const order = (stage: 'sent' | 'signed', totalCents: number) => ({
      kind: 'change_order' as const,
      stage,
      totalCents,
    })
    const orders = [order('signed', 50_00), order('sent', 70_00), order('signed', -20_00)]
    expect(contractTotalCents([proposal, agreement, ...orders])).toBe(630_00)
    expect(contractTotalCents([proposal, ...orders])).toBe(500_00)
  })
  test('is nothing once the agreement was canceled, whatever was signed after it, and no proposal comes back', () => {
    const order = { kind: 'change_order' as const, stage: 'signed' as const, totalCents: 50_00 }
    const documents = [proposal, { ...agreement, stage: 'canceled' as const }, order]
    expect(contractTotalCents(documents)).toBe(0)
    expect(unpricedBecause(documents)).toBe('canceled')
  })
  test('is nothing while a choice is open', () =>
    expect(contractTotalCents([{ ...proposal, totalCents: null }])).toBe(0))
})

test.each([
  [[], 'no_document'],
  [[{ ...proposal, stage: 'declined' as const }], 'declined'],
  [[{ ...proposal, totalCents: null }], 'no_total'],
  [[{ ...proposal, totalCents: 0 }], 'no_lines'],
  [[proposal], null],
])('a job has no price because of what is missing (%#)', (documents, why) => {
  expect(unpricedBecause(documents)).toBe(why)
})

test('a declined proposal would set the price again, unless there is an agreement', () => {
  const declined = { ...proposal, stage: 'declined' as const }
  expect(isPriceOf([declined], declined)).toBe(true)
  expect(isPriceOf([declined, agreement], declined)).toBe(false)
  expect(isPriceOf([declined, agreement], agreement)).toBe(true)
})
