import { z } from 'zod'
import { text } from '@/lib/contact'
import { sure } from '@/lib/sure'

/** What an admin enters on the Integration tab. */
export const credentialsSchema = z.object({
  endpoint: z.enum(['production', 'sandbox', 'local'], { error: 'Choose where payments go.' }),
  userName: text()
    .min(1, 'Enter the User Name (API User ID) from PaySimple’s email.')
    .max(100, 'A User Name can have at most 100 characters.')
    .regex(/^[^;=\s]+$/, 'A User Name can’t have spaces, “;” or “=”.'),
  apiKey: text()
    .min(1, 'Enter the Token (API Key) from PaySimple’s email.')
    .min(8, 'That’s too short for a Token. Copy all of it from PaySimple’s email.') // its last four characters are stored unencrypted
    .max(1000, 'That’s too long for a Token. Copy it again from PaySimple’s email.'),
  /** The question about another merchant account that the person answered with yes. */
  sure: sure.optional(),
})
export type CredentialsInput = z.output<typeof credentialsSchema>

/** An owner's yes to the proposed credentials that the page showed. */
export const confirmProposalSchema = z.object({ proposedAt: z.iso.datetime(), sure })
export type ConfirmProposal = z.output<typeof confirmProposalSchema>

export const stepSchema = z.object({ step: z.enum(['applicationSentAt', 'approvedAt']) })
