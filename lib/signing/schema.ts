import { z } from 'zod'
import { requiredText, text } from '@/lib/contact'
import { MAX_NAME } from '@/lib/typed-text'
import { MAX_POINTS, strokeProblem } from './strokes'
import { typedProblem } from './typed-name'

/** As many customers as sign one paper. */
export const MAX_SIGNERS = 4

/** Whom the office asks beside those whom it emails: somebody in the room by their name, or the company itself. */
export const askToSignSchema = z.object({
  documentId: z.uuid(),
  /** The version that was on the screen. */
  versionNumber: z.int().positive(),
  /** Left out where only the company is asked. */
  name: requiredText(MAX_NAME, 'A name', 'Enter the name of the person who signs.').optional(),
  company: z.boolean(),
})
export type AskToSign = z.output<typeof askToSignSchema>

/** What was read: the version that was on the screen, with its hash (D8), and as whom. */
const readShape = {
  documentId: z.uuid(),
  versionNumber: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  signerId: z.uuid(),
}

/** For what needs no more than that. */
export const readToSignSchema = z.object(readShape)
export type ReadToSign = z.output<typeof readToSignSchema>

export const consentSchema = z.object({
  ...readShape,
  textVersion: z.int().positive(),
  /** A paper of the same kind opened for them. */
  openedSample: z.literal(true, 'Open the sample first, to see that you can read it.'),
})
export type GiveConsent = z.output<typeof consentSchema>

const stroke = z
  .array(z.int().min(0).max(1_000))
  .min(2)
  .max(2 * MAX_POINTS)

/** The signature itself. */
const markSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('drawn'),
    strokes: z.array(stroke).superRefine((strokes, ctx) => {
      const message = strokeProblem(strokes)
      if (message) ctx.addIssue({ code: 'custom', message })
    }),
  }),
  z.object({
    kind: z.literal('typed'),
    text: text().superRefine((name, ctx) => {
      const message = typedProblem(name)
      if (message) ctx.addIssue({ code: 'custom', message })
    }),
  }),
])
export type Mark = z.output<typeof markSchema>

export const signSchema = z.object({
  ...readShape,
  mark: markSchema,
  /** "390 × 844": of the device that signed. */
  screen: z.string().regex(/^\d{1,5} × \d{1,5}$/),
  /** What a customer answers where their state asks it (`questionsOf`): yes or no, never a birthday. */
  isSixtyFive: z.boolean().optional(),
  isDisasterRepair: z.boolean().optional(),
})
export type Sign = z.output<typeof signSchema>

export const declineSigningSchema = z.object({
  ...readShape,
  reason: requiredText(500, 'The reason', 'Say why, in a few words.'),
})
export type DeclineSigning = z.output<typeof declineSigningSchema>
