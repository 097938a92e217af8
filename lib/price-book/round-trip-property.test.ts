import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CSV_BOM, csvRow } from '@/lib/csv'
import { recognizeColumns } from './columns'
import { ITEM_COLUMNS, itemCells } from './export-row'
import { codeKey, type ItemInput, itemSchema } from './item'
import { type Planned, planImport, type StoredItem } from './plan-import'
import { readCsv } from './read-csv'

// What an export writes, an import reads back to the same; and an import that is done has nothing left to do.

const TRICKY = ['"', ',', ';', '\n', '\t', "'", '=', '+', '-', '@', '＝', ' ', 'é', '漢', '1/2"', '--', "'="]
const words = (max: number) =>
  fc.array(fc.constantFrom(...TRICKY, 'a', 'B', '1'), { maxLength: max }).map((parts) => parts.join(''))
const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
/** Few names and codes, so that many are the same. */
const name = fc.oneof(words(8), fc.constantFrom('Roof', 'ROOF', 'Ridge vent', 'Ridge  vent'))
const code = fc.oneof(words(4), fc.constantFrom('', '', 'a-1', 'A-1', 'b'))

/** An item as any form or file would keep it. */
const item = fc
  .record({
    ...{ name, code, category: words(4), unit: words(3), taxable: fc.boolean() },
    ...{ unitPrice: cents, cost: fc.option(fc.nat({ max: 1_000_000_000 })) },
  })
  .map(({ unitPrice, cost, ...texts }) =>
    itemSchema.safeParse({
      ...texts,
      unitPrice: String(unitPrice / 100),
      cost: cost === null ? '' : String(cost / 100),
    }),
  )
  .filter((parsed) => parsed.success)
  .map(({ data }): ItemInput => data as ItemInput)

/** A price book: no two of its items have the same code. */
const book = fc.array(fc.tuple(item, fc.boolean()), { maxLength: 12 }).map((all) => {
  const codes = new Set<string>()
  return all.flatMap(([each, isArchived], at): StoredItem[] => {
    if (each.code !== null && codes.has(codeKey(each.code))) return []
    if (each.code !== null) codes.add(codeKey(each.code))
    return [{ ...each, id: `item${at}`, version: 1, archivedAt: isArchived ? new Date(0) : null }]
  })
})

function planOf(text: string, stored: readonly StoredItem[]): Planned[] {
  const table = readCsv(new TextEncoder().encode(text))
  if ('problem' in table) throw new Error(table.problem)
  const [first, ...rows] = table.rows
  return planImport(rows, recognizeColumns(first?.cells ?? []), stored)
}
const exported = (items: readonly ItemInput[]) =>
  CSV_BOM + csvRow(ITEM_COLUMNS) + items.map(itemCells).map(csvRow).join('')

/** What an import writes. */
function apply(plans: readonly Planned[], stored: readonly StoredItem[]): StoredItem[] {
  const changed = new Map(plans.flatMap((each) => (each.kind === 'changed' ? [[each.id, each.item] as const] : [])))
  const added = plans.flatMap((each) => (each.kind === 'new' ? [each.item] : []))
  return [
    ...stored.map((each) => {
      const next = changed.get(each.id)
      return next ? { ...each, ...next, version: each.version + 1, archivedAt: null } : each
    }),
    ...added.map((each, at) => ({ ...each, id: `new${at}`, version: 1, archivedAt: null })),
  ]
}

test('an export of a price book changes nothing in it', () => {
  fc.assert(
    fc.property(book, (stored) => {
      const shown = stored.filter(({ archivedAt }) => archivedAt === null)
      const plans = planOf(exported(shown), stored)
      expect(plans.map(({ kind }) => kind)).toEqual(shown.map(() => 'same'))
    }),
    { numRuns: 500 },
  )
})

test('in an empty one it makes the same items', () => {
  fc.assert(
    fc.property(book, (stored) => {
      const plans = planOf(exported(stored), [])
      // Of two without a code and of one name, the second is told to be the same.
      for (const each of plans) expect(['new', 'problem']).toContain(each.kind)
      const items = stored.map(({ id: _, version: __, archivedAt: ___, ...rest }) => rest)
      for (const each of plans) if (each.kind === 'new') expect(items).toContainEqual(each.item)
      if (plans.every(({ kind }) => kind === 'new')) expect(plans).toHaveLength(stored.length)
    }),
    { numRuns: 400 },
  )
})

test('an import that is done has nothing left to do, keeps codes apart and loses no item', () => {
  fc.assert(
    fc.property(book, book, (file, stored) => {
      const text = exported(file)
      const plans = planOf(text, stored)
      const after = apply(plans, stored)
      const codes = after.flatMap(({ code: each }) => (each === null ? [] : [codeKey(each)]))
      expect(new Set(codes).size).toBe(codes.length)
      expect(after.length).toBe(stored.length + plans.filter(({ kind }) => kind === 'new').length)
      const touched = plans.flatMap((each) => ('id' in each ? [each.id] : []))
      expect(new Set(touched).size).toBe(touched.length)
      const rows = new Map(planOf(text, after).map((each) => [each.row, each.kind]))
      for (const { row, kind } of plans) if (kind !== 'problem') expect(rows.get(row)).toBe('same')
    }),
    { numRuns: 700 },
  )
})
