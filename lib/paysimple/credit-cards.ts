import type { Transport } from './transport'
import { asObject, readId, readText } from './wire'

/** The cards that PaySimple takes, by the numbers it knows them by (PS-030). */
export const ISSUERS = { Visa: 12, Master: 13, Amex: 14, Discover: 15 } as const
export type Issuer = keyof typeof ISSUERS

export type NewCreditCard = {
  CustomerId: number
  /** Digits only. */
  CreditCardNumber: string
  /** MM/YYYY */
  ExpirationDate: string
  Issuer: Issuer
  BillingZipCode?: string
}
/** A saved card. `CreditCardNumber` is masked but for the last four (PS-031). */
export type CreditCard = { Id: number; CreditCardNumber: string | null; Issuer: string | null }

export function creditCards(send: Transport) {
  return {
    /**
     * Attaches a card to a customer. The same card again answers the account it has already (PS-033), so this may be
     * repeated safely.
     */
    async create(card: NewCreditCard): Promise<CreditCard> {
      const route = 'POST /v4/account/creditcard'
      const body = { ...card, Issuer: ISSUERS[card.Issuer], IsDefault: false }
      const wire = asObject((await send({ method: 'POST', path: '/v4/account/creditcard', body })).response, route)
      return {
        Id: readId(wire.Id, route),
        CreditCardNumber: readText(wire.CreditCardNumber),
        Issuer: readText(wire.Issuer),
      }
    },
  }
}
