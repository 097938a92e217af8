import { z } from 'zod'
import { text } from '@/lib/contact'
import { isDay } from '@/lib/dates'
import { LANDINGS } from './landing'

// What a draft holds: what is priced (lib/documents/sums.ts) and the texts around it. One plain object, stored as JSON.
// A draft may be incomplete: lines without a description, prices of $0.00. lib/documents/ready.ts says what is missing.

export const MAX_TEXT = { title: 200, description: 8_000, unit: 20, note: 5_000, terms: 50_000, caption: 300 }
export const MAX_PHOTOS = 30

const limited = (max: number, what: string) =>
  text().max(max, `${what} can have at most ${max.toLocaleString('en-US')} characters.`)
const title = (what: string) => limited(MAX_TEXT.title, what).default('')
/** Made by whoever adds the thing, and kept for ever: how two versions of a document are compared. */
const id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'This part can’t be read. Remove it and add it again.')
const integer = z.int('Enter a number.')

const discount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), amountCents: integer }),
  z.object({ kind: z.literal('percent'), percentThousandths: integer }),
])

const line = z.object({
  id,
  description: limited(MAX_TEXT.description, 'A description').default(''),
  /** "hour", "sq ft"; empty for pieces. */
  unit: limited(MAX_TEXT.unit, 'A unit').default(''),
  quantityHundredths: integer,
  unitPriceCents: integer,
  taxRateIds: z.array(id).default([]),
  discount: discount.nullable().default(null),
  optional: z.object({ taken: z.boolean() }).nullable().default(null),
  /** What one costs the company, for its margin. Never in a snapshot. */
  costCents: integer.nullable().default(null),
})

const section = z.object({ id, title: title('A heading'), lines: z.array(line) })
const option = z.object({ id, title: title('A name'), lines: z.array(line), sections: z.array(section).default([]) })
const optionGroup = z.object({
  id,
  title: title('A heading'),
  sectionId: id.nullable().default(null),
  options: z.array(option),
  defaultOptionId: id,
})

const day = text().refine(isDay, 'Enter a date.')
const due = z.discriminatedUnion('on', [
  z.object({ on: z.literal('signing') }),
  z.object({ on: z.literal('cancel_by') }),
  z.object({ on: z.literal('day'), day }),
  z.object({ on: z.literal('milestone'), milestone: title('A milestone') }),
  z.object({ on: z.literal('completion') }),
])
const partOf = { id, label: title('A name'), due }
const schedulePart = z.discriminatedUnion('kind', [
  z.object({ ...partOf, kind: z.literal('fixed'), amountCents: integer }),
  z.object({ ...partOf, kind: z.literal('percent'), percentThousandths: integer }),
  z.object({ ...partOf, kind: z.literal('equal'), of: integer }),
  z.object({ ...partOf, kind: z.literal('rest') }),
])

/** A photo that the customer sees: a stored file, by its SHA-256. */
const photo = z.object({
  id,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().positive(),
  height: z.int().positive(),
  caption: limited(MAX_TEXT.caption, 'A caption').default(''),
})

export const contentSchema = z.object({
  title: title('A title'),
  /** To the customer, above the lines. Plain text. */
  note: limited(MAX_TEXT.note, 'A note').default(''),
  /** For the company alone. Never in a snapshot. */
  internalNote: limited(MAX_TEXT.note, 'A note').default(''),
  /** Markdown. */
  terms: limited(MAX_TEXT.terms, 'Terms').default(''),
  sections: z.array(section),
  optionGroups: z.array(optionGroup).default([]),
  discounts: z
    .array(z.intersection(discount, z.object({ id, title: title('A name'), sectionId: id.nullable().default(null) })))
    .default([]),
  taxRates: z.array(z.object({ id, name: title('A name'), rateThousandths: integer })).default([]),
  /** Why nothing is taxed, for a customer who is exempt; printed. */
  taxExemption: z
    .object({ reason: title('A reason') })
    .nullable()
    .default(null),
  schedule: z.array(schedulePart).default([]),
  /** What the office chose for the customer so far. */
  choices: z
    .object({
      options: z.array(z.object({ groupId: id, optionId: id })).default([]),
      lines: z.array(z.object({ lineId: id, taken: z.boolean() })).default([]),
    })
    .default({ options: [], lines: [] }),
  photos: z.array(photo).max(MAX_PHOTOS, `A document can have at most ${MAX_PHOTOS} photos.`).default([]),
  /** What of each line the customer sees. The description and the document's total always are. */
  show: z
    .object({ quantities: z.boolean(), unitPrices: z.boolean(), lineTotals: z.boolean() })
    .default({ quantities: true, unitPrices: true, lineTotals: true }),
  /** The last day on which it can be accepted or signed, in the company's zone. */
  expiresOn: day.nullable().default(null),
  /** Of a change order: where what it changes lands in the agreement's schedule (schedule.ts). */
  landing: z.enum(LANDINGS).default('rest'),
})

export type DocumentContent = z.output<typeof contentSchema>
export type ContentLine = z.output<typeof line>
export type ContentSection = z.output<typeof section>
export type ContentOptionGroup = z.output<typeof optionGroup>
export type ContentPhoto = z.output<typeof photo>

type PlainLine = Pick<ContentLine, 'description' | 'quantityHundredths' | 'unitPriceCents'> & { id?: string }

/** A draft of plain lines and nothing else, none at first. A line without an id is named by its place. */
export const plainContent = (lines: readonly PlainLine[] = []): DocumentContent =>
  contentSchema.parse({
    sections: [{ id: 'lines', title: '', lines: lines.map((line, at) => ({ id: `line-${at + 1}`, ...line })) }],
  })
