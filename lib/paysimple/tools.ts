import type { Transport } from './transport'
import { asList, asObject, readNumber, readReference, readText, type Wire } from './wire'

/** Something found by name. With `OriginKey` CUST, `OriginId` is a customer's Id (PS-027). */
export type SearchResult = {
  OriginKey: string | null
  OriginId: number | null
  Description: string | null
  Ranking: number | null
}

const TEMPLATES = {
  customer: 'customer',
  creditCard: 'account/creditcard',
  achAccount: 'account/ach',
  payment: 'payment',
  recurringPayment: 'recurringpayment',
  paymentPlan: 'paymentplan',
} as const

export function tools(send: Transport) {
  return {
    /** Finds customers by name or company (PS-027). */
    globalSearch: async (text: string): Promise<SearchResult[]> => {
      const query = { Query: `"${text.replaceAll('"', ' ').trim()}"` }
      return send({ method: 'GET', path: '/v4/globalSearch', query }, ({ response }) =>
        asList(asObject(response).Results ?? []).map((wire) => ({
          OriginKey: readText(wire.OriginKey),
          OriginId: readReference(wire.OriginId),
          Description: readText(wire.Description),
          Ranking: readNumber(wire.Ranking),
        })),
      )
    },

    /** Returns an empty object of a kind, exactly as PaySimple answers it (PS-080). */
    template: async (kind: keyof typeof TEMPLATES): Promise<Wire> =>
      send({ method: 'GET', path: `/v4/new/${TEMPLATES[kind]}` }, ({ response }) => asObject(response)),

    /** Returns PaySimple's enumerations and state codes, exactly as it answers them (PS-080). */
    lookup: async (): Promise<Wire> =>
      send({ method: 'GET', path: '/v4/lookup' }, ({ response }) => asObject(response)),
  }
}
