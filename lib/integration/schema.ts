import { z } from 'zod'

/** What an admin enters on the Integration tab. */
export const credentialsSchema = z.object({
  endpoint: z.enum(['production', 'sandbox', 'local'], { error: 'Choose where payments go.' }),
  userName: z
    .string()
    .trim()
    .min(1, 'Enter the User Name (API User ID) from PaySimple’s e-mail.')
    .max(100, 'A User Name has at most 100 characters.')
    .regex(/^[^;=\s]+$/, 'A User Name has no spaces, “;” or “=”.'),
  apiKey: z
    .string()
    .trim()
    .min(1, 'Enter the Token (API Key) from PaySimple’s e-mail.')
    .min(8, 'A Token is longer: copy the whole of it from PaySimple’s e-mail.') // its last four are kept in clear
    .max(1000, 'That is too long for a Token.'),
})
export type CredentialsInput = z.output<typeof credentialsSchema>

export const stepSchema = z.object({ step: z.enum(['applicationSentAt', 'approvedAt']) })
