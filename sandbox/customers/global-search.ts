/** GET /v4/globalSearch (PS-027). The index behind it is in store/search.ts. */
import type { Call } from '../http/call.ts'
import { type Answer, ok } from '../http/envelope.ts'
import type { Customer } from '../store/rows.ts'

/** Quotes around the query are optional. A query without words finds nothing. */
export function globalSearch({ app, client, query }: Call): Answer {
  const found = app.store.search(client, query.get('query') ?? '')
  const Results = found.map(({ customer, ranking }) => ({
    OriginKey: 'CUST',
    OriginId: customer.Id,
    Description: describe(customer),
    Ranking: ranking,
  }))
  return ok({ Results })
}

function describe({ FirstName, LastName, Company }: Customer): string {
  const name = `Customer: ${FirstName} ${LastName}`
  return Company ? `${name} From: ${Company}` : name
}
