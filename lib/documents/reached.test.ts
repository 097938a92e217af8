import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type MilestoneMark, milestonesOf, reachedAfter } from './reached'

const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const reached = (milestone: string, day = 1): MilestoneMark => ({ act: 'reached', milestone, at: at(day) })
const unreached = (milestone: string): MilestoneMark => ({ act: 'unreached', milestone, at: at(2) })

test.each<[MilestoneMark[], string[]]>([
  [[], []],
  [[reached('Roof is dry')], ['Roof is dry']],
  [[reached('Roof is dry'), unreached('Roof is dry')], []],
  [[reached('Roof is dry'), unreached('Roof is dry'), reached('Roof is dry')], ['Roof is dry']],
  [[reached('Framing'), reached('Roof is dry'), unreached('Framing')], ['Roof is dry']],
  [[unreached('Framing')], []],
])('after %j these are reached: %j', (marks, milestones) => expect([...reachedAfter(marks).keys()]).toEqual(milestones))

test('a milestone is reached since it was marked first, and again once that was taken back', () => {
  const of = (...marks: MilestoneMark[]) => reachedAfter(marks).get('Framing')
  expect(of(reached('Framing', 1), reached('Framing', 3))).toEqual(at(1))
  expect(of(reached('Framing', 1), unreached('Framing'), reached('Framing', 3))).toEqual(at(3))
})

test('after any marks, those are reached whose last mark says so, and each mark made twice changes nothing', () => {
  const marks = fc.array(
    fc.record({
      act: fc.constantFrom('reached', 'unreached'),
      milestone: fc.constantFrom('Framing', 'Roof is dry', 'toString', ''),
      at: fc.integer({ min: 1, max: 28 }).map(at),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(marks, (made) => {
      const names = [...new Set(made.map(({ milestone }) => milestone))]
      const last = (name: string) => made.findLast(({ milestone }) => milestone === name)?.act
      expect([...reachedAfter(made).keys()].toSorted()).toEqual(
        names.filter((name) => last(name) === 'reached').toSorted(),
      )
      expect(reachedAfter(made.flatMap((mark) => [mark, mark]))).toEqual(reachedAfter(made))
    }),
  )
})

test('a schedule’s milestones are those that its parts wait for', () => {
  const part = { id: 'a', label: 'A', amountCents: 1 }
  const parts = [
    { ...part, due: { on: 'signing' as const } },
    { ...part, due: { on: 'milestone' as const, milestone: 'Framing' } },
  ]
  expect(milestonesOf({ parts, creditCents: 0 })).toEqual(['Framing'])
})
