import { z } from 'zod'
import { text } from '@/lib/contact'
import { parseCents } from '@/lib/money'
import { plainReference, WAYS } from '@/lib/payments/rules/recorded'
import { jobNumberSchema } from '@/lib/payments/take/schema'
import { sure } from '@/lib/sure'
import { plainSymbols } from '@/lib/typed-text'
import {
  type CorrectRecordedForm,
  correctProblems,
  ENTRY_METHODS,
  entryProblems,
  type RecordPaymentForm,
} from './typed-entry'

// What the dialogs that record and correct a payment send: the shapes. What is wrong with what was typed,
// typed-entry.ts says, to the dialogs and here.

const entryFields = z.object({
  id: z.uuid(),
  amount: z.string(),
  method: z.enum(ENTRY_METHODS, 'Choose how it was paid.'),
  reference: text().overwrite(plainReference),
  receivedOn: z.string(),
  note: text(),
  receiptEmail: z.string().overwrite(plainSymbols),
  sure,
})
type Entry = z.output<typeof entryFields>

const mark = (problems: Record<string, string | null>, ctx: z.RefinementCtx) => {
  for (const [field, message] of Object.entries(problems))
    if (message) ctx.addIssue({ code: 'custom', path: [field], message })
}

const entryOf = ({ id, amount, method, reference, receivedOn, note, receiptEmail }: Entry) => ({
  ...{ id, amountCents: parseCents(amount) ?? 0, method, receivedOn },
  reference: method === 'cash' ? null : reference || null,
  note: note || null,
  receiptEmail: receiptEmail || null,
})

const recordFields = entryFields.extend({ jobNumber: jobNumberSchema }) satisfies z.ZodType<
  RecordPaymentForm,
  RecordPaymentForm
>

export const recordSchema = recordFields
  .superRefine((input, ctx) => mark(entryProblems(input), ctx))
  .transform((input) => ({ jobNumber: input.jobNumber, entry: entryOf(input), sure: input.sure }))

const correctFields = entryFields.extend({
  entryId: z.uuid(),
  counterId: z.uuid(),
  why: text(),
  way: z.enum(WAYS),
  cameBackOn: z.string().nullable(),
}) satisfies z.ZodType<CorrectRecordedForm, CorrectRecordedForm>

export const correctSchema = correctFields
  .superRefine((input, ctx) => mark(correctProblems(input), ctx))
  .transform((input) => ({
    ...{ entryId: input.entryId, counterId: input.counterId, why: input.why, sure: input.sure },
    entry: input.way === 'again' ? entryOf(input) : null,
    cameBackOn: input.cameBackOn,
  }))

export type RecordPayment = z.output<typeof recordSchema>
export type CorrectRecorded = z.output<typeof correctSchema>
export type NewEntry = RecordPayment['entry']
