import { z } from 'zod'
import { formatCents, MAX_PAYMENT_CENTS, parseCents } from '@/lib/money'

const RANGE = `Enter an amount from $1.00 to ${formatCents(MAX_PAYMENT_CENTS)}.`

/** The most that one payment can be at a company, as an owner enters it. */
export const topSchema = z.object({
  amount: z
    .string()
    .max(30, RANGE)
    .transform((typed) => parseCents(typed) ?? 0)
    .refine((cents) => cents >= 100 && cents <= MAX_PAYMENT_CENTS, RANGE),
})
export type TopInput = z.output<typeof topSchema>
