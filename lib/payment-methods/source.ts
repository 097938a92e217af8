import type { SEC_CODES } from './bank'
import type { cardHint } from './card'

/** What pays: a card, a bank account, or a saved one. It lives in memory while the request is served, nowhere else. */
export type PaymentSource =
  | {
      method: 'card'
      card: {
        number: string
        brand: NonNullable<ReturnType<typeof cardHint>['brand']>
        expiry: { month: number; year: number }
        securityCode: string
      }
      billingZip: string
    }
  | {
      method: 'bank'
      bank: { routingNumber: string; accountNumber: string; bankName: string; isChecking: boolean }
      secCode: (typeof SEC_CODES)[number]
    }
  | { method: 'saved'; accountId: string; secCode: (typeof SEC_CODES)[number] }
