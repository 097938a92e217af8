import { z } from 'zod'
import { expiryProblem, lastToday } from '@/lib/payment-methods/card'

// What the customer's page sends about a saved card or bank account. The same rules hold in the form and on the server.

/** One of a customer's saved accounts, by ids of ours. */
export const accountSchema = z.object({ customerId: z.uuid(), accountId: z.uuid() })

/** What can be changed of a card at PaySimple (PS-035). */
export const updateCardSchema = accountSchema.extend({
  expiry: z
    .string()
    .max(20, 'Enter the expiry date as MM / YY, for example 04 / 29.')
    .superRefine((typed, ctx) => {
      const message = expiryProblem(typed, lastToday())
      if (message) ctx.addIssue({ code: 'custom', message })
    }),
  /** Empty leaves the one that PaySimple has. */
  billingZip: z.string().trim().max(10, 'A ZIP code has at most 10 characters.'),
})

/** What can be changed of a bank account at PaySimple (PS-035). */
export const updateBankSchema = accountSchema.extend({ accountType: z.enum(['checking', 'savings']) })

export type AccountRef = z.output<typeof accountSchema>
export type UpdateCard = z.output<typeof updateCardSchema>
export type UpdateBank = z.output<typeof updateBankSchema>
