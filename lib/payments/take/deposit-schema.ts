import { z } from 'zod'

const PERCENT = 'Enter a whole number from 1 to 100, or leave it empty.'

/** What an owner or admin enters: "30", "30%", or nothing for no deposit. */
export const depositSchema = z.object({
  percent: z
    .string()
    .trim()
    .regex(/^(\d{1,3}\s*%?)?$/, PERCENT)
    .transform((text) => (text === '' ? null : Number.parseInt(text, 10)))
    .refine((percent) => percent === null || (percent >= 1 && percent <= 100), PERCENT),
})
export type DepositInput = z.output<typeof depositSchema>
export type DepositForm = z.input<typeof depositSchema>
