import type { Reason } from '@/lib/payments/rules/reason'
import { STEPS } from '@/lib/paysimple/decline-steps'
import type { PaymentMethod } from '@/prisma/generated/enums'

/** A field of the Make Payment form that a remedy asks for. */
export type RemedyField =
  | 'amount'
  | 'cardNumber'
  | 'expiry'
  | 'securityCode'
  | 'billingZip'
  | 'routingNumber'
  | 'accountNumber'

/** A button after a payment that wasn't charged: it does what the words above it advise. */
export type Remedy = {
  label: string
  /** What the form opens with: `same` keeps all that was typed; the others ask for a new card or bank account. */
  payWith: 'same' | PaymentMethod
  /** The field that takes the focus; null for the first one of the method. */
  field: RemedyField | null
}

const same = (label: string, field: RemedyField | null = null): Remedy => ({ label, payWith: 'same', field })
const fresh = (payWith: PaymentMethod, label: string): Remedy => ({ label, payWith, field: null })

const TRY_AGAIN = same('Try again')
const ANOTHER_CARD = fresh('card', 'Try another card')
const USE_CARD = fresh('card', 'Use a card')
const USE_BANK = fresh('bank', 'Pay from a bank account')
const ANOTHER_BANK = fresh('bank', 'Try another bank account')
const CHANGE_AMOUNT = same('Change the amount', 'amount')

/** The detail that was refused and has to be typed again. */
const FIX: Partial<Record<Reason, Remedy>> = {
  card_number: same('Fix the card number', 'cardNumber'),
  expired: same('Fix the expiration date', 'expiry'),
  security_code: same('Fix the security code', 'securityCode'),
  address: same('Fix the ZIP code', 'billingZip'),
  routing_number: same('Fix the routing number', 'routingNumber'),
  account_number: same('Fix the account number', 'accountNumber'),
  bank_details: same('Fix the bank numbers', 'routingNumber'),
  details: same('Check the details'),
}

const another = (method: PaymentMethod): Remedy => (method === 'card' ? ANOTHER_CARD : ANOTHER_BANK)
const otherMethod = (method: PaymentMethod): Remedy => (method === 'card' ? USE_BANK : USE_CARD)

/**
 * What to press after a payment that wasn't charged, the best first; never empty.
 * @param isSaved it was paid with a saved account, of which there is nothing to type again
 */
export function remediesFor(reason: Reason | null, method: PaymentMethod, isSaved: boolean): Remedy[] {
  if (reason === null) return [TRY_AGAIN]
  if (reason === 'amount') return [CHANGE_AMOUNT]
  if (reason === 'funds') return [another(method), CHANGE_AMOUNT]
  if (reason === 'merchant_limit') return [otherMethod(method), CHANGE_AMOUNT]
  if (reason === 'account_gone' || reason === 'two_alike') return [another(method), otherMethod(method)]
  const fix = FIX[reason]
  if (fix)
    return isSaved ? [{ ...another(method), label: 'Type it again' }, otherMethod(method)] : [fix, another(method)]
  if (!Object.hasOwn(STEPS, reason)) return [TRY_AGAIN]
  switch (STEPS[reason as keyof typeof STEPS]) {
    case 'other_card':
      return method === 'card' ? [ANOTHER_CARD] : [USE_CARD, ANOTHER_BANK]
    case 'bank_account':
      return [otherMethod(method), another(method)]
    case 'call_bank':
      return [TRY_AGAIN, another(method)]
    case 'contact_paysimple':
      return [{ ...otherMethod(method), label: 'Pay another way' }]
    case 'try_later':
      return reason === 'duplicate' ? [TRY_AGAIN] : [TRY_AGAIN, { ...otherMethod(method), label: 'Pay another way' }]
    case 're_key':
      return [TRY_AGAIN, another(method)]
  }
}
