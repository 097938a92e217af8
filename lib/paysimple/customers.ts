import type { Transport } from './transport'
import { asObject, readId, readText } from './wire'

export type Address = {
  StreetAddress1: string
  StreetAddress2?: string
  City: string
  StateCode?: string
  ZipCode: string
  Country?: string
}
export type NewCustomer = {
  FirstName: string
  LastName: string
  Company?: string
  Email?: string
  /** Ten digits (PS-022). */
  Phone?: string
  BillingAddress?: Address
  /** Our own number for the customer, 28 characters at most. */
  CustomerAccount?: string
}
export type Customer = { Id: number; FirstName: string | null; LastName: string | null; Company: string | null }

export function customers(send: Transport) {
  return {
    /** Creates a customer (PS-020). */
    async create(customer: NewCustomer): Promise<Customer> {
      const body = { ...customer, ShippingSameAsBilling: true }
      return read((await send({ method: 'POST', path: '/v4/customer', body })).response, 'POST /v4/customer')
    },

    /** How many customers the client has: the cheapest question that only right credentials answer (PS-025). */
    async count(): Promise<number> {
      const query = { page: 1, pagesize: 1, lite: true }
      return (await send({ method: 'GET', path: '/v4/customer', query })).paging?.TotalItems ?? 0
    },
  }
}

function read(response: unknown, route: string): Customer {
  const wire = asObject(response, route)
  return {
    Id: readId(wire.Id, route),
    FirstName: readText(wire.FirstName),
    LastName: readText(wire.LastName),
    Company: readText(wire.Company),
  }
}
