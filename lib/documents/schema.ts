import { z } from 'zod'
import { requiredText } from '@/lib/contact'
import { editShape } from '@/lib/edits'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import { DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { documentTotalCents, formatQuantity, MAX_DOCUMENT_CENTS, parseQuantity } from './total'

const quantity = z.string().transform((text, ctx) => {
  const hundredths = parseQuantity(text)
  if (hundredths !== null && hundredths <= 9_999_999) return hundredths
  ctx.addIssue({
    code: 'custom',
    message:
      hundredths === null ? 'Enter a quantity above 0, like 1 or 12.5.' : 'Enter a quantity of at most 99,999.99.',
  })
  return z.NEVER
})

const unitPrice = z.string().transform((text, ctx) => {
  const cents = parseCents(text, { negative: true })
  if (cents !== null && Math.abs(cents) <= MAX_DOCUMENT_CENTS) return cents
  ctx.addIssue({
    code: 'custom',
    message:
      cents === null
        ? /[.]\d{3,}\s*$/.test(text)
          ? 'A price has at most two decimals. Enter dollars and cents, like 1,250.00.'
          : 'Enter a price in dollars, like 1,250.00, or -100 for a discount.'
        : `Enter a price of at most ${formatCents(MAX_DOCUMENT_CENTS)}.`,
  })
  return z.NEVER
})

const lineSchema = z
  .object({
    description: requiredText(500, 'A description', 'Enter what this line is for.'),
    quantity,
    unitPrice,
  })
  .transform((line) => ({
    description: line.description,
    quantityHundredths: line.quantity,
    unitPriceCents: line.unitPrice,
  }))

const items = z
  .array(lineSchema)
  .min(1, 'Add at least one line.')
  .max(200, 'A document can have at most 200 lines.')
  .superRefine((lines, ctx) => {
    if (ctx.issues.length > 0) return // a line that is wrong has no amounts yet
    const total = documentTotalCents(lines)
    if (total < 0)
      ctx.addIssue({ code: 'custom', message: `The total is ${formatCents(total)}. Make it $0.00 or more.` })
    if (total > MAX_DOCUMENT_CENTS)
      ctx.addIssue({ code: 'custom', message: `The total can’t be above ${formatCents(MAX_DOCUMENT_CENTS)}.` })
  })

/** A document's lines as typed, and the version they're based on. */
export const saveDocumentSchema = z.object({ documentId: z.uuid(), ...editShape, items })
export type SaveDocumentInput = z.output<typeof saveDocumentSchema>
export type SaveDocumentForm = z.input<typeof saveDocumentSchema>
export type LineForm = SaveDocumentForm['items'][number]

export const createDocumentSchema = z.object({
  jobId: z.uuid(),
  kind: z.enum(DocumentKind),
  /** An agreement can start with the proposal's lines. */
  copyProposal: z.boolean(),
})
export type CreateDocumentInput = z.output<typeof createDocumentSchema>

export const setStageSchema = z.object({
  documentId: z.uuid(),
  from: z.enum(DocumentStage),
  to: z.enum(DocumentStage),
})
export type SetStageInput = z.output<typeof setStageSchema>

/** A stored line as form values. */
export const lineTexts = (line: {
  description: string
  quantityHundredths: number
  unitPriceCents: number
}): LineForm => ({
  description: line.description,
  quantity: formatQuantity(line.quantityHundredths),
  unitPrice: formatCentsPlain(line.unitPriceCents),
})

/** A line in one text, to compare two versions: "Gutters, 2 × $450.00". */
export const lineSentence = ({ description, quantityHundredths, unitPriceCents }: SaveDocumentInput['items'][number]) =>
  `${description}, ${formatQuantity(quantityHundredths)} × ${formatCents(unitPriceCents)}`
