import { z } from 'zod'
import { requiredText, text } from '@/lib/contact'
import { sendLinkSchema } from '@/lib/customer-links/schema'
import { isDay } from '@/lib/dates'
import { MAX_DOCUMENT_CENTS, parseCents, unreadableAmount } from '@/lib/money'
import { MOST_DAYS, MOST_STEPS } from './policy'

// What the office types to ask for a payment, and when customers are reminded. Pure.

const amount = z.string().transform((typed, ctx) => {
  const cents = parseCents(typed)
  const problem =
    typed.trim() === ''
      ? 'Enter the amount.'
      : cents === null
        ? unreadableAmount(typed)
        : cents <= 0
          ? 'The amount must be more than $0.00.'
          : cents > MAX_DOCUMENT_CENTS
            ? 'This is more than a job can come to.'
            : null
  if (problem === null && cents !== null) return cents
  ctx.addIssue({ code: 'custom', message: problem ?? 'Enter the amount.' })
  return z.NEVER
})

export const requestPaymentSchema = sendLinkSchema.omit({ documentId: true }).extend({
  /** A part of the signed schedule; empty for an amount. */
  partId: text().max(100),
  /** Dollars as typed; of a part what the page says that it has open. */
  amount,
  /** YYYY-MM-DD */
  dueOn: text().max(10).refine(isDay, 'Enter the day by which it’s due.'),
})
export type RequestPaymentForm = z.input<typeof requestPaymentSchema>
/** What was typed, with the amount in cents. */
export type RequestPayment = z.output<typeof requestPaymentSchema>

export const cancelRequestSchema = z.object({ requestId: z.uuid() })

const DAYS = `Enter whole days with commas between them, like 0, 3, 7. At most ${MOST_DAYS} days each.`

/** "3, 7" → [3, 7]; null for what is none. */
export function parseDays(typed: string): number[] | null {
  const texts = typed.split(/[\s,;]+/).filter(Boolean)
  const days = texts.map((each) => (/^\d{1,3}$/.test(each) ? Number(each) : Number.NaN))
  return days.every((day) => day <= MOST_DAYS) ? [...new Set(days)] : null
}

const days = text()
  .max(80, DAYS)
  .transform((typed, ctx) => {
    const parsed = parseDays(typed)
    if (parsed) return parsed
    ctx.addIssue({ code: 'custom', message: DAYS })
    return z.NEVER
  })

const hour = (last: number) =>
  z
    .string()
    .regex(/^\d{1,2}$/, 'Choose an hour.')
    .transform(Number)
    .refine((chosen) => chosen <= last, 'Choose an hour.')

export const policySchema = z
  .object({
    isOn: z.enum(['on', 'off']),
    /** Days before the due day. */
    before: days,
    /** Days after it; 0 is the due day itself. */
    after: days,
    /** Days after somebody was asked to sign. */
    sign: days,
    most: requiredText(2, 'The number', 'Enter how many go out at most.').transform(Number),
    fromHour: hour(22),
    untilHour: hour(23),
  })
  .superRefine(({ isOn, before, after, sign, most, fromHour, untilHour }, ctx) => {
    const issue = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (before.includes(0)) issue('before', 'The due day itself, 0, belongs to the days after.')
    if (isOn === 'on' && before.length + after.length === 0) issue('after', 'Enter at least one day, or turn them off.')
    if (sign.includes(0)) issue('sign', 'The first reminder goes out a day later, at the earliest: 1.')
    if (sign.length > MOST_STEPS) issue('sign', `At most ${MOST_STEPS} days.`)
    if (before.length + after.length > MOST_STEPS) issue('after', `At most ${MOST_STEPS} days in all.`)
    if (!Number.isInteger(most) || most < 1 || most > MOST_STEPS)
      issue('most', `Enter a number from 1 to ${MOST_STEPS}.`)
    if (fromHour >= untilHour) issue('untilHour', 'Choose an hour after the first one.')
  })
export type PolicyForm = z.input<typeof policySchema>
export type PolicyInput = z.output<typeof policySchema>
