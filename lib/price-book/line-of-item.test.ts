import { expect, test } from 'vitest'
import { contentSchema } from '@/lib/documents/content'
import { sectionList } from '@/lib/documents/places'
import { addItem } from './line-of-item'

const line = (id: string, taxRateIds: string[], more = {}) => ({
  ...{ id, description: 'Work', quantityHundredths: 100, unitPriceCents: 100, taxRateIds },
  ...more,
})
const contentOf = (...lines: object[]) =>
  contentSchema.parse({
    taxRates: [
      { id: 'state', name: 'State', rateThousandths: 2_900 },
      { id: 'city', name: 'City', rateThousandths: 5_150 },
    ],
    sections: [{ id: 's', lines }],
  })
const ITEM = { name: 'Ridge vent', unit: 'ft', unitPriceCents: 1_450, costCents: 900, code: null, category: null }
const added = (content: ReturnType<typeof contentOf>, taxable = true) =>
  addItem(sectionList('s'), { ...ITEM, taxable }, 'new')(content).sections[0]?.lines ?? []

test('an item is taxed as the nearest line that has a tax, past those that have none', () =>
  expect(added(contentOf(line('a', ['state']), line('permit', []))).at(-1)?.taxRateIds).toEqual(['state']))

test('where no line has a tax, with every rate; an item that isn’t taxable with none', () => {
  expect(added(contentOf(line('permit', []))).at(-1)?.taxRateIds).toEqual(['state', 'city'])
  expect(added(contentOf(line('a', ['state'])), false).at(-1)?.taxRateIds).toEqual([])
})

test('it takes the place of an empty line that waits at the end, and of no other', () => {
  const empty = { description: '', unitPriceCents: 0 }
  expect(added(contentOf(line('a', []), line('b', ['city'], empty))).map(({ id }) => id)).toEqual(['a', 'new'])
  expect(added(contentOf(line('a', [], empty), line('b', []))).map(({ id }) => id)).toEqual(['a', 'b', 'new'])
  expect(added(contentOf()).map(({ id, unitPriceCents, costCents }) => [id, unitPriceCents, costCents])).toEqual([
    ['new', 1_450, 900],
  ])
})
