import { z } from 'zod'
import { dayOf, now } from '@/lib/dates'
import { MAX_PAYMENT_CENTS, parseCents } from '@/lib/money'
import { cardDigits, cardHint, cardNumberProblem, expiryProblem, parseExpiry, securityCodeProblem } from './card'

/** An amount as typed → cents. */
const amount = z.string().transform((typed, ctx) => {
  const cents = parseCents(typed)
  const problem =
    typed.trim() === ''
      ? 'Enter the amount.'
      : cents === null
        ? 'Enter the amount in dollars and cents, for example 1,500.00.'
        : cents === 0
          ? 'The amount must be more than $0.00.'
          : cents > MAX_PAYMENT_CENTS
            ? 'One payment can be $2,000,000.00 at most.'
            : null
  // `continue`: the card is checked as well, so that everything that is wrong is said at once.
  if (problem) ctx.addIssue({ code: 'custom', message: problem, continue: true })
  return cents ?? 0
})

/** Today where in the country it is today for longest: a card good to the end of the month is good there until then. */
const lastToday = () => dayOf(now(), 'Pacific/Honolulu')

/**
 * What the Make Payment dialog sends; the same rules hold in the dialog and on the server. The output has the card in
 * the form that PaySimple takes: it is passed on and never kept.
 */
export const paymentSchema = z
  .object({
    paymentId: z.uuid(),
    jobNumber: z.number().int().positive(),
    takenOn: z.enum(['proposal', 'agreement']),
    amount,
    cardNumber: z.string().max(40, 'The card number is too long: check it for extra digits.'),
    expiry: z.string().max(20, 'Enter the expiry date as MM / YY, for example 04 / 29.'),
    securityCode: z.string().max(10, 'The security code has 3 digits, or 4 on American Express.'),
    cardholderName: z
      .string()
      .trim()
      .min(1, 'Enter the name on the card.')
      .max(150, 'A name has at most 150 characters.'),
    billingZip: z.string().trim().max(10, 'A ZIP code has at most 10 characters.'),
    receiptEmail: z
      .string()
      .trim()
      .max(100, 'An e-mail address has at most 100 characters.')
      .refine((email) => email === '' || z.email().safeParse(email).success, {
        error: 'Enter an e-mail address like name@example.com, or leave this empty for no receipt.',
      }),
  })
  .superRefine((input, ctx) => {
    const problems = {
      cardNumber: cardNumberProblem(input.cardNumber),
      expiry: expiryProblem(input.expiry, lastToday()),
      securityCode: securityCodeProblem(input.securityCode, input.cardNumber),
    }
    for (const [field, message] of Object.entries(problems))
      if (message) ctx.addIssue({ code: 'custom', path: [field], message })
  })
  .transform(({ amount: amountCents, cardNumber, expiry, securityCode, ...rest }) => ({
    ...rest,
    amountCents,
    card: {
      number: cardDigits(cardNumber),
      brand: cardHint(cardNumber).brand ?? 'visa',
      expiry: parseExpiry(expiry) ?? { month: 1, year: 2000 },
      securityCode: securityCode.trim(),
    },
  }))

export type MakePaymentForm = z.input<typeof paymentSchema>
export type MakePayment = z.output<typeof paymentSchema>
