import { expect, test } from 'vitest'
import { changeSentences } from './change-words'
import type { SnapshotChange } from './snapshot'

const part = (label: string, beforeCents: number | null, afterCents: number) => ({
  ...{ id: label, label, due: { on: 'completion' as const }, beforeCents, afterCents },
})
const change = (changes: Partial<SnapshotChange>): SnapshotChange => ({
  ...{ ordinal: 1, agreementNumber: 1007, landing: 'rest', creditCents: 0, toRefundCents: 0, parts: [] },
  ...{ totalBeforeCents: 18_400_00, totalAfterCents: 19_950_00 },
  ...changes,
})
const TOTAL = 'Your total goes from $18,400.00 to $19,950.00.'

test('a change is told as money: the total, then each payment that changes', () => {
  const parts = [part('Deposit', 1_000_00, 1_000_00), part('Last draw', 4_600_00, 6_150_00)]
  expect(changeSentences(change({ parts }))).toEqual([TOTAL, '“Last draw” goes from $4,600.00 to $6,150.00.'])
  expect(changeSentences(change({ parts: [part('Change order 1', null, 1_550_00)] }))).toEqual([
    TOTAL,
    'A payment of $1,550.00 is added: “Change order 1”.',
  ])
})

test('of many payments the schedule tells', () => {
  const parts = [1, 2, 3].map((n) => part(`Draw ${n}`, 100_00, 200_00))
  expect(changeSentences(change({ parts }))[1]).toBe('3 payments change, as the schedule shows.')
})

test('a credit that payments stand in the way of is told apart from what is given back', () => {
  const credit = { totalAfterCents: 16_400_00, creditCents: 2_000_00 }
  expect(changeSentences(change(credit)).slice(1)).toEqual([
    '$2,000.00 comes off what is still open on payments that have begun.',
  ])
  expect(changeSentences(change({ ...credit, toRefundCents: 500_00 })).slice(1)).toEqual([
    '$1,500.00 comes off what is still open on payments that have begun.',
    'You have paid $500.00 more than the new total. We give that back to you.',
  ])
})
