import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PaymentStatus } from '@/prisma/generated/enums'
import { balanceAsOf, balanceAt, type PaymentHistory } from './as-of'
import { computeBalance, type JobAmount } from './balance'
import {
  isCounted,
  isCounterEntry,
  isLongAgo,
  isSameMoney,
  owedWithout,
  plainReference,
  type RecordedFacts,
  recordedState,
} from './recorded'

const recorded = (amountCents: number): JobAmount => ({ amountCents, status: 'recorded' })
const cents = fc.integer({ min: 1, max: 200_000_000 })
const total = fc.nat(2_000_000_000)
const payments = fc.array(fc.record({ amountCents: cents, status: fc.constantFrom(...Object.values(PaymentStatus)) }), {
  maxLength: 20,
})
/** Entries, each with whether a counter-entry corrects it. */
const entries = fc.array(fc.record({ amountCents: cents, isCorrected: fc.boolean() }), { maxLength: 20 })
const rowsOf = (all: readonly { amountCents: number; isCorrected: boolean }[]) =>
  all.flatMap(({ amountCents, isCorrected }) =>
    isCorrected ? [recorded(amountCents), recorded(-amountCents)] : [recorded(amountCents)],
  )

describe('what is recorded counts as paid', () => {
  it('beside what was charged, and a counter-entry takes it out', () => {
    const charged = { amountCents: 100_000, status: 'authorized' } as const
    expect(computeBalance(500_000, [charged, recorded(150_000)])).toMatchObject({
      ...{ paidCents: 250_000, owedCents: 250_000, checkingCents: 0, overpaidCents: 0 },
    })
    expect(computeBalance(500_000, [charged, recorded(150_000), recorded(-150_000)])).toMatchObject({
      ...{ paidCents: 100_000, owedCents: 400_000 },
    })
  })

  it('says what is owed once an entry no longer counts', () => {
    fc.assert(
      fc.property(total, payments, cents, (totalCents, charged, amountCents) => {
        const balance = computeBalance(totalCents, [...charged, recorded(amountCents)])
        expect(owedWithout(balance, amountCents)).toBe(computeBalance(totalCents, charged).owedCents)
      }),
    )
  })

  it('counts of entries and counter-entries exactly those that nothing corrects, in any order', () => {
    fc.assert(
      fc.property(total, payments, entries, fc.boolean(), (totalCents, charged, all, reversed) => {
        const rows = [...charged, ...rowsOf(all)]
        const standing = all.filter(({ isCorrected }) => !isCorrected).map(({ amountCents }) => recorded(amountCents))
        const balance = computeBalance(totalCents, reversed ? rows.reverse() : rows)
        expect(balance).toEqual(computeBalance(totalCents, [...charged, ...standing]))
        for (const value of Object.values(balance)) expect(value).toBeGreaterThanOrEqual(0)
        expect(balance.paidCents - balance.overpaidCents + balance.remainingCents).toBe(totalCents)
      }),
    )
  })
})

describe('a receipt and what is recorded', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 27, 14, minute))
  const card = (id: string, amountCents: number, minute: number): PaymentHistory => ({
    ...{ id, amountCents },
    events: [
      { at: at(minute - 1), to: 'submitting' },
      { at: at(minute), to: 'authorized' },
    ],
  })

  it('of a card payment counts what was recorded by then, and not what is recorded later', () => {
    const check = [{ amountCents: 20_000, at: at(5) }]
    expect(balanceAsOf('a', 100_000, [card('a', 10_000, 10)], check).paidCents).toBe(30_000)
    expect(balanceAsOf('a', 100_000, [card('a', 10_000, 4)], check).paidCents).toBe(10_000)
  })

  it('of a recorded payment counts itself, and what stood at that instant', () => {
    const cash = [
      { amountCents: 20_000, at: at(5) },
      { amountCents: -20_000, at: at(8) },
      { amountCents: 25_000, at: at(8) },
    ]
    const charged = [card('a', 10_000, 6), card('b', 1_000, 9)]
    expect(balanceAt(at(5), 100_000, charged, cash)).toEqual({
      ...{ totalCents: 100_000, paidCents: 20_000, remainingCents: 80_000 },
    })
    expect(balanceAt(at(8), 100_000, charged, cash).paidCents).toBe(35_000)
  })

  it('never changes with what is recorded or charged later, and never says that less than nothing remains', () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 20 }), fc.nat(), (amounts, pick) => {
        const all = amounts.map((amountCents, minute) => ({ amountCents, at: at(minute) }))
        const now = all[pick % all.length]?.at ?? at(0)
        const until = all.filter((entry) => entry.at <= now)
        const receipt = balanceAt(now, 5_000_000, [card('z', 100, 900)], all)
        expect(receipt).toEqual(balanceAt(now, 5_000_000, [], until))
        expect(receipt.remainingCents).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

it('an entry counts, is corrected, came back, or is the counter-entry of another', () => {
  const entry = { correctsId: null, cameBack: false, correction: null }
  const states = [
    [entry, 'counts'],
    [{ ...entry, correction: { cameBack: false } }, 'corrected'],
    [{ ...entry, correction: { cameBack: true } }, 'returned'],
    [{ ...entry, correctsId: 'e' }, 'counter'],
    [{ ...entry, correctsId: 'e', cameBack: true }, 'return'],
  ] as const
  for (const [each, state] of states) {
    expect(recordedState(each)).toBe(state)
    expect(isCounted(each)).toBe(state === 'counts')
    expect(isCounterEntry(state)).toBe(each.correctsId !== null)
  }
})

describe('the same money', () => {
  const check: RecordedFacts = { amountCents: 50_000, method: 'check', reference: '1042', receivedOn: '2026-11-27' }
  const cash: RecordedFacts = { ...check, method: 'cash', reference: null }
  it.each<[boolean, RecordedFacts, RecordedFacts]>([
    [true, check, { ...check, reference: ' #1042 ' }],
    [true, check, { ...check, reference: '##\u202e1042' }],
    [true, check, { ...check, receivedOn: '2026-11-26' }],
    [false, check, { ...check, reference: '1043' }],
    [false, check, { ...check, amountCents: 50_001 }],
    [false, check, cash],
    [true, cash, cash],
    [false, cash, { ...cash, receivedOn: '2026-11-26' }],
    [false, { ...check, reference: null }, { ...check, reference: null, receivedOn: '2026-11-26' }],
  ])('%s', (same, one, other) => {
    expect(isSameMoney(one, other)).toBe(same)
    expect(isSameMoney(other, one)).toBe(same)
  })
})

it('a reference is kept on one line, without what nobody sees or needs', () => {
  for (const typed of ['1042', '#1042', '##1042', '# # 1042', '＃1042', '\u202e1042', '\0 1042\u200b'])
    expect(plainReference(typed)).toBe('1042')
  expect(plainReference('Zelle\r\nfrom  Olivia')).toBe('Zelle from Olivia')
  expect(plainReference('\u200b#')).toBe('')
})

it('a day of the last quarter needs no question, one before it does', () => {
  expect(isLongAgo('2026-11-28', '2026-11-28')).toBe(false)
  expect(isLongAgo('2026-08-30', '2026-11-28')).toBe(false)
  expect(isLongAgo('2026-08-29', '2026-11-28')).toBe(true)
  expect(isLongAgo('2016-11-28', '2026-11-28')).toBe(true)
})
