import { describe, expect, it } from 'vitest'
import { contentSchema, type DocumentContent } from './content'
import { marginOf } from './margin'
import { priceContent } from './standing-total'

const line = (id: string, unitPriceCents: number, costCents: number | null, more = {}) => ({
  ...{ id, description: 'Roof', quantityHundredths: 100, unitPriceCents, costCents },
  ...more,
})
const content = (lines: object[], more = {}): DocumentContent =>
  contentSchema.parse({ sections: [{ id: 's', lines }], ...more })
const of = (draft: DocumentContent) => marginOf(draft, 'proposal', priceContent(draft, 'proposal').priced)

describe('the margin of a document', () => {
  it('is what lines leave whose cost is known, after discounts and without taxes', () => {
    const draft = content(
      [
        line('a', 100_00, 60_00, { quantityHundredths: 250, taxRateIds: ['t'] }),
        line('b', 50_00, 20_00, { discount: { kind: 'amount', amountCents: 10_00 } }),
        line('c', 900_00, null),
      ],
      {
        taxRates: [{ id: 't', name: 'State', rateThousandths: 2_900 }],
        discounts: [{ id: 'd', kind: 'percent', percentThousandths: 10_000 }],
      },
    )
    // 250.00 and 40.00 less 10%; 150.00 and 20.00.
    expect(of(draft)).toEqual({
      ...{ netCents: 261_00, costCents: 170_00, marginCents: 91_00 },
      ...{ knownCount: 2, lineCount: 3 },
    })
  })

  it('is null where no cost is known of what counts', () => {
    expect(of(content([line('a', 100_00, null)]))).toBeNull()
    expect(of(content([]))).toBeNull()
    const left = line('a', 100_00, 5, { optional: { taken: false } })
    expect(of(content([left, line('b', 1, null)]))).toBeNull()
    // Nor is a document that can't be priced.
    expect(of(content([line('a', 100_00, 5, { quantityHundredths: 0 })]))).toBeNull()
  })

  it('of a cost of nothing is all of the price, and below zero a loss', () => {
    expect(of(content([line('a', 100_00, 0)]))).toMatchObject({ costCents: 0, marginCents: 100_00 })
    expect(of(content([line('a', 100_00, 130_00)]))).toMatchObject({ marginCents: -30_00 })
  })

  it('counts optional lines that are taken, and the option that stands', () => {
    const group = {
      ...{ id: 'g', sectionId: 's', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [line('a', 500_00, 300_00)] },
        { id: 'best', title: 'Best', lines: [line('b', 900_00, 400_00)] },
      ],
    }
    const lines = [
      line('c', 10_00, 4_00, { optional: { taken: true } }),
      line('d', 1_000_00, 1, { optional: { taken: false } }),
    ]
    const open = content(lines, { optionGroups: [group] })
    expect(of(open)).toMatchObject({ netCents: 510_00, costCents: 304_00, knownCount: 2, lineCount: 2 })
    const decided = { ...open, choices: { options: [{ groupId: 'g', optionId: 'best' }], lines: [] } }
    expect(of(decided)).toMatchObject({ netCents: 910_00, costCents: 404_00 })
  })

  it('rounds the cost once, half a cent away from zero', () => {
    const thirds = [1, 2, 3].map((n) => line(`l${n}`, 100, 1, { quantityHundredths: 150 }))
    // Three times 1.5 cents are 4.5.
    expect(of(content(thirds))).toMatchObject({ costCents: 5, netCents: 450 })
    expect(of(content([line('a', 100, -1, { quantityHundredths: 150 })]))).toMatchObject({ costCents: -2 })
    expect(of(content([line('a', 100, 1, { quantityHundredths: 149 })]))).toMatchObject({ costCents: 1 })
  })
})
