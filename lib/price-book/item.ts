import { z } from 'zod'
import { text } from '@/lib/contact'
import { isFormula } from '@/lib/csv'
import { type Difference, differencesBetween, editShape } from '@/lib/edits'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'

// What an item of the price book is, as it is typed, imported and stored. Pure.

export const MAX_ITEM = { name: 2_000, unit: 20, code: 60, category: 60 }
/** The most that a price or a cost can be: $10,000,000.00. */
const MAX_PRICE_CENTS = 1_000_000_000

/**
 * A text without an apostrophe that only says to a spreadsheet that it is no formula: an export puts one before it
 * (lib/csv.ts), and an import takes it away again.
 */
function unescaped(typed: string): string {
  const bare = typed.replace(/^'+/, '')
  return bare !== typed && isFormula(bare) ? unescaped(bare.trim()) : typed
}
const kept = (typed: string) => unescaped(typed.replace(/\r\n?/g, '\n'))
const onOneLine = (typed: string) => unescaped(typed.replace(/\s+/g, ' '))

const tooLong = (max: number, what: string) => `${what} can have at most ${max.toLocaleString('en-US')} characters.`
const line = (max: number, what: string) => text().overwrite(onOneLine).max(max, tooLong(max, what))

const TOO_MUCH = `of at most ${formatCents(MAX_PRICE_CENTS)}.`
/** What to say of an amount that can't be one. `what`: "price", "cost". */
function amountProblem(typed: string, cents: number | null, what: string, like: string): string | null {
  if (cents !== null) return Math.abs(cents) <= MAX_PRICE_CENTS ? null : `Enter a ${what} ${TOO_MUCH}`
  if (/\.\d{3,}\s*$/.test(typed)) return `A ${what} has at most two decimals. Enter dollars and cents, like 1,250.00.`
  return `Enter a ${what} in dollars, like ${like}.`
}

const unitPrice = text().transform((typed, ctx) => {
  const cents = parseCents(typed, { negative: true })
  const message = amountProblem(typed, cents, 'price', '1,250.00, or -100 for a credit')
  if (cents !== null && message === null) return cents
  ctx.addIssue({ code: 'custom', message: message ?? '' })
  return z.NEVER
})
const cost = text().transform((typed, ctx) => {
  if (typed === '') return null
  const cents = parseCents(typed)
  const message = amountProblem(typed, cents, 'cost', '1,250.00, or leave it empty')
  if (cents !== null && message === null) return cents
  ctx.addIssue({ code: 'custom', message: message ?? '' })
  return z.NEVER
})

/** An item as form texts. */
const itemShape = {
  name: text().overwrite(kept).min(1, 'Enter what the item is.').max(MAX_ITEM.name, tooLong(MAX_ITEM.name, 'An item')),
  code: line(MAX_ITEM.code, 'A code'),
  category: line(MAX_ITEM.category, 'A category'),
  unit: line(MAX_ITEM.unit, 'A unit'),
  unitPrice,
  cost,
  taxable: z.boolean(),
}

/** An item as it is stored. `unit` is empty for pieces; amounts are cents; a cost of null is unknown. */
export type ItemInput = {
  name: string
  unit: string
  unitPriceCents: number
  costCents: number | null
  taxable: boolean
  code: string | null
  category: string | null
}

const shape = z.object(itemShape)
const toInput = ({
  unitPrice: unitPriceCents,
  cost: costCents,
  code,
  category,
  ...rest
}: z.output<typeof shape>): ItemInput => ({
  ...rest,
  unitPriceCents,
  costCents,
  code: code || null,
  category: category || null,
})

export const itemSchema = shape.transform(toInput)
/** The page makes `id`, so that the same form sent twice makes one item. */
export const addItemSchema = shape.extend({ id: z.uuid() }).transform(({ id, ...typed }) => ({ id, ...toInput(typed) }))
export const updateItemSchema = shape
  .extend({ id: z.uuid(), ...editShape })
  .transform(({ id, version, formId, ...typed }) => ({ id, version, formId, ...toInput(typed) }))
export type ItemForm = z.input<typeof updateItemSchema>

/** An item as form values; empty ones for a new item, which is taxed unless somebody says otherwise. */
export const itemValues = (item: ItemInput | null) => ({
  name: item?.name ?? '',
  code: item?.code ?? '',
  category: item?.category ?? '',
  unit: item?.unit ?? '',
  unitPrice: item ? formatCentsPlain(item.unitPriceCents) : '',
  cost: item && item.costCents !== null ? formatCentsPlain(item.costCents) : '',
  taxable: item?.taxable ?? true,
})

const itemTexts = (item: ItemInput) => ({ ...itemValues(item), taxable: item.taxable ? 'Yes' : 'No' })

/** Where a stored item isn't what is to be saved. */
export const itemChanges = (stored: ItemInput, input: ItemInput): Difference[] =>
  differencesBetween(itemTexts(stored), itemTexts(input))

/** The fields of an item alone, of a row that has more. */
export const itemOf = ({ name, unit, unitPriceCents, costCents, taxable, code, category }: ItemInput): ItemInput => ({
  ...{ name, unit, unitPriceCents, costCents, taxable, code, category },
})

/** By what two codes are the same one. PostgreSQL's index compares likewise: letters of ASCII in either case. */
export const codeKey = (code: string): string => code.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** By what two names are the same one: case and blanks make no difference. Feet (') and inches (") do. */
export const nameKey = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

/** The first line of a name, and the rest: "Class 4 shingles", "With ridge vent\nTen years". */
export function nameParts(name: string): { first: string; rest: string } {
  const [first = '', ...rest] = name.split('\n')
  return { first, rest: rest.join('\n').trim() }
}

/** "per sheet", "each"; empty for pieces. */
export const unitWords = (unit: string): string => (unit === '' || unit === 'each' ? unit : `per ${unit}`)

/** "$42.00 per sheet", "$42.00" */
export const priceWords = ({ unitPriceCents, unit }: Pick<ItemInput, 'unitPriceCents' | 'unit'>): string =>
  `${formatCents(unitPriceCents)} ${unitWords(unit)}`.trim()
