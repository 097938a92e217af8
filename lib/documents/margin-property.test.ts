import { expect, test } from 'vitest'
import { randomDocument } from '@/tools/testing/random-documents'
import { seededRandom } from '@/tools/testing/seeded-random'
import { contentSchema, type DocumentContent } from './content'
import { linesOf } from './lines-of'
import { marginOf } from './margin'
import { inEveryList } from './places'
import { pricedInput } from './priced-input'
import { priceDocument } from './sums'

/** A random document, of whose lines some say what they cost. */
function contentOf(seed: number): DocumentContent {
  const { isChangeOrder: _, ...document } = randomDocument(seed)
  const random = seededRandom(seed)
  const plain = JSON.parse(JSON.stringify(document), (key, value) =>
    /^(?:id|.*Id)$/.test(key) && typeof value === 'string' ? value.replaceAll('.', '-') : value,
  )
  const all = random.chance(0.2)
  return inEveryList(contentSchema.parse(plain), (lines) =>
    lines.map((line) => ({ ...line, costCents: all || random.chance(0.6) ? random.int(0, 99_999) : null })),
  )
}

const kindOf = (seed: number) => (randomDocument(seed).isChangeOrder ? 'change_order' : 'proposal')
const price = (seed: number, content: DocumentContent) =>
  priceDocument(pricedInput(content, kindOf(seed) === 'change_order'))
const margin = (seed: number, content = contentOf(seed)) => marginOf(content, kindOf(seed), price(seed, content))

const SEEDS = Array.from({ length: 1_000 }, (_, seed) => seed)
const withMargin = SEEDS.flatMap((seed) => {
  const found = margin(seed)
  return found ? [{ seed, found }] : []
})
const failing = (holds: (each: (typeof withMargin)[number]) => boolean) =>
  withMargin.filter((each) => !holds(each)).slice(0, 3)

test('there are enough margins to mean something, some of them losses', () => {
  expect(withMargin.length).toBeGreaterThan(400)
  expect(withMargin.filter(({ found }) => found.marginCents < 0).length).toBeGreaterThan(50)
  expect(withMargin.filter(({ found }) => found.knownCount < found.lineCount).length).toBeGreaterThan(100)
})

test('every figure is an integer, and net is cost and margin together', () => {
  expect(
    failing(({ found }) => {
      const { netCents, costCents, marginCents, knownCount, lineCount } = found
      const whole = Object.values(found).every(Number.isSafeInteger)
      return whole && netCents === costCents + marginCents && knownCount >= 1 && knownCount <= lineCount
    }),
  ).toEqual([])
})

test('taxes change nothing of it, nor does what is not counted', () => {
  expect(
    failing(({ seed, found }) => {
      const content = contentOf(seed)
      const untaxed = { ...content, taxRates: content.taxRates.map((rate) => ({ ...rate, rateThousandths: 0 })) }
      // Without taxes the total may be too small for the schedule.
      const other = margin(seed, { ...untaxed, schedule: [] })
      return JSON.stringify(other) === JSON.stringify(found)
    }),
  ).toEqual([])
})

test('where every cost is known and each choice is made, it is of the total without taxes', () => {
  const complete = withMargin.filter(({ seed, found }) => {
    const priced = price(seed, contentOf(seed))
    return priced.ok && priced.state === 'decided' && found.knownCount === found.lineCount
  })
  expect(complete.length).toBeGreaterThan(50)
  for (const { seed, found } of complete) {
    const priced = price(seed, contentOf(seed))
    if (priced.ok && priced.state === 'decided') expect(found.netCents).toBe(priced.totalCents - priced.taxCents)
  }
})

test('the cost is within half a cent of the exact one', () => {
  expect(
    failing(({ seed, found }) => {
      const content = contentOf(seed)
      const priced = price(seed, content)
      if (!priced.ok || priced.state !== 'decided') return true
      const counting = new Set(priced.lines.filter(({ netCents }) => netCents !== null).map(({ id }) => id))
      const hundredths = linesOf(content)
        .filter(({ line }) => counting.has(line.id))
        .reduce((total, { line }) => total + (line.costCents ?? 0) * line.quantityHundredths, 0)
      return Math.abs(found.costCents * 100 - hundredths) <= 50
    }),
  ).toEqual([])
})
