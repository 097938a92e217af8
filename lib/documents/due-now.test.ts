import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { profileOf } from '@/lib/states/profiles'
import { afterRightOn, dueNow, progressOf } from './due-now'
import { dueNowWords, nextDrawWords } from './due-words'
import { type LaidPayment, type SignedPart, type SignedSchedule, viewSchedule } from './schedule'

const part = (label: string, amountCents: number, due: SignedPart['due']): SignedPart => ({
  ...{ id: label.toLowerCase(), label, amountCents, due },
})
const schedule = (...parts: SignedPart[]): SignedSchedule => ({ parts, creditCents: 0 })
const paid = (amountCents: number, status: LaidPayment['status'] = 'settled', id = 'a'): LaidPayment => ({
  ...{ id, amountCents, status, at: new Date('2026-11-28T12:00:00Z'), partId: null },
})

const house = schedule(
  part('Deposit', 3_000_00, { on: 'signing' }),
  part('Framing', 5_000_00, { on: 'milestone', milestone: 'Framing done' }),
  part('Final payment', 2_000_00, { on: 'completion' }),
)
const TEXAS = profileOf('TX', '2026-11-25')
const SIGNED = new Date('2026-11-25T18:00:00Z')
const TIMES = {
  ...{ signedAt: SIGNED, completedAt: null as Date | null, timeZone: 'America/Chicago', profile: TEXAS },
  reached: new Map<string, Date>(),
  answers: { isSixtyFive: null as boolean | null, isDisasterRepair: null as boolean | null },
}

function asked(
  signed: SignedSchedule,
  payments: LaidPayment[],
  { requested = [], ...times }: Partial<typeof TIMES> & { requested?: string[] } = {},
) {
  const progress = {
    ...progressOf(signed, new Date('2026-11-29T18:00:00Z'), { ...TIMES, ...times }),
    requested: new Map(requested.map((id) => [id, SIGNED])),
  }
  return dueNow(viewSchedule(signed, payments, progress), progress)
}

describe('what is due now', () => {
  const framing = { label: 'Framing', cents: 5_000_00, when: 'Framing done' }

  it('is the deposit once it is signed, and the next draw is what follows', () =>
    expect(asked(house, [])).toEqual({ cents: 3_000_00, labels: ['Deposit'], next: framing, balanceCents: 10_000_00 }))

  it('is what somebody asked for ahead of its time, while that is open; payments stay where they lay', () => {
    const from = new Date('2026-11-27T12:00:00Z')
    const stand = (until: Date | null) => {
      const instant = new Date('2026-11-29T18:00:00Z')
      const progress = progressOf(house, instant, { ...TIMES, requests: [{ partId: 'final payment', from, until }] })
      const view = viewSchedule(house, [paid(3_000_00), paid(500_00, 'settled', 'b')], progress)
      return [dueNow(view, progress).labels, view.parts.map(({ paidCents }) => paidCents)]
    }
    expect(stand(null)).toEqual([['Final payment'], [3_000_00, 0, 500_00]])
    expect(stand(new Date('2026-11-28T13:00:00Z'))).toEqual([[], [3_000_00, 0, 500_00]])
    expect(stand(new Date('2026-11-28T11:00:00Z'))).toEqual([[], [3_000_00, 500_00, 0]])
  })

  it('is what a part has left, and nothing once it is paid', () => {
    expect(asked(house, [paid(1_000_00)])).toMatchObject({ cents: 2_000_00, labels: ['Deposit'], next: framing })
    expect(asked(house, [paid(3_000_00)])).toMatchObject({ cents: 0, labels: [], next: framing })
    expect(asked(house, [paid(3_500_00)])).toMatchObject({ cents: 0, next: { ...framing, cents: 4_500_00 } })
  })

  it('is not what is being paid, but what that leaves of the part', () => {
    expect(asked(house, [paid(3_000_00, 'unknown')])).toMatchObject({ cents: 0, balanceCents: 7_000_00 })
    expect(asked(house, [paid(1_000_00, 'unknown')])).toMatchObject({ cents: 2_000_00, labels: ['Deposit'] })
  })

  it('is due again after a refund, a return or a chargeback', () => {
    for (const status of ['voided', 'refunded', 'returned', 'chargeback'] as const)
      expect(asked(house, [paid(3_000_00, status)])).toEqual(asked(house, []))
  })

  it('is what was requested, too, and all of the parts together', () =>
    expect(asked(house, [], { requested: ['framing'] })).toEqual({
      ...{ cents: 8_000_00, labels: ['Deposit', 'Framing'], balanceCents: 10_000_00 },
      next: { label: 'Final payment', cents: 2_000_00, when: 'On completion' },
    }))

  it('is what a day has come for, and once that is paid nothing, whatever is before it', () => {
    const days = schedule(
      part('Framing', 5_000_00, { on: 'milestone', milestone: 'Framing' }),
      part('Second', 3_000_00, { on: 'day', day: '2026-11-29' }),
      part('Final payment', 2_000_00, { on: 'completion' }),
    )
    expect(asked(days, [])).toMatchObject({ cents: 3_000_00, labels: ['Second'], next: { cents: 5_000_00 } })
    const onTheDay = { ...paid(3_000_00), at: new Date('2026-11-29T12:00:00Z') }
    expect(asked(days, [onTheDay])).toMatchObject({ cents: 0, next: { label: 'Framing', cents: 5_000_00 } })
    // A day before, the next draw was the milestone’s.
    expect(asked(days, [paid(3_000_00)])).toMatchObject({
      cents: 3_000_00,
      next: { label: 'Framing', cents: 2_000_00 },
    })
  })
})

describe('when a part falls due', () => {
  const waits = schedule(part('Deposit', 1_000_00, { on: 'cancel_by' }))
  const isDue = (instant: string, times: Partial<typeof TIMES> = {}, signed = waits) =>
    progressOf(signed, new Date(instant), { ...TIMES, ...times }).since.size > 0

  // Signed on the day before Thanksgiving: Friday, Saturday and Monday count.
  it('the right to cancel ends at midnight of its last day, where the company is', () => {
    expect(isDue('2026-12-01T05:59:59Z')).toBe(false)
    expect(isDue('2026-12-01T06:00:00Z')).toBe(true)
  })

  it('A35: it ends later for who answered yes, and there is nothing to wait for where there is no right', () => {
    const maryland = profileOf('MD', '2026-11-25')
    const none = TEXAS && { ...TEXAS, cancel: { ...TEXAS.cancel, days: 0 } }
    const older = { isSixtyFive: true, isDisasterRepair: null }
    const zone = { profile: maryland, timeZone: 'America/New_York' }
    // Five business days, or seven.
    expect([isDue('2026-12-03T04:59:59Z', zone), isDue('2026-12-03T05:00:00Z', zone)]).toEqual([false, true])
    expect(isDue('2026-12-05T04:59:59Z', { ...zone, answers: older })).toBe(false)
    expect(isDue('2026-12-05T05:00:00Z', { ...zone, answers: older })).toBe(true)
    expect(isDue('2026-11-25T18:00:00Z', { profile: none })).toBe(true)
    expect(afterRightOn({ ...TIMES, ...zone, answers: older })).toBe('2026-12-05')
    expect(afterRightOn({ ...TIMES, profile: null })).toBeNull()
  })

  it('where the law isn’t known, a part that waits for that right’s end isn’t due by itself', () => {
    const ontario = profileOf('ON', '2026-11-25')
    expect(ontario).toBeNull()
    expect(isDue('2027-12-01T06:00:00Z', { profile: ontario })).toBe(false)
  })

  it('a day comes where the company is, and not before it was signed', () => {
    const day = schedule(part('May', 1, { on: 'day', day: '2026-11-30' }))
    expect(isDue('2026-11-30T05:59:59Z', {}, day)).toBe(false)
    expect(isDue('2026-11-30T06:00:00Z', {}, day)).toBe(true)
    const past = schedule(part('May', 1, { on: 'day', day: '2026-05-01' }))
    expect(progressOf(past, new Date('2026-12-01'), TIMES).since.get('may')).toEqual(SIGNED)
  })

  it('a change order’s own on its signature', () => {
    const own = { ...part('Change', 1, { on: 'signing' }), signedAt: '2026-11-28T12:00:00.000Z' }
    expect(progressOf(schedule(own), new Date('2026-12-01'), TIMES).since.get('change')).toEqual(
      new Date('2026-11-28T12:00:00Z'),
    )
  })

  it('a part is due once its milestone is reached, and no longer once that is taken back', () => {
    const reached = new Map([['Framing done', new Date('2026-11-29T12:00:00Z')]])
    expect(asked(house, [paid(3_000_00)], { reached })).toMatchObject({ cents: 5_000_00, labels: ['Framing'] })
    expect(asked(house, [paid(3_000_00)])).toMatchObject({ cents: 0, next: { label: 'Framing' } })
  })

  it('completed, the milestones are behind: all that is left is due', () =>
    expect(asked(house, [paid(3_000_00)], { completedAt: new Date('2026-11-29T12:00:00Z') })).toEqual({
      ...{ cents: 7_000_00, labels: ['Framing', 'Final payment'], next: null, balanceCents: 7_000_00 },
    }))
})

describe('what was paid stays paid', () => {
  it('whatever is signed, or falls due, later', () => {
    const own = { ...part('Change', 900_00, { on: 'signing' }), signedAt: '2026-11-29T00:00:00.000Z' }
    const [deposit, framing, final] = house.parts
    const changed = schedule(...([deposit, framing, own, final] as SignedPart[]))
    const due = { cents: 900_00, labels: ['Change'] }
    expect(asked(changed, [paid(8_000_00)])).toMatchObject({ ...due, next: { label: 'Final payment' } })
    // What comes after it pays it.
    const later = { ...paid(900_00, 'settled', 'b'), at: new Date('2026-11-29T10:00:00Z') }
    expect(asked(changed, [paid(8_000_00), later])).toMatchObject({ cents: 0, next: { label: 'Final payment' } })
  })
})

test.each([
  [['Deposit'], 'Due now: Deposit.'],
  [['Deposit', 'Framing'], 'Due now: Deposit and Framing.'],
  [['Deposit', 'Framing', 'Roof'], 'Due now: Deposit, Framing and Roof.'],
  [['Deposit', 'Framing', 'Roof', 'Gutters'], 'Due now: Deposit, Framing and 2 more.'],
])('%j is said as %s', (labels, words) => expect(dueNowWords(labels)).toBe(words))

test('the next draw is said with when it is due, and a milestone of its name once', () => {
  expect(nextDrawWords({ label: 'Final payment', when: 'On completion' })).toBe(
    'Next draw: Final payment · On completion.',
  )
  expect(nextDrawWords({ label: 'Framing', when: 'Framing' })).toBe('Next draw: Framing.')
})

// Any schedule, payments and progress. Ids are those of the parts' places.
const dues = fc.oneof(
  fc.constantFrom<SignedPart['due']>({ on: 'signing' }, { on: 'cancel_by' }, { on: 'completion' }),
  fc.constantFrom('2026-11-28', '2026-11-29', '2026-11-30').map((day) => ({ on: 'day' as const, day })),
  fc.constantFrom('Framing', 'Roof').map((milestone) => ({ on: 'milestone' as const, milestone })),
)
const signedSchedules = fc
  .record({
    parts: fc.array(fc.record({ amountCents: fc.oneof(fc.constant(0), fc.nat(900_000)), due: dues }), {
      ...{ minLength: 1, maxLength: 6 },
    }),
    credit: fc.nat(100),
  })
  .map(({ parts, credit }): SignedSchedule => {
    const total = parts.reduce((cents, { amountCents }) => cents + amountCents, 0)
    return {
      parts: parts.map((each, n) => ({ ...each, id: `${n}`, label: `Part ${n}` })),
      creditCents: Math.floor((total * Math.max(0, credit - 60)) / 100),
    }
  })
const payments = fc
  .array(
    fc.record({
      amountCents: fc.integer({ min: 1, max: 600_000 }),
      status: fc.constantFrom<LaidPayment['status']>(
        ...(['submitting', 'unknown', 'declined', 'authorized', 'settled', 'recorded', 'voided', 'refunded'] as const),
      ),
      day: fc.integer({ min: 1, max: 20 }),
      partId: fc.option(fc.constantFrom('0', '1', '2', 'gone')),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map(({ day, ...each }, n): LaidPayment => ({ ...each, id: `p${n}`, at: new Date(Date.UTC(2026, 10, day)) })),
  )
const instants = fc
  .subarray(['0', '1', '2', '3', '4', '5'])
  .chain((ids) => fc.tuple(...ids.map((id) => fc.integer({ min: 1, max: 20 }).map((day) => [id, day] as const))))
  .map((days) => new Map(days.map(([id, day]) => [id, new Date(Date.UTC(2026, 10, day))])))
const progresses = fc.record({ since: instants, requested: instants })

test('any schedule: what is due and what isn’t are the balance, and paying what is due leaves nothing due', () => {
  fc.assert(
    fc.property(signedSchedules, payments, progresses, (signed, made, progress) => {
      const ask = (list: LaidPayment[]) => {
        const view = viewSchedule(signed, list, progress)
        return { view, ...dueNow(view, progress) }
      }
      const before = ask(made)
      const { view, cents, labels, next, balanceCents } = before
      const upcoming = view.parts.filter(({ label, openCents }) => openCents > 0 && !labels.includes(label))
      expect(cents + upcoming.reduce((sum, { openCents }) => sum + openCents, 0)).toBe(balanceCents)
      expect(next && [next.label, next.cents]).toEqual(upcoming[0] ? [upcoming[0].label, upcoming[0].openCents] : null)
      expect(cents >= 0 && cents + (next?.cents ?? 0) <= balanceCents && balanceCents <= view.totalCents).toBe(true)
      expect(cents > 0).toBe(labels.length > 0)
      for (const { label, state } of view.parts)
        if (labels.includes(label)) expect(['due', 'requested', 'paying']).toContain(state)

      if (cents === 0) return
      const payment: LaidPayment = { ...paid(cents), id: 'new', at: new Date('2026-11-29T12:00:00Z') }
      for (const status of ['settled', 'recorded', 'unknown'] as const)
        expect(ask([...made, { ...payment, status }])).toMatchObject({
          ...{ cents: 0, labels: [], next, balanceCents: balanceCents - cents },
        })
      for (const status of ['refunded', 'chargeback', 'declined'] as const)
        expect(ask([...made, { ...payment, status }])).toEqual(before)
    }),
    { numRuns: 2_000 },
  )
})
