import { z } from 'zod'
import { amountSchema, receiptEmailSchema } from '@/lib/payments/take/schema'

// What the dialogs that record and correct a payment send. Dialogs and server check with the same rules.

const note = z.string().trim().max(500, 'At most 500 characters.')

const entryFields = z.object({
  /** Minted with the form: the same form sent twice records once. */
  id: z.uuid(),
  amount: amountSchema,
  method: z.enum(['check', 'cash', 'other'], 'Choose how it was paid.'),
  /** A check's number; for another payment what it was. */
  reference: z.string().trim().max(40, 'At most 40 characters.'),
  receivedOn: z.iso.date('Enter the day you received it.').refine((day) => day >= '2000-01-01', 'Check the year.'),
  note,
  receiptEmail: receiptEmailSchema,
  /** The question that the person was asked and answered by pressing again, word for word. */
  sure: z.string().nullable(),
})
type Entry = z.output<typeof entryFields>

/** What another payment was belongs on its receipt, where "Other" would say nothing. */
function requireReference({ method, reference }: Entry, ctx: z.RefinementCtx) {
  if (method === 'other' && reference === '')
    ctx.addIssue({ code: 'custom', path: ['reference'], message: 'Say what it was, for example Zelle or a wire.' })
}

const entryOf = ({ id, amount, method, reference, receivedOn, note, receiptEmail }: Entry) => ({
  ...{ id, amountCents: amount, method, receivedOn },
  reference: method === 'cash' ? null : reference.replace(/^#\s*/, '') || null,
  note: note || null,
  receiptEmail: receiptEmail || null,
})

export const recordSchema = entryFields
  .extend({ jobNumber: z.number().int().positive() })
  .superRefine(requireReference)
  .transform((input) => ({ jobNumber: input.jobNumber, entry: entryOf(input), sure: input.sure }))

export const correctSchema = entryFields
  .extend({
    /** The entry that was recorded wrong. */
    entryId: z.uuid(),
    /** Of the counter-entry; minted with the form. */
    counterId: z.uuid(),
    why: note.min(5, 'Say in a few words why.'),
    /** Whether it is recorded again with these facts. Without that they don't matter. */
    again: z.boolean(),
  })
  .superRefine((input, ctx) => {
    if (input.again) requireReference(input, ctx)
  })
  .transform((input) => ({
    ...{ entryId: input.entryId, counterId: input.counterId, why: input.why, sure: input.sure },
    entry: input.again ? entryOf(input) : null,
  }))

export type RecordPaymentForm = z.input<typeof recordSchema>
export type CorrectRecordedForm = z.input<typeof correctSchema>
export type RecordPayment = z.output<typeof recordSchema>
export type CorrectRecorded = z.output<typeof correctSchema>
export type NewEntry = RecordPayment['entry']
