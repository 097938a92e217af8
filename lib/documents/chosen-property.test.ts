import { expect, test } from 'vitest'
import { randomDocument } from '@/tools/testing/random-documents'
import { chosenContent, inDollars } from './chosen'
import { contentSchema } from './content'
import { linesOf } from './lines-of'
import { pricedInput } from './priced-input'
import { priceDocument } from './sums'

test('P20: what was chosen comes to the same by itself, figure by figure, in 10,000 documents', () => {
  let decided = 0
  for (let seed = 0; seed < 10_000; seed++) {
    const content = contentSchema.parse(randomDocument(seed))
    const before = priceDocument(pricedInput(content))
    if (!before.ok || before.state !== 'decided') continue
    decided++
    const chosen = chosenContent(content, content.choices)
    const after = priceDocument(pricedInput(chosen))
    if (!after.ok || after.state !== 'decided') throw new Error(`${seed}: ${JSON.stringify(after)}`)
    const figures = ({ totalCents, subtotalCents, taxes, parts }: typeof after) => ({
      totalCents,
      subtotalCents,
      taxes,
      parts,
    })
    expect({ seed, ...figures(after) }).toEqual({ seed, ...figures(before) })
    const nets = ({ lines }: typeof after) =>
      lines.flatMap(({ id, netCents }) => (netCents === null ? [] : [[id, netCents]]))
    expect({ seed, nets: nets(after) }).toEqual({ seed, nets: nets(before) })
    expect(linesOf(chosen).every(({ line }) => line.optional === null)).toBe(true)
    const fixed = priceDocument(pricedInput({ ...chosen, schedule: inDollars(chosen.schedule, after.parts) }))
    const amounts = (parts: typeof after.parts) =>
      parts.flatMap(({ amountCents }, at) => (amountCents > 0 || at === parts.length - 1 ? [amountCents] : []))
    if (!fixed.ok || fixed.state !== 'decided') throw new Error(`${seed}: ${JSON.stringify(fixed)}`)
    expect({ seed, parts: amounts(fixed.parts) }).toEqual({ seed, parts: amounts(after.parts) })
  }
  expect(decided).toBeGreaterThan(3_000)
})
