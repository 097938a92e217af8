import { expect, test } from 'vitest'
import { compareVersions } from './compare'
import { contentSchema } from './content'
import { pricedInput } from './priced-input'
import type { Snapshot } from './snapshot'
import { priceDocument } from './sums'

function versionOf(lines: [id: string, cents: number, description?: string][], more: object = {}): Snapshot {
  const content = contentSchema.parse({
    sections: [
      {
        id: 's',
        lines: lines.map(([id, unitPriceCents, description = id]) => ({
          ...{ id, description, quantityHundredths: 100, unitPriceCents },
        })),
      },
    ],
    ...more,
  })
  const sums = priceDocument(pricedInput(content))
  if (!sums.ok) throw new Error(JSON.stringify(sums))
  return { content, sums } as unknown as Snapshot
}

test('two versions are compared as a customer reads them', () => {
  const before = versionOf(
    [
      ['roof', 1000],
      ['gutters', 500],
      ['vents', 100],
      ['paint', 50],
    ],
    { terms: 'Pay' },
  )
  const after = versionOf(
    [
      ['roof', 1200],
      ['vents', 90],
      ['paint', 50, 'Paint, white'],
      ['skylight', 700],
    ],
    {
      terms: 'Pay soon',
    },
  )
  const { lines, ...rest } = compareVersions(before, after)
  expect(lines.map(({ id, kind, beforeCents, afterCents }) => [id, kind, beforeCents, afterCents])).toEqual([
    ['roof', 'dearer', 1000, 1200],
    ['vents', 'cheaper', 100, 90],
    ['paint', 'reworded', 50, 50],
    ['skylight', 'added', null, 700],
    ['gutters', 'dropped', 500, null],
  ])
  expect(rest).toEqual({ totalBeforeCents: 1650, totalAfterCents: 2040, others: ['Terms'] })
})

test('the headings in an option are a part of it', () => {
  const withHeading = (title: string) => {
    const sections = [{ id: 'labor', title, lines: [] }]
    const options = [{ id: 'good', title: 'Good', lines: [], sections }]
    return versionOf([['roof', 1000]], { optionGroups: [{ id: 'g', options, defaultOptionId: 'good' }] })
  }
  expect(compareVersions(withHeading('Labor'), withHeading('Work')).others).toEqual(['Options'])
})

test('the same version differs in nothing', () => {
  const version = versionOf([['roof', 1000]])
  expect(compareVersions(version, version)).toMatchObject({ lines: [], others: [] })
})

test('versions of a change order that do something else to the payments don’t read the same', () => {
  const version = versionOf([['skylight', 700]])
  const change = { totalBeforeCents: 1000, totalAfterCents: 1700 } as Snapshot['change']
  const before: Snapshot = { ...version, change }
  expect(compareVersions(before, before).others).toEqual([])
  const after = { ...version, change: { ...change, totalBeforeCents: 1200 } as Snapshot['change'] }
  expect(compareVersions(before, after).others).toEqual(['What it does to the total and the payments'])
})
