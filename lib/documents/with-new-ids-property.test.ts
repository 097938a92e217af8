import { describe, expect, test } from 'vitest'
import { newId } from '@/lib/new-id'
import { randomDocument } from '@/tools/testing/random-documents'
import { contentSchema, type DocumentContent } from './content'
import { pricedInput } from './priced-input'
import { type PriceResult, priceDocument } from './sums'
import { withNewIds } from './with-new-ids'

/** A random document with every text and photo that content can have. Ids of content have no full stops. */
function contentOf(seed: number): DocumentContent {
  const { isChangeOrder: _, ...document } = randomDocument(seed)
  const plain = JSON.parse(JSON.stringify(document), (key, value) =>
    /^(?:id|.*Id)$/.test(key) && typeof value === 'string' ? value.replaceAll('.', '-') : value,
  )
  const photos = [{ id: 'photo0', hash: 'ab'.repeat(32), width: 4, height: 3, caption: 'The roof' }]
  return contentSchema.parse({
    ...plain,
    title: 'Roof',
    note: 'Hello',
    terms: '# Terms',
    photos,
    expiresOn: '2026-12-31',
  })
}

const isChangeOrder = (seed: number) => randomDocument(seed).isChangeOrder === true
const price = (seed: number, content: DocumentContent) => priceDocument(pricedInput(content, isChangeOrder(seed)))

/** Whether what stands in a place is an id: "sections.0.id", "openGroupIds.1". */
const isId = (path: string) => /(?:^|\.)(?:id|\w+Id|\w+Ids\.\d+)$/.test(path)
const under = (path: string, name: string) => (path ? `${path}.${name}` : name)

/** Every id that a value has in it, by the place in which it stands. */
function idsIn(value: unknown, path = ''): [path: string, id: string][] {
  if (typeof value === 'string') return isId(path) ? [[path, value]] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, each]) => idsIn(each, under(path, name)))
}

/** The same value with other words in place of each id. */
function withoutIds(value: unknown, words: ReadonlyMap<string, string>, path = ''): unknown {
  if (typeof value === 'string') return isId(path) ? (words.get(value) ?? value) : value
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).map(([name, each]) => [name, withoutIds(each, words, under(path, name))])
  return Array.isArray(value) ? parts.map(([, each]) => each) : Object.fromEntries(parts)
}

/** By id, the first place in which it stands. */
const places = (content: DocumentContent) => {
  const found = new Map<string, string>()
  for (const [path, id] of idsIn(content)) if (!found.has(id)) found.set(id, `<${path}>`)
  return found
}

const SEEDS = Array.from({ length: 1_200 }, (_, seed) => seed)
const failing = (holds: (seed: number) => boolean) => SEEDS.filter((seed) => !holds(seed)).slice(0, 3)
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

describe('a copy with new ids, of 1,200 random documents', () => {
  test('there are enough of each kind to mean something', () => {
    const results = SEEDS.map((seed) => price(seed, contentOf(seed)))
    const count = (is: (result: PriceResult) => boolean) => results.filter(is).length
    expect(count((result) => result.ok && result.state === 'decided')).toBeGreaterThan(400)
    expect(count((result) => result.ok && result.state === 'open')).toBeGreaterThan(60)
    expect(count((result) => !result.ok)).toBeGreaterThan(60)
  })

  test('comes to the same, figure by figure, or has the same problems', () => {
    expect(
      failing((seed) => {
        const content = contentOf(seed)
        const copy = withNewIds(content)
        return same(withoutIds(price(seed, copy), places(copy)), withoutIds(price(seed, content), places(content)))
      }),
    ).toEqual([])
  })

  test('shares no id with it, and says the same in the same places', () => {
    expect(
      failing((seed) => {
        const content = contentOf(seed)
        const before = JSON.stringify(content)
        const copy = withNewIds(content)
        const old = new Set(idsIn(content).map(([, id]) => id))
        return (
          idsIn(copy).every(([, id]) => !old.has(id)) &&
          same(withoutIds(copy, places(copy)), withoutIds(content, places(content))) &&
          same(contentSchema.parse(copy), copy) &&
          JSON.stringify(content) === before
        )
      }),
    ).toEqual([])
  })
})

test('an id is a uuid that content takes, and that reads as no card number', () => {
  const ids = new Set(Array.from({ length: 1_000 }, newId))
  expect(ids.size).toBe(1_000)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('what names a part that isn’t there goes on naming none', () => {
  const content = contentSchema.parse({
    sections: [{ id: 'a', lines: [{ id: 'b', quantityHundredths: 100, unitPriceCents: 1, taxRateIds: ['gone'] }] }],
  })
  const copy = withNewIds(content)
  expect(copy.sections[0]?.lines[0]?.taxRateIds[0]).not.toBe('gone')
  expect(priceDocument(pricedInput(copy)).ok).toBe(false)
})
