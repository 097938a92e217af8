import { describe, expect, test } from 'vitest'
import {
  amount,
  decided,
  document,
  line,
  percent,
  problemsOf,
  tax,
  taxed,
  totalOf,
} from '@/tools/testing/document-cases'
import { priceDocument } from './sums'

// The numbers are those of cases that other programs got wrong.

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
