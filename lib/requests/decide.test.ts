import { describe, expect, it } from 'vitest'
import { SKIPPED } from '@/lib/payments/words/request-words'
import { seededRandom } from '@/tools/testing/seeded-random'
import { type DoneStep, type Facts, nextOf, type Person, turnOf } from './decide'
import { daysAfter, hourOn, stepsOf } from './plan'
import { USUAL } from './policy'

const ZONE = 'America/Denver'
const at = (day: string, hour = 9) => hourOn(day, hour, ZONE)
const OLIVIA: Person = { name: 'Olivia', email: 'olivia@example.com', hasLink: true, isDead: false, byHand: [] }
const NOAH: Person = { ...OLIVIA, name: 'Noah', email: 'noah@example.com' }

const facts = (changes: Partial<Facts> = {}): Facts => ({
  ...{
    dueOn: '2026-12-10',
    askedAt: at('2026-12-01'),
    timeZone: ZONE,
    policy: USUAL,
    isArchived: false,
    state: 'open',
  },
  ...{ done: [], people: [OLIVIA] },
  ...changes,
})
const done = (step: number, skipped: string | null = null): DoneStep => ({
  ...{ step, skipped, at: at(daysAfter('2026-12-10', step)) },
})
const told = (changes: Partial<Facts>, instant: Date) => {
  const turn = turnOf(facts(changes), instant)
  return (
    turn && {
      ...{ step: turn.planned.step, late: turn.late.map(({ step }) => step), skipped: turn.skipped },
      to: turn.to.map(({ name }) => name),
    }
  )
}

describe('a reminder', () => {
  it('goes out at 9:00 on its day, to everybody who was asked', () => {
    expect(told({}, new Date(at('2026-12-07').getTime() - 1))).toBeNull()
    expect(told({ people: [OLIVIA, NOAH] }, at('2026-12-07'))).toEqual({
      ...{ step: -3, late: [], skipped: null, to: ['Olivia', 'Noah'] },
    })
    expect(told({ done: [done(-3)] }, at('2026-12-09'))).toBeNull()
    expect(told({ done: [done(-3)] }, at('2026-12-10'))).toMatchObject({ step: 0 })
  })

  it('waits for the hours, and goes once, late, with those before it skipped', () => {
    expect(told({}, at('2026-12-14', 18))).toBeNull()
    expect(told({}, at('2026-12-15', 8))).toBeNull()
    expect(told({}, at('2026-12-15'))).toEqual({ step: 3, late: [-3, 0], skipped: null, to: ['Olivia'] })
  })

  it.each([
    ['off', { policy: { ...USUAL, isOn: false } }],
    ['archived', { isArchived: true }],
    ['paying', { state: 'paying' }],
    ['gone', { state: 'gone' }],
    ['most', { policy: { ...USUAL, most: 1 }, done: [done(-3)] }],
    ['revoked', { people: [{ ...OLIVIA, hasLink: false }] }],
    [
      'dead',
      {
        people: [
          { ...OLIVIA, isDead: true },
          { ...NOAH, hasLink: false },
        ],
      },
    ],
    ['by_hand', { people: [{ ...OLIVIA, byHand: [at('2026-12-09', 17)] }] }],
    ['by_hand', { done: [done(-3)], people: [{ ...OLIVIA, byHand: [at('2026-12-08')] }] }],
    ['by_hand', { askedAt: at('2026-12-09', 17) }],
  ] as [keyof typeof SKIPPED, Partial<Facts>][])('is skipped: %s', (why, changes) => {
    expect(told(changes, at('2026-12-10'))).toMatchObject({ step: 0, skipped: why, to: [] })
    expect(SKIPPED[why]).toBeTruthy()
  })

  it('reaches those whom it can', () => {
    const people = [{ ...OLIVIA, isDead: true }, NOAH]
    expect(told({ people }, at('2026-12-10'))).toMatchObject({ skipped: null, to: ['Noah'] })
  })

  it('is none of what is paid', () => {
    expect(told({ state: 'paid' }, at('2026-12-10'))).toBeNull()
  })

  it('C12c: emailed by hand at 17:00, nothing goes out next morning, and the interval begins again', () => {
    const people = [{ ...OLIVIA, byHand: [at('2026-12-09', 17)] }]
    expect(nextOf(facts({ done: [done(-3)], people }), at('2026-12-09', 18))).toEqual({ at: at('2026-12-13') })
    expect(told({ done: [done(-3), done(0, 'by_hand')], people }, at('2026-12-13'))).toMatchObject({ skipped: null })
  })
})

describe('the next one', () => {
  it('is the first that is still to come, or says why there is none', () => {
    expect(nextOf(facts(), at('2026-12-02'))).toEqual({ at: at('2026-12-07') })
    expect(nextOf(facts({ done: [done(-3)] }), at('2026-12-08'))).toEqual({ at: at('2026-12-10') })
    expect(nextOf(facts(), at('2026-12-07', 20))).toEqual({ at: at('2026-12-08') })
    expect(nextOf(facts({ policy: { ...USUAL, isOn: false } }), at('2026-12-02'))).toEqual({ none: 'off' })
    expect(nextOf(facts({ done: [done(7)] }), at('2026-12-20'))).toEqual({ none: 'over' })
    expect(nextOf(facts({ state: 'paid' }), at('2026-12-02'))).toEqual({ none: 'paid' })
  })

  it('is when it then goes out, whatever the facts', () => {
    const { next: random } = seededRandom(19)
    for (let n = 0; n < 40; n++) {
      const now = new Date(at('2026-11-30').getTime() + random() * 30 * 24 * 60 * 60_000)
      const byHand = random() < 0.5 ? [new Date(now.getTime() - random() * 4 * 24 * 60 * 60_000)] : []
      const each = facts({ askedAt: at('2026-11-29'), people: [{ ...OLIVIA, byHand }] })
      const next = nextOf(each, now)
      // Time goes on, and what is skipped on the way is written down, as the worker does.
      let went: Date | null = null
      const written: DoneStep[] = []
      for (let t = now.getTime(); t < at('2027-01-02').getTime() && !went; t += 15 * 60_000) {
        const instant = new Date(t)
        const turn = turnOf({ ...each, done: written }, instant)
        if (turn && turn.skipped === null) went = instant
        else if (turn) written.push({ step: turn.planned.step, at: instant, skipped: turn.skipped })
      }
      if ('none' in next) expect(went).toBeNull()
      else expect((went?.getTime() ?? 0) - next.at.getTime()).toBeLessThan(15 * 60_000)
    }
  })
})

it('over a year of clock, 1,000 requests are never reminded once paid or while being paid, and at most once per step', () => {
  const { next: random } = seededRandom(12)
  const int = (most: number) => Math.floor(random() * most)
  const ZONES = ['America/Denver', 'America/New_York', 'Pacific/Honolulu', 'America/Anchorage']
  const start = new Date('2026-01-01T07:00:00Z').getTime()
  const DAY = 24 * 60 * 60_000
  let went = 0
  for (let n = 0; n < 1_000; n++) {
    const timeZone = ZONES[n % ZONES.length] ?? ZONE
    const askedAt = new Date(start + random() * 300 * DAY)
    const dueOn = daysAfter(askedAt.toISOString().slice(0, 10), 1 + int(40))
    const policy = { ...USUAL, steps: [-3, 0, 3, 7, 14, 21].slice(int(3)), most: 1 + int(4) }
    const payingAt = random() < 0.7 ? askedAt.getTime() + random() * 60 * DAY : Infinity
    const paidAt = payingAt + random() * 3 * DAY
    const bounces = random() < 0.2 // what was being paid is declined after all
    const byHand = random() < 0.3 ? [new Date(askedAt.getTime() + random() * 40 * DAY)] : []
    const written: DoneStep[] = []
    const sent: { step: number; at: Date }[] = []
    // The worker comes by at some of its times: often around those that are planned, and sometimes for days not at all.
    const planned = new Map(stepsOf({ dueOn, askedAt }, policy, timeZone).map((each) => [each.step, each.at]))
    const down = askedAt.getTime() + random() * 40 * DAY
    const visits = [...planned.values()]
      .flatMap((each) => [0, 1, 2, 12, 24, 24 * 6].map((hours) => each.getTime() + random() * hours * 60 * 60_000))
      .concat(Array.from({ length: 20 }, () => askedAt.getTime() + random() * 70 * DAY))
      .filter((t) => t < down || t > down + 6 * DAY)
      .sort((one, other) => one - other)
    for (const t of visits) {
      const instant = new Date(t)
      const state = t < payingAt || (bounces && t >= paidAt) ? 'open' : t < paidAt ? 'paying' : 'paid'
      const people = [{ ...OLIVIA, byHand: byHand.filter((mail) => mail <= instant) }]
      const each: Facts = { ...facts(), dueOn, askedAt, timeZone, policy, state, people, done: written }
      const turn = turnOf(each, instant)
      if (!turn) continue
      for (const late of turn.late) written.push({ step: late.step, at: instant, skipped: 'late' })
      written.push({ step: turn.planned.step, at: instant, skipped: turn.skipped })
      if (turn.to.length === 0) continue
      expect(state).toBe('open')
      const hour = Number(
        new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(instant),
      )
      expect(hour >= 9 && hour < 18).toBe(true)
      expect(people.every((person) => person.byHand.every((mail) => t - mail.getTime() >= DAY))).toBe(true)
      sent.push({ step: turn.planned.step, at: instant })
    }
    const steps = written.map(({ step }) => step)
    expect(new Set(steps).size).toBe(steps.length)
    expect(steps).toEqual([...steps].sort((one, other) => one - other))
    expect(sent.length).toBeLessThanOrEqual(policy.most)
    for (const { step, at: sentAt } of sent) expect(sentAt >= (planned.get(step) ?? Infinity)).toBe(true)
    went += sent.length
  }
  expect(went).toBeGreaterThan(1_000)
})
