import { z } from 'zod'
import { text } from '@/lib/contact'

// What a browser sends of a second step. Pure.

const base64url = (most: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .max(most)

const credential = { id: base64url(1400), rawId: base64url(1400), type: z.literal('public-key') }
/** What we ask no extension for. */
const beside = {
  clientExtensionResults: z
    .custom<object>((given) => typeof given === 'object' && given !== null)
    .transform(() => ({})),
}

/** What a passkey has signed. */
export const assertionSchema = z.object({
  ...credential,
  ...beside,
  response: z.object({
    ...{ clientDataJSON: base64url(4000), authenticatorData: base64url(4000), signature: base64url(4000) },
    userHandle: base64url(200).optional(),
  }),
})

/** A passkey that a browser has made. */
export const registrationSchema = z.object({
  ...credential,
  ...beside,
  response: z.object({
    ...{ clientDataJSON: base64url(4000), attestationObject: base64url(20_000) },
    transports: z.array(base64url(20)).max(8).optional(), // "internal", "smart-card"
  }),
})

/** A code of the app or a recovery code, or instead of it what a passkey has signed. */
export const stepSchema = z.object({
  code: z.string().trim().max(60, 'Enter the six digits that the app shows, or a recovery code.'),
  passkey: assertionSchema.nullable(),
})

export const codeSchema = z.object({
  code: z
    .string()
    .transform((typed) => typed.replace(/\s/g, ''))
    .refine((code) => /^\d{6}$/.test(code), 'Enter the six digits that the app shows.'),
})

/** How a passkey is called in its owner's list. */
export const passkeyName = text().min(1, 'Give it a name, so that you know it later.').max(60, 'At most 60 characters.')
