import { z } from 'zod'
import { text } from '@/lib/contact'
import { expiryProblem, lastToday } from '@/lib/payment-methods/card'

// What the customer's page sends about a saved card or bank account. The form and the server check with the same rules.

/** One of a customer's saved accounts, by our ids. */
export const accountSchema = z.object({ customerId: z.uuid(), accountId: z.uuid() })

/**
 * What PaySimple can change of a card (PS-035).
 * @param today the day on which the card has to be good, YYYY-MM-DD; the server's, in a browser too
 */
export const updateCardSchemaOn = (today: () => string) =>
  accountSchema.extend({
    expiry: z
      .string()
      .max(20, 'Enter the expiration date as MM / YY, for example 04 / 29.')
      .superRefine((typed, ctx) => {
        const message = expiryProblem(typed, today())
        if (message) ctx.addIssue({ code: 'custom', message })
      }),
    /** Empty keeps the one that PaySimple has. */
    billingZip: text().max(10, 'A ZIP code has at most 10 characters.'),
  })

/** The same on the server. */
export const updateCardSchema = updateCardSchemaOn(lastToday)

/** What PaySimple can change of a bank account (PS-035). */
export const updateBankSchema = accountSchema.extend({ accountType: z.enum(['checking', 'savings']) })

export type AccountRef = z.output<typeof accountSchema>
export type UpdateCard = z.output<typeof updateCardSchema>
export type UpdateBank = z.output<typeof updateBankSchema>
