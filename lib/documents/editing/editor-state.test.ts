import { describe, expect, test } from 'vitest'
import { counter, twoLines } from '@/lib/testing/random-edits'
import { plainContent } from '../content'
import { lineOf, listsOf, optionList, placeOf, sectionList } from '../places'
import { priceContent } from '../standing-total'
import { addGroup, newGroup, removeOption } from './change-choices'
import {
  addLines,
  addSection,
  moveLine,
  newLine,
  newSection,
  patchLine,
  removeLine,
  removeSection,
  stepOf,
} from './change-lines'
import { addDiscount, addRate, removePart, removeRate, startSchedule } from './change-money'
import { edit, openEditor, redo, takeIn, undo } from './editor-state'
import { elementOf, problemsByElement, withValueAt, wordsForPath, wordsForValue } from './path-words'
import { DISCOUNTS, PARTS, PRICES, QUANTITIES } from './typed'

const LINES = sectionList('lines')
const idsIn = (content: ReturnType<typeof twoLines>, list = LINES) =>
  listsOf(content)
    .find(({ id }) => id === list)
    ?.lines.map(({ id }) => id)

describe('steps', () => {
  test('typing into one field is one step, until there is a pause or another field', () => {
    let state = openEditor(twoLines())
    const type = (id: string, description: string, at: number) => {
      state = edit(state, patchLine(id, { description }), { field: `${id}-description`, at })
    }
    type('a', 'R', 0)
    type('a', 'Ro', 400)
    type('a', 'Roof', 1_300)
    type('b', 'G', 1_400)
    type('b', 'Gutters', 9_000)
    expect(state.past).toHaveLength(3)
    state = undo(undo(state))
    expect(lineOf(state.content, 'a')?.description).toBe('Roof')
    expect(lineOf(state.content, 'b')?.description).toBe('Line b')
    expect(undo(state).content).toEqual(twoLines())
    expect(lineOf(redo(redo(state)).content, 'b')?.description).toBe('Gutters')
  })

  test('what changes nothing is no step', () => {
    const state = openEditor(twoLines())
    expect(edit(state, patchLine('a', { description: 'Line a' }), { at: 0 })).toBe(state)
    expect(edit(state, moveLine('a', LINES, 0), { at: 0 })).toBe(state)
    expect(undo(state)).toBe(state)
  })

  test('an undo takes back one’s own change and leaves somebody else’s', () => {
    const base = twoLines()
    const mine = edit(openEditor(base), patchLine('a', { description: 'Roof' }), { at: 0 })
    const theirs = patchLine('b', { description: 'Gutters' })(base)
    const { state, collisions } = takeIn(mine, base, theirs)
    expect(collisions).toEqual([])
    const undone = undo(state)
    expect(undone.content).toEqual(theirs)
    expect(undo(undone)).toBe(undone)
  })
})

describe('lines', () => {
  test('move within a section, and past its end into the next one', () => {
    const content = addSection(newSection('second'))(twoLines())
    expect(stepOf(content, 'a', -1)).toBeNull()
    expect(stepOf(content, 'a', 1)).toEqual({ list: LINES, at: 1 })
    expect(stepOf(content, 'b', 1)).toEqual({ list: sectionList('second'), at: 0 })
    const moved = moveLine('b', sectionList('second'), 0)(content)
    expect([idsIn(moved), idsIn(moved, sectionList('second'))]).toEqual([['a'], ['b']])
    expect(idsIn(moveLine('a', LINES, 1)(content))).toEqual(['b', 'a'])
  })

  test('move into an option of a choice', () => {
    const group = newGroup('Shingles', ['Good', 'Better'], counter(), [])
    const list = optionList(group.id, group.options[1]?.id ?? '')
    const moved = moveLine('a', list, 1)(addGroup(group)(twoLines()))
    expect(placeOf(moved, 'a')).toEqual({ list, at: 1 })
  })

  test('what goes with a removed thing goes in the same step', () => {
    const content = [
      addSection(newSection('second')),
      addDiscount({ id: 'd', title: '', sectionId: 'second', kind: 'percent', percentThousandths: 1_000 }),
      addRate({ id: 't', name: 'Sales tax', rateThousandths: 8_000 }),
      addGroup(newGroup('Shingles', ['Good', 'Better'], counter(), ['t'])),
      patchLine('a', { optional: { taken: true } }),
    ].reduce((each, change) => change(each), twoLines())
    expect(removeSection('second')(content).discounts).toEqual([])
    expect(lineOf(removeRate('t')(content), 'a')?.taxRateIds).toEqual([])
    const [group] = content.optionGroups
    const left = removeOption(group?.id ?? '', group?.defaultOptionId ?? '')(content)
    expect(left.optionGroups[0]?.defaultOptionId).toBe(left.optionGroups[0]?.options[0]?.id)
    const chosen = { ...content, choices: { options: [], lines: [{ lineId: 'a', taken: false }] } }
    expect(removeLine('a')(chosen).choices.lines).toEqual([])
  })

  test('the last payment is the rest, whichever is removed', () => {
    const content = startSchedule([
      { id: 'p1', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 30_000 },
      { id: 'p2', label: 'Final', due: { on: 'completion' }, kind: 'rest' },
    ])(twoLines())
    expect(removePart('p2')(content).schedule).toEqual([
      { id: 'p1', label: 'Deposit', due: { on: 'signing' }, kind: 'rest' },
    ])
  })
})

describe('cells', () => {
  test.each([
    [QUANTITIES, '12,5', { value: 1_250 }],
    [PRICES, '', { value: 0 }],
    [PRICES, '-50', { value: -5_000 }],
    [DISCOUNTS, '10%', { value: { kind: 'percent', percentThousandths: 10_000 } }],
    [DISCOUNTS, '500', { value: { kind: 'amount', amountCents: 50_000 } }],
    [PARTS, '33.334%', { value: { kind: 'percent', percentThousandths: 33_334 } }],
    [PARTS, '629.97', { value: { kind: 'fixed', amountCents: 62_997 } }],
  ])('%# read %j', (typed, text, read) => {
    expect(typed.read(text)).toEqual(read)
  })

  test.each([
    [QUANTITIES, '0'],
    [QUANTITIES, '100000'],
    [PRICES, '12,50,0'],
    [DISCOUNTS, '110%'],
    [PARTS, ''],
    [PARTS, '0%'],
  ])('%# say what is wrong with %j', (typed, text) => {
    expect(typed.read(text)).toEqual({ problem: expect.stringMatching(/^(Enter|There)/) })
  })
})

describe('names', () => {
  const content = addLines(LINES, [
    { ...newLine('c'), description: 'Shingles', discount: { kind: 'amount', amountCents: 5 } },
  ])(twoLines())
  test('for what two people changed', () => {
    const path = ['sections', 'lines', 'lines', 'c', 'unitPriceCents']
    expect(wordsForPath(content, path)).toBe('Line 3 (Shingles): unit price')
    expect(wordsForPath(content, ['terms'])).toBe('Terms')
    expect(wordsForValue(path, 12_550)).toBe('$125.50')
    expect(wordsForValue(['note'], '')).toBe('nothing')
    expect(lineOf(withValueAt(content, path, 700), 'c')?.unitPriceCents).toBe(700)
    expect(withValueAt(content, ['sections', 'gone', 'title'], 'x')).toEqual(content)
  })

  test('for the cell that a problem is about', () => {
    const { problems } = priceContent(content, 'proposal')
    expect(problems[0]?.message).toMatch(/more than|nothing to come off/)
    expect([...problemsByElement(content, problems).keys()]).toEqual(['c-discount'])
    expect(elementOf(content, 'expiresOn')).toBe('expiresOn')
    expect(elementOf(plainContent(), 'sections')).toBe('sections')
  })
})
