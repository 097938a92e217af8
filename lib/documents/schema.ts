import { z } from 'zod'
import { requiredText, text } from '@/lib/contact'
import { editShape } from '@/lib/edits'
import { sure } from '@/lib/sure'
import { DocumentStage } from '@/prisma/generated/enums'
import { contentSchema, MAX_TEXT } from './content'
import { CONTRACT_KINDS } from './contract-total'

/** A draft, and the version that it is based on. */
export const saveDraftSchema = z.object({ documentId: z.uuid(), ...editShape, content: contentSchema })
export type SaveDraftInput = z.output<typeof saveDraftSchema>

export const createDocumentSchema = z.object({
  jobId: z.uuid(),
  kind: z.enum(CONTRACT_KINDS),
  /** An agreement can start as the proposal is, with what was chosen of it. */
  copyProposal: z.boolean(),
})
export type CreateDocumentInput = z.output<typeof createDocumentSchema>

/** `documentId`: made by the page, so that pressing twice makes one. */
export const createChangeOrderSchema = z.object({ jobId: z.uuid(), documentId: z.uuid() })
export type CreateChangeOrderInput = z.output<typeof createChangeOrderSchema>

/**
 * The save that is to be sent: the one that the person has looked at. `override`: an owner sends an agreement whose deposit is
 * above the state's limit.
 */
export const sendDocumentSchema = z.object({
  documentId: z.uuid(),
  version: z.int().positive(),
  override: z.object({ reason: requiredText(500, 'A reason', 'Say why it’s sent anyway.') }).optional(),
})
export type SendDocumentInput = z.output<typeof sendDocumentSchema>

const id = z.string().regex(/^[A-Za-z0-9-]{1,40}$/)
/**
 * What the customer says yes to: the version as it was read, what is chosen of it, and the total that was shown. No version
 * for a proposal that was sent before Plumbline kept them.
 */
export const acceptDocumentSchema = z.object({
  documentId: z.uuid(),
  versionNumber: z.int().positive().nullable(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  choices: z.object({
    options: z.array(z.object({ groupId: id, optionId: id })).max(50),
    lines: z.array(z.object({ lineId: id, taken: z.boolean() })).max(1_000),
  }),
  totalCents: z.int(),
})
export type AcceptDocumentInput = z.output<typeof acceptDocumentSchema>

export const setStageSchema = z.object({
  documentId: z.uuid(),
  from: z.enum(DocumentStage),
  to: z.enum(DocumentStage),
  /** The question that was asked before, once somebody has said yes to it. */
  sure: sure.optional(),
})
export type SetStageInput = z.output<typeof setStageSchema>

/** `milestone`: as the signed schedule names it. */
export const markMilestoneSchema = z.object({
  documentId: z.uuid(),
  milestone: text().max(MAX_TEXT.title),
  isReached: z.boolean(),
})
export type MarkMilestoneInput = z.output<typeof markMilestoneSchema>
