import { describe, expect, test } from 'vitest'
import { counter, twoLines } from '@/lib/testing/random-edits'
import { plainContent } from '../content'
import { lineOf, listsOf, optionList, placeOf, sectionList } from '../places'
import { priceContent } from '../standing-total'
import { addGroup, addOptionSection, newGroup, patchOption, removeOption } from './change-choices'
import {
  addLines,
  addSection,
  moveLine,
  moveSection,
  newLine,
  newSection,
  patchLine,
  patchSection,
  removeLine,
  removeSection,
  stepOf,
} from './change-lines'
import {
  addDiscount,
  addRate,
  type DraftPart,
  removePart,
  removeRate,
  setPart,
  splitSchedule,
  startSchedule,
  taxLines,
} from './change-money'
import { edit, openEditor, redo, takeIn, undo } from './editor-state'
import { elementOf, problemsByElement, withValueAt, wordsForPath, wordsForValue } from './path-words'
import { DISCOUNTS, PARTS, PRICES, QUANTITIES, withAmount } from './typed'

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

  test('a new tax applies to the lines that are taxed already, and to every line where none is', () => {
    const taxedBy = (content: ReturnType<typeof twoLines>) =>
      content.sections.flatMap(({ lines }) => lines).map(({ taxRateIds }) => taxRateIds)
    const first = addRate({ id: 't', name: 'Sales tax', rateThousandths: 8_000 })(twoLines())
    expect(taxedBy(first)).toEqual([['t'], ['t']])
    const mixed = taxLines('t', false, 'a')(first)
    expect(taxedBy(addRate({ id: 'u', name: 'City', rateThousandths: 1_000 })(mixed))).toEqual([[], ['t', 'u']])
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

  test('sections of an option: added, named, moved among themselves, removed with what is only about them', () => {
    const group = newGroup('Shingles', ['Good', 'Better'], counter(), [])
    const better = group.options[1]?.id ?? ''
    const content = [
      addGroup(group),
      addOptionSection(group.id, better, newSection('labor')),
      addOptionSection(group.id, better, newSection('material')),
      addLines(sectionList('material'), [{ ...newLine('m'), optional: { taken: true } }]),
      addDiscount({ id: 'd', title: '', sectionId: 'material', kind: 'percent', percentThousandths: 1_000 }),
      patchSection('material', { title: 'Material' }),
    ].reduce((each, change) => change(each), twoLines())
    const sectionsOf = (draft: typeof content) => draft.optionGroups[0]?.options[1]?.sections.map(({ id }) => id)
    expect(sectionsOf(content)).toEqual(['labor', 'material'])
    const moved = moveSection('material', -1)(content)
    expect(sectionsOf(moved)).toEqual(['material', 'labor'])
    expect(moveSection('material', -1)(moved)).toBe(moved)
    expect(moved.optionGroups[0]?.options[0]).toBe(content.optionGroups[0]?.options[0])

    const chosen = { ...content, choices: { options: [], lines: [{ lineId: 'm', taken: false }] } }
    const state = edit(openEditor(chosen), removeSection('material'), { at: 0 })
    expect(sectionsOf(state.content)).toEqual(['labor'])
    expect([state.content.discounts, state.content.choices.lines]).toEqual([[], []])
    expect(undo(state).content).toBe(chosen)
  })

  test('lines go into an option’s sections and out of them, step by step', () => {
    const group = newGroup('Shingles', ['Good', 'Better'], counter(), [])
    const [good, better] = group.options.map(({ id }) => id)
    const content = [
      addGroup(group),
      addOptionSection(group.id, good ?? '', newSection('labor')),
      addLines(sectionList('labor'), [newLine('l')]),
    ].reduce((each, change) => change(each), twoLines())
    expect(stepOf(content, 'l', -1)).toEqual({ list: optionList(group.id, good ?? ''), at: 1 })
    expect(stepOf(content, 'l', 1)).toEqual({ list: optionList(group.id, better ?? ''), at: 0 })
    const moved = moveLine('a', sectionList('labor'), 1)(content)
    expect(idsIn(moved, sectionList('labor'))).toEqual(['l', 'a'])
    expect(wordsForPath(moved, ['optionGroups', group.id, 'options', good ?? '', 'sections', 'labor', 'title'])).toBe(
      'Section 1: name',
    )
    expect(patchOption(group.id, good ?? '', { title: 'Best' })(moved).optionGroups[0]?.options[0]?.sections).toBe(
      moved.optionGroups[0]?.options[0]?.sections,
    )
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

describe('payments', () => {
  /** A draft of one line over this much. */
  const over = (cents: number) => addLines(LINES, [{ ...newLine('a'), unitPriceCents: cents }])(plainContent())
  const amounts = (content: ReturnType<typeof over>) => {
    const { priced } = priceContent(content, 'proposal')
    if (!priced.ok || priced.state === 'open') throw new Error(JSON.stringify(priced))
    return priced.parts.map(({ amountCents }) => amountCents)
  }
  /** Types the amounts of all payments but the last one, which is the rest. */
  const typed = (content: ReturnType<typeof over>, ...texts: string[]) =>
    texts.reduce((draft, text, at) => {
      const read = PARTS.read(text)
      if ('problem' in read) throw new Error(read.problem)
      return setPart(draft.schedule[at]?.id ?? '', (part): DraftPart => withAmount(part, read.value))(draft)
    }, content)
  const three = (cents: number) => splitSchedule(3, counter())(over(cents))

  test('A3: $30,000 in 3 equal parts is 3 × 10,000.00', () => {
    expect(amounts(three(30_000_00))).toEqual([10_000_00, 10_000_00, 10_000_00])
    expect(three(30_000_00).schedule.map((part) => PARTS.show(part))).toEqual(['1/3', '1/3', ''])
  })
  test('A3: 33.334%, 33.333% and the rest of $30,000, typed with a comma too', () => {
    expect(amounts(typed(three(30_000_00), '33.334%', '33,333 %'))).toEqual([10_000_20, 9_999_90, 9_999_90])
  })
  test('A4: amounts are kept as typed, and percentages follow them', () => {
    const content = typed(three(1_889_52), '$629.97', '629.78')
    expect(amounts(content)).toEqual([629_97, 629_78, 629_77])
    const { priced } = priceContent(content, 'proposal')
    const parts = priced.ok && priced.state === 'decided' ? priced.parts : []
    expect(parts.map(({ percentThousandths }) => percentThousandths)).toEqual([33_340, 33_330, 33_330])
  })
  test('A7: 100% is the total', () => {
    expect(amounts(typed(splitSchedule(2, counter())(over(1_234_57)), '100%'))).toEqual([1_234_57, 0])
  })
  test('A8: the deposit of an equal split follows the draft’s lines', () => {
    expect(amounts(patchLine('a', { unitPriceCents: 100_01 })(three(30_000_00)))).toEqual([33_34, 33_34, 33_33])
  })

  test('splitting keeps the names of payments that are there, is one step, and none where nothing changes', () => {
    const content = startSchedule([
      { id: 'p1', label: 'Down payment', due: { on: 'cancel_by' }, kind: 'fixed', amountCents: 5 },
      { id: 'p2', label: 'Last check', due: { on: 'day', day: '2031-01-31' }, kind: 'rest' },
    ])(over(100_00))
    const state = edit(openEditor(content), splitSchedule(4, counter('new')), { at: 0 })
    expect(state.content.schedule).toEqual([
      { id: 'p1', label: 'Down payment', due: { on: 'cancel_by' }, kind: 'equal', of: 4 },
      { id: 'new-1', label: 'Payment 2', due: { on: 'milestone', milestone: 'Start of work' }, kind: 'equal', of: 4 },
      { id: 'new-2', label: 'Payment 3', due: { on: 'milestone', milestone: 'Stage 2' }, kind: 'equal', of: 4 },
      { id: 'p2', label: 'Last check', due: { on: 'day', day: '2031-01-31' }, kind: 'rest' },
    ])
    expect(edit(state, splitSchedule(4, counter('new')), { at: 9_000 })).toBe(state)
    expect(undo(state).content).toBe(content)
    expect(splitSchedule(2, counter())(state.content).schedule.map(({ id }) => id)).toEqual(['p1', 'p2'])
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
    [PARTS, '1/3', { value: { kind: 'equal', of: 3 } }],
    [PARTS, '1 / 12', { value: { kind: 'equal', of: 12 } }],
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
    [PARTS, '1/1'],
    [PARTS, '2/3'],
    [PARTS, '1/100'],
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
