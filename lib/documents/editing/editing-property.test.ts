import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeOf, counter, type Move, twoLines } from '@/lib/testing/random-edits'
import { contentSchema, plainContent } from '../content'
import { same } from '../merge'
import { idsOf, listsOf } from '../places'
import { splitEvenly } from '../splits'
import { priceContent } from '../standing-total'
import { patchLine } from './change-lines'
import { splitSchedule } from './change-money'
import { type EditorState, edit, openEditor, redo, takeIn, undo } from './editor-state'
import { tidied } from './tidy'

const move: fc.Arbitrary<Move> = fc.record({ act: fc.nat(1_000), a: fc.nat(1_000), b: fc.nat(10_000) })
const moves = fc.array(move, { maxLength: 60 })
const RUNS = { numRuns: 400 }

/** A state after these moves, each a step of its own. */
function after(start: EditorState, all: readonly Move[], newId = counter()): EditorState {
  return all.reduce((state, each, at) => edit(state, changeOf(state.content, each, newId), { at: at * 10_000 }), start)
}
const whole = (run: (state: EditorState) => EditorState, state: EditorState): EditorState => {
  const next = run(state)
  return next === state ? state : whole(run, next)
}
const isUnique = (ids: readonly string[]) => new Set(ids).size === ids.length

describe('any work on a draft', () => {
  test('is undone to what it began with, and done again', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const start = openEditor(plainContent())
        const end = after(start, all)
        const undone = whole(undo, end)
        expect(undone.content).toBe(start.content)
        expect(whole(redo, undone).content).toBe(end.content)
      }),
      RUNS,
    )
  })

  test('leaves every id unique, no line twice or lost by moving, and a draft that can be stored', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const { content, past } = after(openEditor(twoLines()), all)
        for (const step of [...past, content]) expect(isUnique(idsOf(step))).toBe(true)
        expect(same(contentSchema.parse(JSON.parse(JSON.stringify(content))), content)).toBe(true)
      }),
      RUNS,
    )
  })

  test('leaves nothing that is about something gone, and the rest is the last payment', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const { content } = after(openEditor(twoLines()), all)
        expect(tidied(content)).toBe(content)
        const gone = priceContent(content, 'proposal').problems.filter(({ message }) =>
          /no longer|doesn’t have|same/.test(message),
        )
        expect(gone).toEqual([])
        expect(content.schedule.slice(0, -1).some(({ kind }) => kind === 'rest')).toBe(false)
        if (content.schedule.length > 0) expect(content.schedule.at(-1)?.kind).toBe('rest')
      }),
      RUNS,
    )
  })

  test('A3, A8: split equally, it asks for amounts as equal as cents allow, whatever its lines come to later', () => {
    let priced = 0
    fc.assert(
      fc.property(moves, fc.integer({ min: 2, max: 12 }), fc.nat(1_000_000), (all, count, cents) => {
        const { content } = after(openEditor(twoLines()), all)
        const split = splitSchedule(count, counter('part'))(content)
        const [first] = listsOf(split).flatMap(({ lines }) => lines)
        for (const draft of [split, patchLine(first?.id ?? '', { unitPriceCents: cents })(split)]) {
          const options = draft.optionGroups.map((each) => ({ groupId: each.id, optionId: each.defaultOptionId }))
          const chosen = { ...draft, choices: { ...draft.choices, options } }
          const { priced: result } = priceContent(chosen, 'proposal')
          if (!result.ok || result.state === 'open') continue
          priced += 1
          expect(result.parts.map(({ amountCents }) => amountCents)).toEqual(splitEvenly(result.totalCents, count))
        }
      }),
      RUNS,
    )
    expect(priced).toBeGreaterThan(RUNS.numRuns)
  })

  test('shares what it leaves: a change to one line makes no other line again', () => {
    fc.assert(
      fc.property(moves, fc.nat(1_000), (all, at) => {
        const before = after(openEditor(twoLines()), all)
        const lines = listsOf(before.content).flatMap((list) => list.lines)
        const line = lines[at % Math.max(1, lines.length)]
        if (!line) return
        const { content } = edit(
          before,
          changeOf(before.content, { act: 2, a: lines.indexOf(line), b: 77 }, counter('x')),
          {
            at: 1e9,
          },
        )
        const made = listsOf(content).flatMap((list) => list.lines)
        expect(made.filter((each, index) => each !== lines[index]).every(({ id }) => id === line.id)).toBe(true)
      }),
      RUNS,
    )
  })
})

describe('two people’s work on one draft', () => {
  test('comes together: what only the other did is there, and undoing mine leaves theirs', () => {
    fc.assert(
      fc.property(moves, fc.array(move, { maxLength: 20 }), (mine, others) => {
        const base = twoLines()
        const theirs = after(openEditor(base), others, counter('theirs')).content
        const before = after(openEditor(base), mine, counter('mine'))
        const { state } = takeIn(before, base, theirs)
        expect(isUnique(idsOf(state.content))).toBe(true)
        expect(same(contentSchema.parse(state.content), state.content)).toBe(true)
        // Everything of mine undone: what is left is theirs.
        const left = whole(undo, state).content

        expect(left).toEqual(tidied(theirs))
      }),
      RUNS,
    )
  })
})
