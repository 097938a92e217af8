import { expect, test } from 'vitest'
import { changeSentences } from './change-words'
import type { SnapshotChange } from './snapshot'

const part = (label: string, beforeCents: number | null, afterCents: number, creditedCents = 0) => ({
  ...{ id: label, label, due: { on: 'completion' as const }, beforeCents, afterCents, creditedCents },
})
const change = (changes: Partial<SnapshotChange>): SnapshotChange => ({
  ...{ ordinal: 1, agreementNumber: 1007, landing: 'rest', toRefundCents: 0, parts: [] },
  ...{ totalBeforeCents: 18_400_00, totalAfterCents: 19_950_00 },
  ...changes,
})
const TOTAL = 'Your total goes from $18,400.00 to $19,950.00.'
const deposit = part('Deposit', 1_000_00, 1_000_00)

test('a change is told as money: the total, then each payment that changes', () => {
  const parts = [deposit, part('Last draw', 4_600_00, 6_150_00)]
  expect(changeSentences(change({ parts }))).toEqual([TOTAL, '“Last draw” goes from $4,600.00 to $6,150.00.'])
  expect(changeSentences(change({ parts: [deposit, part('Change order 1', null, 1_550_00)] }))).toEqual([
    TOTAL,
    'A payment of $1,550.00 is added: “Change order 1”.',
  ])
})

test('of many payments the schedule tells, and of one the total', () => {
  const parts = [1, 2, 3].map((n) => part(`Draw ${n}`, 100_00, 200_00))
  expect(changeSentences(change({ parts }))[1]).toBe('3 payments change, as the schedule shows.')
  expect(changeSentences(change({ parts: [part('Balance', 18_400_00, 19_950_00)] }))).toEqual([TOTAL])
})

test('a payment that is begun keeps its amount, and says what comes off it', () => {
  const parts = [part('Deposit', 3_000_00, 3_000_00, 500_00), part('Last draw', 1_000_00, 1_000_00)]
  expect(changeSentences(change({ parts }))).toEqual([TOTAL, '$500.00 comes off what is still open on “Deposit”.'])
})

test('where more is paid than the new total, nothing is to be paid', () => {
  const parts = [deposit, part('Change order 1', null, 300_00)]
  expect(changeSentences(change({ parts, toRefundCents: 500_00 }))).toEqual([
    TOTAL,
    'What you have paid, or are paying now, is $500.00 more than that. We refund the difference.',
  ])
})
