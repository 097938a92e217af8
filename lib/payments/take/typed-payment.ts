import { emailProblem } from '@/lib/email-address'
import { MAX_PAYMENT_CENTS, parseCents, unreadableAmount } from '@/lib/money'
import { accountNumberProblem, routingNumberProblem, type SecCode } from '@/lib/payment-methods/bank'
import { cardNumberProblem, expiryProblem, securityCodeProblem } from '@/lib/payment-methods/card'
import { isUuid, MAX_NAME, plainText } from '@/lib/typed-text'

// What is typed into the Make Payment dialog, and what can be wrong with it. Without zod: the browser has the rules and
// not their library. The server's schema (schema.ts) asks the same functions.

/** What the Make Payment dialog sends. */
export type MakePaymentForm = {
  paymentId: string
  jobNumber: number
  takenOn: 'proposal' | 'agreement'
  /** Dollars as typed. */
  amount: string
  /** `saved`: a card or bank account that the customer agreed to save. */
  method: 'card' | 'bank' | 'saved'
  /** The earlier payment of the same amount, once a person has confirmed that this one is a second payment. */
  confirmedRepeatOf: string | null
  cardNumber: string
  expiry: string
  securityCode: string
  billingZip: string
  routingNumber: string
  accountNumber: string
  accountType: 'checking' | 'savings'
  bankName: string
  secCode: SecCode
  /** The saved account's id here, when `method` is `saved`. */
  savedAccountId: string
  payerName: string
  /** The customer agrees to save the card or bank account for later payments. */
  saveAccount: boolean
  /** Where the receipt goes; empty for none. */
  receiptEmail: string
}

/** The problem with each field, in words, or null. */
export type Problems = Partial<Record<keyof MakePaymentForm, string | null>>

const TOO_MUCH = 'One payment can be $2,000,000.00 at most.'

/** The problem with a typed amount of at most `mostCents`, in words, or null. `tooMuch` says that it's more. */
export function amountProblem(typed: string, mostCents = MAX_PAYMENT_CENTS, tooMuch = TOO_MUCH): string | null {
  if (typed.trim() === '') return 'Enter the amount.'
  const cents = parseCents(typed)
  if (cents === null) return unreadableAmount(typed)
  if (cents === 0) return 'The amount must be more than $0.00.'
  return cents > mostCents ? tooMuch : null
}

/** The problem with the address for a receipt, in words, or null. */
export const receiptEmailProblem = (typed: string): string | null =>
  emailProblem(typed, 'Enter an email address like name@example.com, or leave this empty for no receipt.')

/** The most characters that a field takes, and what is said of more. */
const LIMITS = {
  cardNumber: [40, 'The card number is too long. Check it for extra digits.'],
  expiry: [20, 'Enter the expiration date as MM / YY, for example 04 / 29.'],
  securityCode: [10, 'The security code has 3 digits, or 4 on American Express.'],
  billingZip: [10, 'A ZIP code has at most 10 characters.'],
  routingNumber: [20, 'A routing number has 9 digits.'],
  accountNumber: [40, 'The account number is too long. Check it for extra digits.'],
  bankName: [100, 'A bank’s name has at most 100 characters.'],
  payerName: [MAX_NAME, `A name has at most ${MAX_NAME} characters.`],
} as const satisfies Partial<Record<keyof MakePaymentForm, [number, string]>>

const TEXTS: readonly string[] = ['billingZip', 'bankName', 'payerName']

/**
 * What is wrong with what was typed. `method` decides which fields count.
 * @param today the day on which a card has to be good, YYYY-MM-DD. A browser passes the server's: its own clock may be
 *   wrong, and the server decides
 */
export function paymentProblems(typed: MakePaymentForm, today: string): Problems {
  const problems: Problems = {
    ...ofMethod(typed, today),
    amount: amountProblem(typed.amount),
    receiptEmail: receiptEmailProblem(typed.receiptEmail),
  }
  for (const [field, [most, message]] of Object.entries(LIMITS) as [keyof typeof LIMITS, [number, string]][]) {
    const text = TEXTS.includes(field) ? plainText(typed[field]) : typed[field]
    if (text.length > most) problems[field] = message
  }
  return problems
}

function ofMethod(typed: MakePaymentForm, today: string): Problems {
  const named = (words: string) => (plainText(typed.payerName) === '' ? words : null)
  if (typed.method === 'card')
    return {
      cardNumber: cardNumberProblem(typed.cardNumber),
      expiry: expiryProblem(typed.expiry, today),
      securityCode: securityCodeProblem(typed.securityCode, typed.cardNumber),
      payerName: named('Enter the name on the card.'),
    }
  if (typed.method === 'bank')
    return {
      routingNumber: routingNumberProblem(typed.routingNumber),
      accountNumber: accountNumberProblem(typed.accountNumber, typed.routingNumber),
      bankName: plainText(typed.bankName) === '' ? 'Enter the name of the bank.' : null,
      payerName: named('Enter the name on the account.'),
    }
  return {
    savedAccountId: isUuid(typed.savedAccountId) ? null : 'Choose a card or bank account.',
    payerName: named('Enter the payer’s name.'),
  }
}
