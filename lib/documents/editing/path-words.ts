import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import type { DocumentContent } from '../content'
import { listsOf } from '../places'
import { formatQuantity } from '../quantity'
import type { Problem } from '../sums'

// Names for what two people changed at once, by its path of ids and field names (merge.ts), and for what is wrong with a
// draft, by its path of places (sums.ts).

const FIELDS: Record<string, string> = {
  ...{ title: 'name', description: 'description', unit: 'unit', quantityHundredths: 'quantity' },
  ...{ unitPriceCents: 'unit price', costCents: 'cost', taxRateIds: 'taxes', discount: 'discount' },
  ...{ optional: 'whether it is optional', defaultOptionId: 'the option that stands at first', label: 'name' },
  ...{
    amountCents: 'amount',
    percentThousandths: 'percentage',
    due: 'when it is due',
    milestone: 'milestone',
    of: 'amount',
  },
  ...{ name: 'name', rateThousandths: 'rate', sectionId: 'its section', caption: 'caption', kind: 'amount' },
  ...{ day: 'day', taken: 'whether it is included at first' },
}
const WHOLE: Record<string, string> = {
  ...{ title: 'Title', note: 'Note to the customer', internalNote: 'Internal note', terms: 'Terms' },
  ...{
    taxExemption: 'Tax exemption',
    expiresOn: 'Good until',
    show: 'What the customer sees',
    choices: 'What is chosen',
  },
  ...{ schedule: 'Payment schedule', discounts: 'Discounts', taxRates: 'Taxes', sections: 'Lines' },
  ...{ optionGroups: 'Choices', photos: 'Photos', landing: 'Where the change lands' },
}
/** What one of a list is called; its number follows. */
const KINDS: Record<string, string> = {
  ...{ lines: 'Line', sections: 'Section', optionGroups: 'Choice', options: 'Option', discounts: 'Discount' },
  ...{ taxRates: 'Tax', schedule: 'Payment', photos: 'Photo' },
}

/** The number of a line on the screen: they are counted through all sections and options. */
function lineNumber(content: DocumentContent, lineId: string): number {
  const all = listsOf(content).flatMap(({ lines }) => lines)
  return all.findIndex(({ id }) => id === lineId) + 1
}

const child = (value: unknown, key: string): unknown => {
  if (Array.isArray(value)) return value.find((each) => typeof each === 'object' && each?.id === key)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

const nameOf = (thing: unknown): string => {
  const texts = ['description', 'title', 'name', 'label'].map((key) => child(thing, key))
  const name = texts.find((text) => typeof text === 'string' && text !== '')
  return typeof name === 'string' ? (name.split('\n')[0] ?? '').slice(0, 60) : ''
}

/** "Line 3 (Shingles): unit price" */
export function wordsForPath(content: DocumentContent, path: readonly string[]): string {
  const [first = ''] = path
  if (path.length === 1) return WHOLE[first] ?? first
  let value: unknown = content
  let thing = ''
  const fields: string[] = []
  for (const [at, key] of path.entries()) {
    const next = child(value, key)
    if (Array.isArray(value)) {
      const list = path[at - 1] ?? ''
      const place = list === 'lines' ? lineNumber(content, key) : value.indexOf(next) + 1
      const name = nameOf(next)
      thing = `${KINDS[list] ?? 'Part'}${place > 0 ? ` ${place}` : ''}${name && ` (${name})`}`
      fields.length = 0
    } else if (at > 0) fields.push(FIELDS[key] ?? key)
    value = next
  }
  if (thing === '') return WHOLE[first] ?? first
  return fields[0] ? `${thing}: ${fields.at(-1)}` : thing
}

/** A value as a person reads it. */
export function wordsForValue(path: readonly string[], value: unknown): string {
  const key = path.at(-1) ?? ''
  if (value === null || value === undefined || value === '') return 'nothing'
  if (typeof value === 'number') {
    if (key.endsWith('Cents')) return formatCents(value)
    if (key.endsWith('Hundredths')) return formatQuantity(value)
    if (key === 'of') return `1/${value}`
    return key.endsWith('Thousandths') ? formatPercent(value) : String(value)
  }
  if (typeof value === 'string') return key === 'expiresOn' || key === 'day' ? formatDay(value) : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'object') {
    const { kind, of, amountCents, percentThousandths, on, reason, taken } = value as Record<string, unknown>
    if (kind === 'rest') return 'the rest'
    if (kind === 'equal') return `1/${of}`
    if (typeof amountCents === 'number') return formatCents(amountCents)
    if (typeof percentThousandths === 'number') return formatPercent(percentThousandths)
    if (typeof reason === 'string') return reason || 'exempt'
    if (typeof on === 'string') return on.replaceAll('_', ' ')
    if (typeof taken === 'boolean') return taken ? 'included at first' : 'not included at first'
    if (Array.isArray(value)) return value.length === 1 ? '1 entry' : `${value.length} entries`
  }
  return 'changed'
}

/** What a draft has at a path of ids; undefined where it has nothing. */
export const valueAt = (content: DocumentContent, path: readonly string[]): unknown =>
  path.reduce<unknown>(child, content)

/** The draft with another value at a path of ids; the same draft where what it is in is gone. */
export function withValueAt(content: DocumentContent, path: readonly string[], value: unknown): DocumentContent {
  const put = (here: unknown, [key, ...rest]: readonly string[]): unknown => {
    if (key === undefined) return value
    if (Array.isArray(here)) {
      const at = here.findIndex((each) => each?.id === key)
      return at < 0 ? here : here.map((each, index) => (index === at ? put(each, rest) : each))
    }
    if (typeof here !== 'object' || here === null) return here
    return { ...here, [key]: put((here as Record<string, unknown>)[key], rest) }
  }
  return put(content, path) as DocumentContent
}

/** The things that a path of places leads through, the last one with an id first, and the field in it. */
function stepsOf(
  content: DocumentContent,
  path: string,
): { list: string; id: string; at: number; field: string } | null {
  const keys = path.split('.')
  let value: unknown = content
  let found: { list: string; id: string; at: number; field: string } | null = null
  for (const [at, key] of keys.entries()) {
    const next = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
    if (Array.isArray(value)) {
      const id = child(next, 'id')
      if (typeof id === 'string')
        found = { list: keys[at - 1] ?? '', id, at: Number(key), field: keys.slice(at + 1).join('.') }
    }
    value = next
  }
  return found
}

/** The element of the screen that a problem is about: `ID-field` of a thing, or the name of a part of the draft. */
export function elementOf(content: DocumentContent, path: string): string {
  const step = stepsOf(content, path)
  if (!step) return path.split('.')[0] || 'sections'
  return `${step.id}-${fieldOf(step.list, step.field)}`
}

/** The cell in which a field of a thing is typed. */
function fieldOf(list: string, field: string): string {
  if (field.startsWith('discount')) return 'discount'
  if (list === 'discounts' && field !== 'title' && field !== 'sectionId') return 'amount'
  if (list === 'schedule' && !field.startsWith('due') && field !== 'label') return 'amount'
  if (field === 'due.milestone' || field === 'due.day') return field.replace('.', '-')
  return field || 'title'
}

/** The problems of a draft by the element that each is about; of several, the first. */
export function problemsByElement(content: DocumentContent, problems: readonly Problem[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { path, message } of problems) {
    const element = elementOf(content, path)
    if (!found.has(element)) found.set(element, message)
  }
  return found
}

/** "Line 3", "Option 2", "Payment 1": what a problem is about, or nothing where its words say so. */
export function thingOf(content: DocumentContent, path: string): string {
  const step = stepsOf(content, path)
  if (!step) return ''
  return `${KINDS[step.list] ?? 'Part'} ${step.list === 'lines' ? lineNumber(content, step.id) : step.at + 1}`
}
