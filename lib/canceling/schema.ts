import { z } from 'zod'
import { optionalText } from '@/lib/contact'
import { isDay } from '@/lib/dates'
import { NOTICE_WAYS } from './ways'

export const MAX_REASON = 500

const readShape = {
  documentId: z.uuid(),
  versionNumber: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
}

/** What a customer sends who cancels: what they read, and why, if they say so. */
export const cancelSchema = z.object({ ...readShape, reason: optionalText(MAX_REASON, 'The reason') })
export type Cancel = z.output<typeof cancelSchema>

/** A notice that the office records. */
export const recordNoticeSchema = z.object({
  documentId: z.uuid(),
  way: z.enum(Object.keys(NOTICE_WAYS) as (keyof typeof NOTICE_WAYS)[], 'Choose how it came.'),
  /** By which the notice is in time: the postmark of a letter. */
  datedOn: z.string().refine(isDay, 'Enter the date of the notice, or of its postmark.'),
  /** From which the days for the refund count. */
  receivedOn: z.string().refine(isDay, 'Enter the day on which it arrived.'),
  reason: optionalText(MAX_REASON, 'The reason'),
  /** The question that was answered with a yes. */
  sure: z.string().nullable(),
})
export type RecordNotice = z.output<typeof recordNoticeSchema>

/** One payment that is voided or refunded because the agreement was canceled. */
export const refundCanceledSchema = z.object({
  paymentId: z.uuid(),
  /** Minted by the page. The same id never reverses twice. */
  reversalId: z.uuid(),
})
export type RefundCanceled = z.output<typeof refundCanceledSchema>
