import { creditCards } from './credit-cards'
import { customers } from './customers'
import { payments } from './payments'
import { type Credentials, createTransport } from './transport'

/**
 * PaySimple 4.0 for one API user. The fields are the resources; each method is one request, signed anew, sent once.
 * @throws PaySimpleError from every method, when the call did not bring what it was made for
 */
export function createPaySimple(credentials: Credentials) {
  const send = createTransport(credentials)
  return {
    customers: customers(send),
    creditCards: creditCards(send),
    payments: payments(send),
  }
}

export type PaySimple = ReturnType<typeof createPaySimple>
