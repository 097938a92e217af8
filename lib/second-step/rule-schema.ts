import { z } from 'zod'
import { formatCents, MAX_PAYMENT_CENTS, parseCents } from '@/lib/money'

const RANGE = `Enter an amount from $0.00 to ${formatCents(MAX_PAYMENT_CENTS)}.`

/** Above how much a refund asks for the second step again, as an owner enters it. */
export const refundAmountSchema = z.object({
  amount: z
    .string()
    .max(30, RANGE)
    .transform((typed) => parseCents(typed) ?? -1)
    .refine((cents) => cents >= 0 && cents <= MAX_PAYMENT_CENTS, RANGE),
})

export const ruleSchema = z.object({ isRequired: z.boolean() })

export const resetSchema = z.object({ userId: z.uuid() })
