import { z } from 'zod'
import { emailText, MAX_NAME, text } from '@/lib/contact'
import { MAX_PAYMENT_CENTS, parseCents, unreadableAmount } from '@/lib/money'
import { accountNumberProblem, bankDigits, routingNumberProblem, SEC_CODES } from '@/lib/payment-methods/bank'
import {
  cardDigits,
  cardHint,
  cardNumberProblem,
  expiryProblem,
  lastToday,
  parseExpiry,
  securityCodeProblem,
} from '@/lib/payment-methods/card'
import type { PaymentSource } from '@/lib/payment-methods/source'

/** An amount as typed → cents. */
export const amountSchema = z.string().transform((typed, ctx) => {
  const cents = parseCents(typed)
  const problem =
    typed.trim() === ''
      ? 'Enter the amount.'
      : cents === null
        ? unreadableAmount(typed)
        : cents === 0
          ? 'The amount must be more than $0.00.'
          : cents > MAX_PAYMENT_CENTS
            ? 'One payment can be $2,000,000.00 at most.'
            : null
  // `continue`: the card is checked too, so that all problems show at once.
  if (problem) ctx.addIssue({ code: 'custom', message: problem, continue: true })
  return cents ?? 0
})

/** Where the receipt goes; empty for none. */
export const receiptEmailSchema = emailText(
  'Enter an email address like name@example.com, or leave this empty for no receipt.',
)

const fields = z.object({
  paymentId: z.uuid(),
  jobNumber: z.number().int().positive(),
  takenOn: z.enum(['proposal', 'agreement']),
  amount: amountSchema,
  /** `saved`: a card or bank account that the customer agreed to save. */
  method: z.enum(['card', 'bank', 'saved']),
  /** The earlier payment of the same amount, once a person has confirmed that this one is a second payment. */
  confirmedRepeatOf: z.uuid().nullable(),
  cardNumber: z.string().max(40, 'The card number is too long. Check it for extra digits.'),
  expiry: z.string().max(20, 'Enter the expiration date as MM / YY, for example 04 / 29.'),
  securityCode: z.string().max(10, 'The security code has 3 digits, or 4 on American Express.'),
  billingZip: text().max(10, 'A ZIP code has at most 10 characters.'),
  routingNumber: z.string().max(20, 'A routing number has 9 digits.'),
  accountNumber: z.string().max(40, 'The account number is too long. Check it for extra digits.'),
  accountType: z.enum(['checking', 'savings']),
  bankName: text().max(100, 'A bank’s name has at most 100 characters.'),
  secCode: z.enum(SEC_CODES),
  /** The saved account's id here, when `method` is `saved`. */
  savedAccountId: z.string(),
  payerName: text().max(MAX_NAME, `A name has at most ${MAX_NAME} characters.`),
  /** The customer agrees to save the card or bank account for later payments. */
  saveAccount: z.boolean(),
  receiptEmail: receiptEmailSchema,
})
type Typed = z.output<typeof fields>

/**
 * What the Make Payment dialog sends. The dialog and the server check with the same rules. `method` decides which fields
 * count. The output has the card or bank account in the form that PaySimple takes: it is passed on, never stored.
 * @param today the day on which a card has to be good, YYYY-MM-DD. A browser passes the server's: its own clock may be
 *   wrong, and the server decides
 */
export const paymentSchemaOn = (today: () => string) =>
  fields
    .superRefine((input, ctx) => {
      for (const [field, message] of Object.entries(problemsOf(input, today())))
        if (message) ctx.addIssue({ code: 'custom', path: [field], message })
    })
    .transform(({ paymentId, jobNumber, takenOn, amount, confirmedRepeatOf, payerName, receiptEmail, ...input }) => ({
      ...{ paymentId, jobNumber, takenOn, confirmedRepeatOf, payerName, receiptEmail },
      amountCents: amount,
      saveAccount: input.method !== 'saved' && input.saveAccount,
      source: sourceOf(input),
    }))

/** The same on the server. */
export const paymentSchema = paymentSchemaOn(lastToday)

export type MakePaymentForm = z.input<typeof paymentSchema>
export type MakePayment = z.output<typeof paymentSchema>

/** The problem with each field of the chosen method, in words, or null. */
function problemsOf(input: Typed, today: string): Record<string, string | null> {
  const named = (words: string) => (input.payerName === '' ? words : null)
  if (input.method === 'card')
    return {
      cardNumber: cardNumberProblem(input.cardNumber),
      expiry: expiryProblem(input.expiry, today),
      securityCode: securityCodeProblem(input.securityCode, input.cardNumber),
      payerName: named('Enter the name on the card.'),
    }
  if (input.method === 'bank')
    return {
      routingNumber: routingNumberProblem(input.routingNumber),
      accountNumber: accountNumberProblem(input.accountNumber, input.routingNumber),
      bankName: input.bankName === '' ? 'Enter the name of the bank.' : null,
      payerName: named('Enter the name on the account.'),
    }
  return {
    savedAccountId: z.uuid().safeParse(input.savedAccountId).success ? null : 'Choose a card or bank account.',
    payerName: named('Enter the payer’s name.'),
  }
}

type Sourced = Omit<
  Typed,
  'paymentId' | 'jobNumber' | 'takenOn' | 'amount' | 'confirmedRepeatOf' | 'payerName' | 'receiptEmail'
>

function sourceOf(input: Sourced): PaymentSource {
  if (input.method === 'card')
    return {
      method: 'card',
      card: {
        number: cardDigits(input.cardNumber),
        brand: cardHint(input.cardNumber).brand ?? 'visa',
        expiry: parseExpiry(input.expiry) ?? { month: 1, year: 2000 },
        securityCode: input.securityCode.trim(),
      },
      billingZip: input.billingZip,
    }
  if (input.method === 'bank')
    return {
      method: 'bank',
      bank: {
        routingNumber: bankDigits(input.routingNumber),
        accountNumber: bankDigits(input.accountNumber),
        bankName: input.bankName,
        isChecking: input.accountType === 'checking',
      },
      secCode: input.secCode,
    }
  return { method: 'saved', accountId: input.savedAccountId, secCode: input.secCode }
}
