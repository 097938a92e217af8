import { hasCardNumber, NO_CARD_HERE } from '@/lib/card-in-text'
import { isFormula } from '@/lib/csv'
import { type Choice, COLUMNS, type Column, placeOf } from './columns'
import { type ItemInput, itemSchema, itemValues } from './item'

// A row of a file as an item. Pure.

const YES = new Set(['yes', 'y', 'true', 't', '1', 'x', '✓', '✔', 'taxable', 'tax', 'taxed'])
const NO = new Set([
  'no',
  'n',
  'false',
  'f',
  '0',
  '',
  '-',
  'non',
  'none',
  'nontaxable',
  'exempt',
  'notaxable',
  'nottaxable',
])

/** “Yes” and “No” as programs write them; null for anything else. An empty cell of such a column is a no. */
function readTaxable(cell: string): boolean | null {
  const word = cell.trim().toLowerCase()
  const plain = word.length > 1 ? word.replace(/[\s-]/g, '') : word
  return YES.has(plain) ? true : NO.has(plain) ? false : null
}

/** An amount as spreadsheets write it: "(12.50)" is -12.50, and "12.5000" is 12.50. */
const plainAmount = (cell: string): string =>
  cell
    .trim()
    .replace(/^\((.*)\)$/, '-$1')
    .replace(/(\.\d\d)0+$/, '$1')

const quoted = (cell: string): string => {
  const text = cell.trim().replace(/\s+/g, ' ')
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
const FORMULA = (cell: string) =>
  `“${quoted(cell)}” begins with “${cell.trim().charAt(0)}”, which spreadsheets run as a formula. Type the text itself, or an apostrophe (') before it.`
const NOT_TAXABLE = (cell: string) => `“${quoted(cell)}” doesn’t say whether it’s taxable. Enter Yes or No.`

const AMOUNTS: readonly Column[] = ['price', 'cost']
/** No text of an item is as long: what is longer isn't looked at. */
const MAX_CELL = 10_000
const TOO_LONG = `A cell can have at most ${MAX_CELL.toLocaleString('en-US')} characters.`

/** Where a file says the name and something that describes it, both stand on the line. */
function joinedName(name: string, description: string): string {
  const [one, other] = [name.trim(), description.trim()]
  if (other === '' || one === other) return one
  return one === '' ? other : `${one}\n${other}`
}

/** What of an item a file says: the rest stays as it is. A new item's rest is empty, and it's taxed. */
export type Read = { ok: true; item: (before: ItemInput | null) => ItemInput } | { ok: false; problems: string[] }

/** Reads a row's cells as an item. Each problem is a sentence. */
export function readRow(cells: readonly string[], choice: Choice): Read & { name: string; code: string | null } {
  const cell = (column: Column): string | null => {
    const at = placeOf(choice, column)
    if (at === null) return null
    const text = cells[at] ?? ''
    return text.trim() === '-' && column !== 'name' ? '' : text // “-” for nothing
  }
  const used = COLUMNS.map((column) => ({ column, text: cell(column) ?? '' }))
  if (used.some(({ text }) => text.length > MAX_CELL))
    return { ok: false, problems: [TOO_LONG], name: quoted((cell('name') ?? '').slice(0, MAX_CELL)), code: null }
  const formulas = used.filter(
    ({ column, text }) => isFormula(text.trim()) && !(AMOUNTS.includes(column) && isSigned(text)),
  )
  const taxable = readTaxable(cell('taxable') ?? 'yes')
  const parsed = itemSchema.safeParse({
    name: joinedName(unmarked(cell('name')), unmarked(cell('description'))),
    code: cell('code') ?? '',
    category: cell('category') ?? '',
    unit: cell('unit') ?? '',
    unitPrice: plainAmount(cell('price') ?? ''),
    cost: plainAmount(cell('cost') ?? ''),
    taxable: taxable ?? true,
  })
  const problems = [
    ...formulas.map(({ text }) => FORMULA(text)),
    ...(used.some(({ text }) => hasCardNumber(text)) ? [NO_CARD_HERE] : []),
    ...(formulas.length === 0 && !parsed.success
      ? [...new Set(parsed.error.issues.map(({ message }) => message))]
      : []),
    ...(taxable === null ? [NOT_TAXABLE(cell('taxable') ?? '')] : []),
  ]
  const name = parsed.success ? parsed.data.name : joinedName(cell('name') ?? '', cell('description') ?? '')
  if (problems.length > 0 || !parsed.success) return { ok: false, problems, name, code: null }
  const { data } = parsed
  // A code says which item it is, so an empty one takes none away.
  const item = (before: ItemInput | null): ItemInput => ({
    name: data.name,
    unitPriceCents: data.unitPriceCents,
    code: data.code ?? before?.code ?? null,
    unit: cell('unit') === null ? (before?.unit ?? '') : data.unit,
    costCents: cell('cost') === null ? (before?.costCents ?? null) : data.costCents,
    category: cell('category') === null ? (before?.category ?? null) : data.category,
    taxable: cell('taxable') === null ? (before?.taxable ?? itemValues(null).taxable) : data.taxable,
  })
  return { ok: true, item, name, code: data.code }
}

/** "-12.50", "+5": a sign before a number makes no formula. */
const isSigned = (text: string): boolean => /^[-+−]?\s*\$?\s*[\d.,(]/.test(text.trim())

/** A part of a name without the apostrophe that only says that it is no formula: where they are joined, no one sees it. */
const unmarked = (cell: string | null): string => {
  const text = (cell ?? '').trim()
  return text.startsWith("'") && isFormula(text.slice(1)) ? text.slice(1) : text
}
