import { describe, expect, test } from 'vitest'
import {
  type Discount,
  type DocumentInput,
  type Line,
  type OptionGroup,
  type PriceResult,
  priceDocument,
  type SchedulePart,
} from './sums'

// The numbers are those of cases that other programs got wrong.

const amount = (amountCents: number): Discount => ({ kind: 'amount', amountCents })
const percent = (percentThousandths: number): Discount => ({ kind: 'percent', percentThousandths })
const line = (id: string, quantityHundredths: number, unitPriceCents: number, more: Partial<Line> = {}): Line => ({
  ...{ id, quantityHundredths, unitPriceCents },
  ...more,
})
const taxed = { taxRateIds: ['tax'] }
const tax = (rateThousandths: number) => [{ id: 'tax', rateThousandths }]
const document = (lines: Line[], more: Partial<DocumentInput> = {}): DocumentInput => ({
  sections: [{ id: 's', lines }],
  ...more,
})

function decided(result: PriceResult) {
  if (!result.ok || result.state !== 'decided') throw new Error(`Not decided: ${JSON.stringify(result)}`)
  return result
}
function open(result: PriceResult) {
  if (!result.ok || result.state !== 'open') throw new Error(`Not open: ${JSON.stringify(result)}`)
  return result
}
const problemsOf = (result: PriceResult) => (result.ok ? [] : result.problems)
const totalOf = (input: DocumentInput) => decided(priceDocument(input)).totalCents
const partsOf = (input: DocumentInput) => decided(priceDocument(input)).parts.map(({ amountCents }) => amountCents)

const signing = { due: { on: 'signing' } } as const
const fixed = (id: string, amountCents: number): SchedulePart => ({ id, kind: 'fixed', amountCents, ...signing })
const share = (id: string, percentThousandths: number): SchedulePart => ({
  ...{ id, kind: 'percent', percentThousandths },
  ...signing,
})
const rest: SchedulePart = { id: 'rest', kind: 'rest', due: { on: 'completion' } }

describe('lines, discounts and taxes', () => {
  test('P1: 100% off 2.25 × $64.22 leaves nothing, not -$0.01', () => {
    const priced = decided(priceDocument(document([line('a', 225, 64_22, { discount: percent(100_000) })])))
    expect(priced.lines[0]).toMatchObject({ amountCents: 144_50, discountCents: 144_50, netCents: 0 })
    expect(priced.totalCents).toBe(0)
  })

  test('P3: a tax is computed once, on the sum', () => {
    const lines = [line('a', 100, 55_55, taxed), line('b', 100, 11_11, taxed)]
    const priced = decided(priceDocument(document(lines, { taxRates: tax(23_000) })))
    expect(priced.taxes).toEqual([{ id: 'tax', rateThousandths: 23_000, baseCents: 66_66, taxCents: 15_33 }])
    expect(priced.taxCents).toBe(15_33)
  })

  test('P3: several taxes, printed one by one, add up to the tax', () => {
    const lines = [
      line('a', 100, 55_55, { taxRateIds: ['city', 'state'] }),
      line('b', 100, 11_11, { taxRateIds: ['city'] }),
    ]
    const taxRates = [
      { id: 'state', rateThousandths: 6_250 },
      { id: 'city', rateThousandths: 1_125 },
    ]
    const priced = decided(priceDocument(document(lines, { taxRates })))
    expect(priced.taxes.map(({ baseCents, taxCents }) => [baseCents, taxCents])).toEqual([
      [55_55, 3_47], // 3.471875
      [66_66, 75], // 0.749925
    ])
    expect(priced.taxCents).toBe(3_47 + 75)
  })

  test('P4: 16 × 348.35 less 4%, taxed with 22%', () => {
    const input = document([line('a', 1600, 348_35, { ...taxed, discount: percent(4_000) })], { taxRates: tax(22_000) })
    expect(decided(priceDocument(input))).toMatchObject({
      subtotalCents: 5_350_66,
      taxCents: 1_177_15,
      totalCents: 6_527_81,
    })
  })

  test('P5: 100% off all leaves 0.00, with the tax', () => {
    const lines = [5_60, 8_92, 44_91, 217_26, 2_400_00].map((cents, n) => line(`${n}`, 100, cents, taxed))
    const input = document(lines, { taxRates: tax(15_000), discounts: [{ id: 'd', ...percent(100_000) }] })
    const priced = decided(priceDocument(input))
    expect(priced).toMatchObject({ discountCents: 2_676_69, taxCents: 0, totalCents: 0 })
    expect(priced.lines.map(({ netCents }) => netCents)).toEqual([0, 0, 0, 0, 0])
  })

  test('P6: $10.00 off three lines of $100.00 is 3.34, 3.33 and 3.33', () => {
    const lines = ['a', 'b', 'c'].map((id) => line(id, 100, 100_00))
    const priced = decided(priceDocument(document(lines, { discounts: [{ id: 'd', ...amount(10_00) }] })))
    expect(priced.lines.map(({ shareCents, netCents }) => [shareCents, netCents])).toEqual([
      [3_34, 96_66],
      [3_33, 96_67],
      [3_33, 96_67],
    ])
  })

  const mixed = [
    { id: 'roof', lines: [line('a', 100, 5_000_00, taxed), line('b', 100, 1_250_00)] },
    { id: 'deck', lines: [line('c', 100, 3_000_00, taxed), line('d', 100, 750_00)] },
  ]
  test('P7: a discount of everything is spread over taxed and untaxed lines by amount', () => {
    const discounts = [{ id: 'd', ...amount(725_00) }]
    const priced = decided(priceDocument({ sections: mixed, discounts, taxRates: tax(8_000) }))
    expect(priced.lines.map(({ shareCents }) => shareCents)).toEqual([362_50, 90_63, 217_50, 54_37]) // 90.625, 54.375
    expect(priced.taxes[0]?.baseCents).toBe(5_000_00 - 362_50 + 3_000_00 - 217_50)
    expect(priced.totalCents).toBe(10_000_00 - 725_00 + 593_60)
  })
  test('P7: a discount of a section moves no other line', () => {
    const discounts = [{ id: 'd', ...amount(725_00), sectionId: 'deck' }]
    const priced = decided(priceDocument({ sections: mixed, discounts, taxRates: tax(8_000) }))
    expect(priced.lines.map(({ shareCents }) => shareCents)).toEqual([0, 0, 580_00, 145_00])
    expect(priced.taxes[0]?.baseCents).toBe(5_000_00 + 3_000_00 - 580_00)
  })

  test('P8: $50 off a line comes off once, not per unit', () => {
    expect(totalOf(document([line('a', 300, 100_00, { discount: amount(50_00) })]))).toBe(250_00)
  })

  test('P9: discounts of lines come off their own line only', () => {
    const lines = [
      line('a', 100, 25_000_00, { ...taxed, discount: amount(2_500_00) }),
      line('b', 100, 3_000_00, { ...taxed, discount: amount(300_00) }),
      line('c', 100, 500_00, { ...taxed, discount: amount(50_00) }),
    ]
    expect(decided(priceDocument(document(lines, { taxRates: tax(12_000) }))).taxCents).toBe(3_078_00)
  })

  test('P10: a discount above what it comes off is refused at its field', () => {
    expect(
      problemsOf(priceDocument(document([line('a', 100, 100_00)], { discounts: [{ id: 'd', ...amount(500_00) }] }))),
    ).toEqual([
      {
        path: 'discounts.0.amountCents',
        message: 'The discount of $500.00 is more than the $100.00 that it applies to. Enter at most $100.00.',
      },
    ])
    expect(problemsOf(priceDocument(document([line('a', 100, 100_00, { discount: amount(500_00) })])))).toEqual([
      expect.objectContaining({ path: 'sections.0.lines.0.discount.amountCents' }),
    ])
  })
  test('P10: the second discount has only what the first one left', () => {
    const discounts = [
      { id: 'd', ...percent(50_000) },
      { id: 'e', ...amount(50_01) },
    ]
    expect(problemsOf(priceDocument(document([line('a', 100, 100_00)], { discounts })))).toEqual([
      expect.objectContaining({ path: 'discounts.1.amountCents' }),
    ])
  })

  test('P11: 100% off leaves no tax, also beside a fee, and never one below zero', () => {
    const lines = [line('a', 100, 99_99, { ...taxed, discount: percent(100_000) }), line('fee', 100, 7_50)]
    expect(decided(priceDocument(document(lines, { taxRates: tax(8_875) })))).toMatchObject({
      taxCents: 0,
      totalCents: 7_50,
    })
    const off = { taxRates: tax(8_875), discounts: [{ id: 'd', ...percent(100_000) }] }
    const priced = decided(priceDocument(document([line('a', 333, 33_33, taxed), line('fee', 100, 7_50, taxed)], off)))
    expect(priced).toMatchObject({ taxCents: 0, totalCents: 0 })
  })

  test('what could come to less than zero is refused', () => {
    expect(problemsOf(priceDocument(document([line('a', 100, 100_00), line('b', 100, -100_01)])))).toEqual([
      { path: 'sections', message: 'The total is -$0.01. Make it $0.00 or more.' },
    ])
    const credit = document([line('a', 100, 100_00), line('b', 100, -50_00, taxed)], { taxRates: tax(8_000) })
    expect(problemsOf(priceDocument(credit))).toEqual([expect.objectContaining({ path: 'taxRates.0' })])
  })
})

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
    ['a day that there is not', [{ ...rest, due: { on: 'day', day: '2027-02-30' } }], 'schedule.0.due.day'],
    ['a milestone without a name', [{ ...rest, due: { on: 'milestone', milestone: ' ' } }], 'schedule.0.due.milestone'],
  ])('%s is refused at its field', (_, schedule, path) => {
    expect(problemsOf(priceDocument(of(100_00, ...schedule))).map((problem) => problem.path)).toContain(path)
  })
})

describe('limits', () => {
  test('$100,000,000 is computed exactly, and a cent more is refused', () => {
    const off = { discounts: [{ id: 'd', ...percent(33_333) }], taxRates: tax(8_875) }
    const lines = [line('a', 100, 99_999_999_99, taxed), line('b', 100, 1)]
    // 33.333% of 10,000,000,000 is 3,333,300,000 and all but a third of a cent of it is the first line's.
    const priced = decided(priceDocument(document(lines, off)))
    expect(priced.discountCents).toBe(33_333_000_00)
    expect(priced.taxes[0]?.baseCents).toBe(66_666_999_99)
    expect(priced.totalCents).toBe(66_667_000_00 + 5_916_696_25)
    expect(problemsOf(priceDocument(document([...lines, line('c', 100, 1)], off)))).toEqual([
      expect.objectContaining({ path: 'sections' }),
    ])
  })
  test('1,000 lines are computed, and one more is refused', () => {
    const lines = Array.from({ length: 1_001 }, (_, n) => line(`${n}`, 100, 1))
    expect(totalOf(document(lines.slice(1)))).toBe(10_00)
    expect(problemsOf(priceDocument(document(lines)))).toEqual([
      { path: 'sections.0.lines', message: 'There can be at most 1000 lines. Remove 1.' },
    ])
  })
})
