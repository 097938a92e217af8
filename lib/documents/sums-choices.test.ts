import { describe, expect, test } from 'vitest'
import {
  amount,
  decided,
  document,
  equal,
  fixed,
  line,
  open,
  partsOf,
  problemsOf,
  rest,
  share,
  tax,
  taxed,
  totalOf,
} from '@/tools/testing/document-cases'
import { type DocumentInput, type OptionGroup, priceDocument, type SchedulePart } from './sums'

// Options, optional lines and the schedule. The numbers are those of cases that other programs got wrong.

const kitchen: OptionGroup = {
  id: 'counter',
  sectionId: 's',
  defaultOptionId: 'laminate',
  options: [
    { id: 'laminate', lines: [line('l', 100, 3_000_00)] },
    { id: 'quartz', lines: [line('q', 100, 4_000_00)] },
    { id: 'granite', lines: [line('g', 100, 5_000_00)] },
  ],
}
const choose = (...optionIds: string[]) => ({
  choices: { options: optionIds.map((optionId) => ({ groupId: 'counter', optionId })) },
})
const offered = (more: Partial<DocumentInput> = {}) =>
  document([line('base', 100, 7_000_00)], { optionGroups: [kitchen], ...more })

describe('options', () => {
  test('P12: alternatives show their price and are in no total', () => {
    const priced = decided(priceDocument(offered(choose('laminate'))))
    expect(priced.lines.map(({ id, isTaken, amountCents, netCents }) => [id, isTaken, amountCents, netCents])).toEqual([
      ['base', true, 7_000_00, 7_000_00],
      ['l', true, 3_000_00, 3_000_00],
      ['q', false, 4_000_00, null],
      ['g', false, 5_000_00, null],
    ])
    expect(priced.totalCents).toBe(10_000_00)
  })
  test('P12: a choice names exactly one option per group, and one that is offered', () => {
    expect(problemsOf(priceDocument(offered(choose('laminate', 'quartz'))))).toEqual([
      { path: 'choices.options.1', message: 'Choose exactly one option here, not two.' },
    ])
    expect(problemsOf(priceDocument(offered(choose('marble'))))).toEqual([
      { path: 'choices.options.0', message: 'What was chosen is no longer offered. Choose again.' },
    ])
  })

  test('P13: differences are those of whole totals, and choosing replaces', () => {
    const differences = (input: DocumentInput) =>
      decided(priceDocument(input)).groups[0]?.options.map(({ differenceCents }) => differenceCents)
    for (const chosen of ['laminate', 'quartz', 'granite'])
      expect(differences(offered(choose(chosen)))).toEqual([0, 1_000_00, 2_000_00])
    expect(totalOf(offered(choose('quartz')))).toBe(11_000_00)
    expect(totalOf(offered(choose('granite')))).toBe(12_000_00)
  })
  test('P13: tax is in the difference', () => {
    const taxedOptions = kitchen.options.map((option) => ({
      ...option,
      lines: option.lines?.map((each) => ({ ...each, ...taxed })),
    }))
    const input = offered({ optionGroups: [{ ...kitchen, options: taxedOptions }], taxRates: tax(8_875) })
    expect(open(priceDocument(input)).groups[0]?.options.map(({ differenceCents }) => differenceCents)).toEqual([
      ...[0, 1_088_75, 2_177_50],
    ])
  })

  test('P14: an open choice has no single total, but the lowest and one per option', () => {
    const priced = open(priceDocument(offered({ schedule: [share('deposit', 30_000), rest] })))
    expect(priced).toMatchObject({ fromCents: 10_000_00, openGroupIds: ['counter'] })
    expect(priced).not.toHaveProperty('totalCents')
    expect(priced).not.toHaveProperty('parts')
    expect(priced.lines.map(({ isTaken, netCents }) => [isTaken, netCents])).toEqual([
      ...[
        [true, null],
        [null, null],
        [null, null],
        [null, null],
      ],
    ])
    expect(priced.groups[0]?.options.map(({ totalCents }) => totalCents)).toEqual([10_000_00, 11_000_00, 12_000_00])
  })
  test('P14: the lowest total is not always the default', () => {
    const input = offered({ optionGroups: [{ ...kitchen, defaultOptionId: 'granite' }] })
    expect(open(priceDocument(input)).fromCents).toBe(10_000_00)
  })

  test('P14: of more combinations than can be tried, the lowest total is found choice by choice', () => {
    const optionGroups = Array.from({ length: 8 }, (_, g): OptionGroup => {
      const options = [300_00, 100_00 + g, 200_00].map((cents, o) => ({
        id: `${o}`,
        lines: [line(`${g}.${o}`, 100, cents)],
      }))
      return { id: `${g}`, options, defaultOptionId: '0' }
    })
    expect(open(priceDocument(document([], { optionGroups }))).fromCents).toBe(800_28)
  })

  test('an option holds sections of its own, or nothing, and a discount of a section that is not chosen is none', () => {
    const group: OptionGroup = {
      id: 'pool',
      defaultOptionId: 'none',
      options: [{ id: 'none' }, { id: 'pool', sections: [{ id: 'pool', lines: [line('dig', 100, 9_000_00)] }] }],
    }
    const input = document([line('a', 100, 1_000_00)], {
      optionGroups: [group],
      discounts: [{ id: 'd', ...amount(500_00), sectionId: 'pool' }],
    })
    const chosen = (optionId: string) =>
      decided(priceDocument({ ...input, choices: { options: [{ groupId: 'pool', optionId }] } }))
    expect(chosen('none')).toMatchObject({ totalCents: 1_000_00, discountCents: 0 })
    expect(chosen('pool')).toMatchObject({ totalCents: 9_500_00, discountCents: 500_00 })
    expect(chosen('pool').sections).toEqual([
      { id: 's', subtotalCents: 1_000_00 },
      { id: 'pool', subtotalCents: 9_000_00 },
    ])
  })

  test('an optional line says what it adds, taken or left', () => {
    const lines = [line('a', 100, 1_000_00, taxed), line('b', 100, 200_00, { ...taxed, optional: { taken: false } })]
    const input = document(lines, { taxRates: tax(10_000) })
    const added = { id: 'b', differenceCents: 220_00, problems: [] }
    expect(decided(priceDocument(input))).toMatchObject({
      totalCents: 1_100_00,
      optionalLines: [{ ...added, isTaken: false }],
    })
    const choices = { lines: [{ lineId: 'b', taken: true }] }
    expect(decided(priceDocument({ ...input, choices }))).toMatchObject({
      totalCents: 1_320_00,
      optionalLines: [{ ...added, isTaken: true }],
    })
  })

  test('an optional line is chosen once, and only one that is offered', () => {
    const lines = [line('a', 100, 1_00), line('b', 100, 2_00, { optional: { taken: false } })]
    const chosen = (...lineIds: string[]) =>
      problemsOf(
        priceDocument(document(lines, { choices: { lines: lineIds.map((lineId) => ({ lineId, taken: true })) } })),
      ).map(({ path }) => path)
    expect(chosen('b')).toEqual([])
    expect(chosen('b', 'b')).toEqual(['choices.lines.1'])
    expect(chosen('a')).toEqual(['choices.lines.0'])
  })

  test('an option that can’t be taken says why, and the others keep their price', () => {
    const input = offered({ schedule: [fixed('deposit', 10_500_00), rest], ...choose('granite') })
    const [laminate, quartz] = decided(priceDocument(input)).groups[0]?.options ?? []
    expect(laminate).toMatchObject({ totalCents: null, differenceCents: null, problems: [{ path: 'schedule.0' }] })
    expect(quartz).toMatchObject({ totalCents: 11_000_00, problems: [] })
    expect(problemsOf(priceDocument({ ...input, ...choose('laminate') }))).toEqual([
      {
        path: 'schedule.0',
        message: 'The payments come to $10,500.00, and the total is $10,000.00. Lower them by $500.00.',
      },
    ])
  })
})

describe('the schedule', () => {
  const of = (cents: number, ...schedule: SchedulePart[]) => document([line('a', 100, cents)], { schedule })

  test('A2: $5.47 at 33.34%, 33.33% and the rest', () => {
    expect(partsOf(of(5_47, share('a', 33_340), share('b', 33_330), rest))).toEqual([1_83, 1_82, 1_82])
  })
  test('A3: 33.334%, 33.333% and the rest of $30,000', () => {
    expect(partsOf(of(30_000_00, share('a', 33_334), share('b', 33_333), rest))).toEqual([
      10_000_20, 9_999_90, 9_999_90,
    ])
  })
  test('A4: amounts are kept as typed, and percentages follow them', () => {
    const priced = decided(priceDocument(of(1_889_52, fixed('a', 629_97), fixed('b', 629_78), rest)))
    expect(priced.parts.map(({ amountCents }) => amountCents)).toEqual([629_97, 629_78, 629_77])
    expect(priced.parts.map(({ percentThousandths }) => percentThousandths)).toEqual([33_340, 33_330, 33_330])
  })
  test('A3: $30,000 in 3 equal parts, of which the last is the rest', () => {
    const priced = decided(priceDocument(of(30_000_00, equal('a', 3), equal('b', 3), rest)))
    expect(priced.parts.map(({ amountCents }) => amountCents)).toEqual([10_000_00, 10_000_00, 10_000_00])
    expect(priced.parts.map(({ percentThousandths }) => percentThousandths)).toEqual([33_334, 33_333, 33_333])
  })
  test('of equal parts the first ones have the cents that are left, beside others too', () => {
    expect(partsOf(of(100_01, equal('a', 3), equal('b', 3), rest))).toEqual([33_34, 33_34, 33_33])
    expect(partsOf(of(100_00, fixed('deposit', 10_00), equal('b', 3), share('c', 25_000), rest))).toEqual([
      10_00, 33_34, 25_00, 31_66,
    ])
    expect(partsOf(of(100_01, equal('a', 2), equal('b', 2), rest))).toEqual([50_01, 50_00, 0])
    expect(partsOf(of(0, equal('a', 2), rest))).toEqual([0, 0])
  })
  test('A5: two halves leave a final payment of exactly nothing', () => {
    expect(partsOf(of(12_870_59, share('a', 50_000), share('b', 50_000), rest))).toEqual([6_435_30, 6_435_29, 0])
  })
  test.each([840_00, 550_00, 100_00])('A6: a fixed deposit of %i cents on taxed lines is exactly that', (cents) => {
    const input = document([line('a', 133, 789_99, taxed), line('b', 700, 12_34, taxed)], {
      ...{ taxRates: tax(8_875), schedule: [fixed('deposit', cents), rest] },
    })
    expect(partsOf(input)).toEqual([cents, totalOf(input) - cents])
  })
  test('A7: a deposit of 100% is the total to the cent', () => {
    expect(partsOf(of(1_234_57, share('deposit', 100_000), rest))).toEqual([1_234_57, 0])
  })

  test.each<[string, SchedulePart[], string]>([
    ['no rest', [share('a', 50_000), share('b', 50_000)], 'schedule.1.kind'],
    ['a rest that is not the last', [rest, fixed('a', 1)], 'schedule.0.kind'],
    ['more than 100%', [share('a', 60_000), share('b', 40_001), rest], 'schedule.1'],
    ['more equal parts than there are', [equal('a', 2), equal('b', 2), equal('c', 2), rest], 'schedule.2'],
    ['the whole as an equal part', [equal('a', 1), rest], 'schedule.0.of'],
    ['a day that there is not', [{ ...rest, due: { on: 'day', day: '2027-02-30' } }], 'schedule.0.due.day'],
    ['a milestone without a name', [{ ...rest, due: { on: 'milestone', milestone: ' ' } }], 'schedule.0.due.milestone'],
  ])('%s is refused at its field', (_, schedule, path) => {
    expect(problemsOf(priceDocument(of(100_00, ...schedule))).map((problem) => problem.path)).toContain(path)
  })
})
