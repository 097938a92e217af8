import { z } from 'zod'
import { text } from '@/lib/contact'
import { parseCents } from '@/lib/money'
import { bankDigits, SEC_CODES } from '@/lib/payment-methods/bank'
import { cardDigits, cardHint, lastToday, parseExpiry } from '@/lib/payment-methods/card'
import type { PaymentSource } from '@/lib/payment-methods/source'
import { plainSymbols } from '@/lib/typed-text'
import { type MakePaymentForm, paymentProblems } from './typed-payment'

const MAX_JOB_NUMBER = 999_999_999
/** The largest number of cents that a column takes. */
const MAX_OWED = 2_147_483_647

/** The number of a job. A larger one than any job can have is no number that the database could look for. */
export const jobNumberSchema = z.number().int().positive().max(MAX_JOB_NUMBER)

/** The shapes. What is wrong with what was typed, typed-payment.ts says. */
const fields = z.object({
  paymentId: z.uuid(),
  jobNumber: jobNumberSchema,
  takenOn: z.enum(['proposal', 'agreement']),
  amount: z.string(),
  method: z.enum(['card', 'bank', 'saved']),
  confirmedRepeatOf: z.uuid().nullable(),
  cardNumber: z.string(),
  expiry: z.string(),
  securityCode: z.string(),
  billingZip: text(),
  routingNumber: z.string(),
  accountNumber: z.string(),
  accountType: z.enum(['checking', 'savings']),
  bankName: text(),
  secCode: z.enum(SEC_CODES),
  savedAccountId: z.string(),
  payerName: text(),
  saveAccount: z.boolean(),
  receiptEmail: z.string().overwrite(plainSymbols),
}) satisfies z.ZodType<MakePaymentForm, MakePaymentForm>

/**
 * What the Make Payment dialog sends, checked by the rules that the dialog has too. The output has the card or bank
 * account in the form that PaySimple takes: it is passed on, never stored.
 */
export const paymentSchema = fields.superRefine(check).transform(paid)

// A customer's link says which job it is, the job which document, and their own device how a bank payment is authorized.
const SAID_BY_LINK = { jobNumber: 1, takenOn: 'agreement', secCode: 'Web' } as const

/** What a customer's form sends: the same without what their link says, with what was owed when the form opened. */
export const customerPaymentSchema = fields
  .omit({ jobNumber: true, takenOn: true, secCode: true })
  .extend({ seenOwedCents: z.number().int().min(0).max(MAX_OWED) })
  .superRefine((input, ctx) => check({ ...input, ...SAID_BY_LINK }, ctx))
  .transform(({ seenOwedCents, ...input }) => {
    const { jobNumber: _, takenOn: __, ...payment } = paid({ ...input, ...SAID_BY_LINK })
    return { ...payment, seenOwedCents }
  })

export type CustomerPayment = z.output<typeof customerPaymentSchema>

/** What a customer sent → the payment of their link's job. The document is the job's (by-customer.ts). */
export const ofLink = (payment: CustomerPayment, jobNumber: number): MakePayment => ({
  ...payment,
  ...{ jobNumber, takenOn: SAID_BY_LINK.takenOn },
})

function check(input: Typed, ctx: { addIssue: (issue: { code: 'custom'; path: string[]; message: string }) => void }) {
  for (const [field, message] of Object.entries(paymentProblems(input, lastToday())))
    if (message) ctx.addIssue({ code: 'custom', path: [field], message })
}

function paid({ paymentId, jobNumber, takenOn, amount, confirmedRepeatOf, payerName, receiptEmail, ...input }: Typed) {
  return {
    ...{ paymentId, jobNumber, takenOn, confirmedRepeatOf, payerName, receiptEmail },
    amountCents: parseCents(amount) ?? 0,
    saveAccount: input.method !== 'saved' && input.saveAccount,
    source: sourceOf(input),
  }
}

/** `seenOwedCents`: what was owed when a customer's form opened. They pay only while that still is what is owed. */
export type MakePayment = z.output<typeof paymentSchema> & { seenOwedCents?: number }

type Typed = z.output<typeof fields>
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
