import { ISSUERS, type Issuer, type Named, readName, writeName } from './enumerations'
import { withDeleted } from './envelope'
import type { Transport } from './transport'
import { asObject, path, readFlag, readId, readInstant, readReference, readText } from './wire'

export type NewCreditCard = {
  CustomerId: number
  /** Digits only, 15 or 16 of them. */
  CreditCardNumber: string
  /** MM/YYYY */
  ExpirationDate: string
  Issuer: Issuer
  /** Ten characters at most. Defaults to the customer's own ZIP code. */
  BillingZipCode?: string | null
  /** Whether it becomes the default. A customer's first card does anyway (PS-032). */
  IsDefault?: boolean
}
/** A saved card. `CreditCardNumber` is masked except for the last four, `ExpirationDate` is MM/YYYY (PS-031). */
export type CreditCard = {
  Id: number
  CustomerId: number | null
  CreditCardNumber: string | null
  ExpirationDate: string | null
  Issuer: Named<Issuer> | null
  BillingZipCode: string | null
  IsDefault: boolean
  LastModified: Date | null
  CreatedOn: Date | null
}
/** A card as read, or only its Id, with new values for what can be changed. */
export type CreditCardUpdate = Pick<CreditCard, 'Id'> &
  Partial<Pick<CreditCard, 'CustomerId' | 'CreditCardNumber' | 'ExpirationDate' | 'Issuer' | 'BillingZipCode'>>

const PATH = '/v4/account/creditcard'

export function creditCards(send: Transport) {
  return {
    /**
     * Adds a card to a customer (PS-030). The same card again returns its existing account (PS-033), so this is safe to
     * repeat.
     * @throws PaySimpleError `refused` with PaySimple's words for a number that doesn't fit its issuer
     */
    create: async (card: NewCreditCard): Promise<CreditCard> => {
      const body = { ...card, Issuer: ISSUERS[card.Issuer], IsDefault: card.IsDefault ?? false }
      return send({ method: 'POST', path: PATH, body }, ({ response }) => readCreditCard(response))
    },

    /** Returns a card by its AccountId, even a deleted one (PS-037). */
    get: async (id: number): Promise<CreditCard & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/account/creditcard/${id}` }, withDeleted(readCreditCard)),

    /**
     * Changes ExpirationDate and BillingZipCode (PS-035). What's left out stays as it is, and a null ZIP code clears it.
     * PaySimple ignores anything else, so a whole record can be sent: `update({ ...card, ExpirationDate: '12/2031' })`.
     */
    update: async (card: CreditCardUpdate): Promise<CreditCard> => {
      const { Id, CustomerId, CreditCardNumber, ExpirationDate, BillingZipCode } = card
      const Issuer = writeName(ISSUERS, card.Issuer)
      const body = { Id, CustomerId, CreditCardNumber, ExpirationDate, Issuer, BillingZipCode }
      return send({ method: 'PUT', path: PATH, body }, ({ response }) => readCreditCard(response))
    },

    /**
     * Deletes a card. If it was the default, the oldest other one becomes default (PS-038).
     * @throws PaySimpleError `refused` while an active schedule charges it
     */
    delete: async (id: number): Promise<void> =>
      send({ method: 'DELETE', path: path`/v4/account/creditcard/${id}` }, () => undefined),
  }
}

export function readCreditCard(response: unknown): CreditCard {
  const wire = asObject(response)
  return {
    Id: readId(wire.Id),
    CustomerId: readReference(wire.CustomerId),
    CreditCardNumber: readText(wire.CreditCardNumber),
    ExpirationDate: readText(wire.ExpirationDate),
    Issuer: readName(ISSUERS, wire.Issuer),
    BillingZipCode: readText(wire.BillingZipCode),
    IsDefault: readFlag(wire.IsDefault) === true,
    LastModified: readInstant(wire.LastModified),
    CreatedOn: readInstant(wire.CreatedOn),
  }
}
