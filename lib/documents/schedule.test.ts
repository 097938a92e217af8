import { describe, expect, test } from 'vitest'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import { changeSchedule } from './change-schedule'
import type { Landing } from './landing'
import {
  type LaidPayment,
  type Progress,
  type SignedPart,
  type SignedSchedule,
  signedTotalCents,
  viewSchedule,
} from './schedule'

const part = (id: string, amountCents: number, due: SignedPart['due'] = { on: 'signing' }): SignedPart => ({
  ...{ id, label: id, amountCents, due },
})
const schedule = (...parts: SignedPart[]): SignedSchedule => ({ parts, creditCents: 0 })
const payment = (
  id: string,
  amountCents: number,
  status: LaidPayment['status'] = 'settled',
  partId: string | null = null,
): LaidPayment => ({ id, amountCents, status, at: new Date(`2026-11-${id.padStart(2, '0')}T12:00:00Z`), partId })
const added = { id: 'order', label: 'Change order 1', due: { on: 'completion' } } as const
const SIGNED = new Date('2026-11-01T00:00:00Z')
/** What is due on signing is due, and what else is named. */
const progressOf = ({ parts }: SignedSchedule, more: string[] = []): Progress => ({
  since: new Map(
    parts.filter(({ id, due }) => due.on === 'signing' || more.includes(id)).map(({ id }) => [id, SIGNED]),
  ),
  requested: new Map(),
})
const viewOf = (signed: SignedSchedule, payments: LaidPayment[]) => viewSchedule(signed, payments, progressOf(signed))
const states = (signed: SignedSchedule, payments: LaidPayment[], progress: Partial<Progress> = {}) =>
  viewSchedule(signed, payments, { ...progressOf(signed), ...progress }).parts.map(({ state }) => state)

function changed(signed: SignedSchedule, payments: LaidPayment[], cents: number, landing: Landing) {
  const result = changeSchedule(signed, viewOf(signed, payments), cents, landing, added)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  const before = new Map(signed.parts.map(({ id, amountCents }) => [id, amountCents]))
  const changes = result.schedule.parts
    .map(({ id, amountCents }) => ({ id, beforeCents: before.get(id) ?? null, afterCents: amountCents }))
    .filter(({ beforeCents, afterCents }) => beforeCents !== afterCents)
  return { ...result, changes, owedCents: viewOf(result.schedule, payments).owedCents }
}
const amounts = ({ parts }: SignedSchedule) => parts.map(({ id, amountCents }) => [id, amountCents])

const house = schedule(
  part('deposit', 3_000_00),
  part('framing', 5_000_00, { on: 'milestone', milestone: 'Framing' }),
  part('final', 2_000_00, { on: 'completion' }),
)

describe('the state of a part', () => {
  test('follows what has come of the job', () => {
    expect(states(house, [], { since: new Map() })).toEqual(['upcoming', 'upcoming', 'upcoming'])
    expect(states(house, [])).toEqual(['due', 'upcoming', 'upcoming'])
    expect(states(house, [], { requested: new Map([['deposit', SIGNED]]) })).toEqual([
      'requested',
      'upcoming',
      'upcoming',
    ])
    expect(states(house, [payment('1', 3_000_00, 'unknown')])).toEqual(['paying', 'upcoming', 'upcoming'])
    expect(states(house, [payment('1', 3_000_00)], progressOf(house, ['framing']))).toEqual(['paid', 'due', 'upcoming'])
    expect(states(house, [payment('1', 10_000_01)])).toEqual(['paid', 'paid', 'over'])
  })

  test('A5: a final payment of $0.00 closes by itself once the halves are paid', () => {
    const halves = schedule(part('a', 6_435_30), part('b', 6_435_29), part('final', 0, { on: 'completion' }))
    expect(states(halves, [payment('1', 6_435_30)])).toEqual(['paid', 'due', 'upcoming'])
    const view = viewOf(halves, [payment('1', 6_435_30), payment('2', 6_435_29)])
    expect(view).toMatchObject({ owedCents: 0, toRefundCents: 0 })
    expect(view.parts.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid'])
  })
})

describe('payments on parts', () => {
  const open = (payments: LaidPayment[]) => viewOf(house, payments).parts.map(({ openCents }) => openCents)
  test('lie on the oldest part first', () => expect(open([payment('1', 4_000_00)])).toEqual([0, 4_000_00, 2_000_00]))
  test('lie on the part they were made for, and what is left on the oldest', () => {
    expect(open([payment('1', 2_500_00, 'settled', 'final')])).toEqual([2_500_00, 5_000_00, 0])
  })
  test('count no longer once they were refunded, returned or disputed', () => {
    for (const status of ['voided', 'refunded', 'returned', 'chargeback', 'declined', 'not_taken'] as const)
      expect(open([payment('1', 3_000_00, status), payment('2', 500_00)])).toEqual([2_500_00, 5_000_00, 2_000_00])
  })
  test('in any order lie the same', () => {
    const payments = [payment('1', 700_00), payment('2', 2_500_00, 'unknown'), payment('3', 900_00, 'settled', 'final')]
    const view = viewOf(house, payments)
    expect(viewOf(house, payments.toReversed())).toEqual(view)
    expect(view.parts[0]).toMatchObject({ paidCents: 700_00, payingCents: 2_300_00, openCents: 0, state: 'paying' })
  })
  test('above the total are named, and owe nobody less than nothing', () => {
    expect(viewOf(house, [payment('1', 10_500_00)])).toMatchObject({
      owedCents: 0,
      toRefundCents: 500_00,
    })
  })
})

describe('a change order', () => {
  test('A32: of -$2,000 when $1,500 is owed leaves nothing owed and $500 to refund', () => {
    const result = changed(house, [payment('1', 8_500_00)], -2_000_00, 'rest')
    expect(result).toMatchObject({
      totalBeforeCents: 10_000_00,
      totalCents: 8_000_00,
      owedCents: 0,
      toRefundCents: 500_00,
    })
    // The last draw is partly paid, so it stays as it is, and the credit covers what it had open.
    expect(result.changes).toEqual([])
    const view = viewOf(result.schedule, [payment('1', 8_500_00)])
    expect(view).toMatchObject({ totalCents: 8_000_00, owedCents: 0, toRefundCents: 500_00 })
    expect(view.parts[2]).toMatchObject({
      amountCents: 2_000_00,
      paidCents: 500_00,
      creditedCents: 1_500_00,
      state: 'paid',
    })
  })
  test('A32: takes what it can off draws without payments first', () => {
    const result = changed(house, [payment('1', 8_000_00)], -2_500_00, 'rest')
    expect(amounts(result.schedule)).toEqual([
      ['deposit', 3_000_00],
      ['framing', 5_000_00],
      ['final', 0],
    ])
    expect(result).toMatchObject({ owedCents: 0, toRefundCents: 500_00, schedule: { creditCents: 500_00 } })
  })

  test.each<PaymentStatus>(['submitting', 'unknown', 'authorized', 'settled'])(
    'A33: while a draw has a payment that is %s, that draw stays, and the others make up the new total',
    (status) => {
      const payments = [payment('1', 1_000_00, status, 'framing')]
      const result = changed(house, payments, 1_000_00, 'spread')
      expect(amounts(result.schedule)).toEqual([
        ['deposit', 3_600_00],
        ['framing', 5_000_00],
        ['final', 2_400_00],
      ])
      expect(signedTotalCents(result.schedule)).toBe(11_000_00)
      expect(result.owedCents).toBe(10_000_00)
    },
  )
  test('A33: on the last draw that is being paid becomes a payment of its own', () => {
    const result = changed(house, [payment('1', 2_000_00, 'unknown', 'final')], 750_00, 'rest')
    expect(amounts(result.schedule).slice(1)).toEqual([
      ['framing', 5_000_00],
      ['final', 2_000_00],
      ['order', 750_00],
    ])
    expect(result.changes).toEqual([{ id: 'order', beforeCents: null, afterCents: 750_00 }])
  })

  test('lands on the last draw, or on its own before it', () => {
    expect(changed(house, [], 1_550_00, 'rest').changes).toEqual([
      { id: 'final', beforeCents: 2_000_00, afterCents: 3_550_00 },
    ])
    expect(amounts(changed(house, [], 1_550_00, 'own').schedule).slice(2)).toEqual([
      ['order', 1_550_00],
      ['final', 2_000_00],
    ])
  })
  test('off the last draw goes on to the one before', () => {
    expect(amounts(changed(house, [], -2_500_00, 'rest').schedule)).toEqual([
      ...[
        ['deposit', 3_000_00],
        ['framing', 4_500_00],
        ['final', 0],
      ],
    ])
  })

  test.each<[string, number, Landing, string]>([
    ['more off than there is', -10_000_01, 'rest', 'sections'],
    ['a credit as a payment', -1, 'own', 'landing'],
    ['nothing', 0, 'rest', 'sections'],
    ['no number', Number.NaN, 'rest', 'sections'],
  ])('of %s is refused at its field', (_, cents, landing, path) => {
    expect(changeSchedule(house, viewOf(house, []), cents, landing, added)).toEqual({
      ok: false,
      problems: [{ path, message: expect.stringMatching(/^[A-Z].*\.$/) }],
    })
  })
  test('never makes a second part of the same id', () => {
    expect(changeSchedule(house, viewOf(house, []), 1, 'own', { ...added, id: 'final' })).toMatchObject({
      problems: [{ path: 'added.id' }],
    })
  })
})

const STATUSES: LaidPayment['status'][] = [
  ...(['submitting', 'unknown', 'not_taken', 'declined', 'authorized', 'settled', 'settled', 'settled'] as const),
  ...(['voided', 'refunded', 'returned', 'chargeback', 'recorded'] as const),
]
const LIVE = ['submitting', 'unknown', 'authorized', 'settled', 'recorded']
const sum = (cents: readonly number[]) => cents.reduce((total, each) => total + each, 0)

const randomPayment = (random: SeededRandom, id: number, parts: readonly SignedPart[], order: number): LaidPayment => ({
  id: `${id}`,
  amountCents: random.int(1, random.pick([500, 5_000, 60_000])),
  status: random.pick(STATUSES),
  at: new Date(Date.UTC(2026, 10, 10 * order + random.int(1, 9))),
  partId: random.chance(0.5) ? random.pick([...parts.map((each) => each.id), 'gone']) : null,
})

/** A schedule with its payments through three change orders, between which payments come and change; what doesn't hold. */
function wrongIn(seed: number): string[] {
  const random = seededRandom(seed)
  const parts = Array.from({ length: random.int(1, 5) }, (_, n) =>
    part(`${n}`, random.int(0, random.pick([1, 999, 50_000]))),
  )
  let signed = schedule(...parts)
  const payments: LaidPayment[] = []
  const since = new Map<string, Date>()
  const progress: Progress = { since, requested: new Map() }
  const wrong: string[] = []
  const hold = (what: string, holds: boolean) => {
    if (!holds) wrong.push(`${what} (seed ${seed})`)
  }
  for (let order = 0; order < 3; order++) {
    // Parts fall due in between, and what a change order added when it was signed.
    for (const { id } of signed.parts)
      if (!since.has(id) && random.chance(0.4))
        since.set(id, new Date(Date.UTC(2026, 10, 10 * order + random.int(1, 9))))
    for (const each of payments) if (random.chance(0.2)) each.status = random.pick(STATUSES)
    for (let n = random.int(0, 3); n > 0; n--)
      payments.push(randomPayment(random, payments.length, signed.parts, order))
    const live = sum(payments.filter(({ status }) => LIVE.includes(status)).map(({ amountCents }) => amountCents))
    const paid = sum(
      payments.filter(({ status }) => LIVE.slice(2).includes(status)).map(({ amountCents }) => amountCents),
    )
    const before = viewSchedule(signed, payments, progress)
    hold('all that is live lies on a part', before.paidCents + before.payingCents === live && before.paidCents === paid)
    hold('owed is the total less what is live', before.owedCents === Math.max(0, before.totalCents - live))
    hold('the parts are open by what is owed', sum(before.parts.map(({ openCents }) => openCents)) === before.owedCents)
    hold('what is paid above the total is named', before.toRefundCents === Math.max(0, paid - before.totalCents))
    hold(
      'nothing is below zero',
      before.parts.every((each) => each.openCents >= 0 && each.creditedCents >= 0 && each.amountCents >= 0),
    )

    const change = random.int(-40_000, 40_000)
    const landing = random.pick(['rest', 'own', 'spread'] as const)
    const result = changeSchedule(signed, before, change, landing, { ...added, id: `order${order}` })
    if (!result.ok) {
      hold(
        'only what can’t be is refused',
        change === 0 || before.totalCents + change < 0 || (landing === 'own' && change < 0),
      )
      continue
    }
    const after = viewSchedule(result.schedule, payments, progress)
    hold(
      'the new total is signed',
      signedTotalCents(result.schedule) === before.totalCents + change && after.totalCents === result.totalCents,
    )
    hold('owed is the new total less what is live', after.owedCents === Math.max(0, result.totalCents - live))
    hold('what to refund is named', result.toRefundCents === Math.max(0, live - result.totalCents))
    for (const was of before.parts.filter(({ paidCents, payingCents }) => paidCents + payingCents > 0)) {
      const is = after.parts.find(({ id }) => id === was.id)
      hold('a part with a payment stays as it is', is?.amountCents === was.amountCents)
      if (before.totalCents >= live)
        hold('and so do its payments', is?.paidCents === was.paidCents && is.payingCents === was.payingCents)
    }
    hold(
      'no part is below zero',
      result.schedule.parts.every(({ amountCents }) => amountCents >= 0),
    )
    hold('a credit remains only while nothing can be lowered', result.schedule.creditCents >= signed.creditCents)
    signed = result.schedule
  }
  return wrong
}

test('change orders on 10,000 random histories of payments, refunds and chargebacks never touch what is paid', () => {
  expect(
    Array.from({ length: 10_000 }, (_, seed) => seed)
      .flatMap(wrongIn)
      .slice(0, 5),
  ).toEqual([])
})
