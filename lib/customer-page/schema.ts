import { z } from 'zod'
import { requiredText } from '@/lib/contact'
import { acceptDocumentSchema } from '@/lib/documents/schema'
import { updateCardSchema } from '@/lib/payment-accounts/schema'

/** The most that a customer writes at once. */
export const MAX_WORDS = 500

/** What was read: the version that was on the screen, with its hash (D8). */
const readShape = {
  documentId: z.uuid(),
  versionNumber: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
}

export const viewSchema = z.object(readShape)
export type ReadVersion = z.output<typeof viewSchema>

export const acceptSchema = acceptDocumentSchema.extend(readShape)

export const declineSchema = z.object({
  ...readShape,
  reason: requiredText(MAX_WORDS, 'The reason', 'Say why, in a few words.'),
})
export type Decline = z.output<typeof declineSchema>

export const askSchema = z.object({
  ...readShape,
  question: requiredText(MAX_WORDS, 'The question', 'Write your question first.'),
  /** Made by the form: pressing twice asks once. */
  questionId: z.uuid(),
})
export type Question = z.output<typeof askSchema>

/** A new date of one of the customer's own cards. */
export const updateOwnCardSchema = updateCardSchema.omit({ customerId: true })
export type UpdateOwnCard = z.output<typeof updateOwnCardSchema>
