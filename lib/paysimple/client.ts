import { achAccounts } from './ach-accounts'
import { creditCards } from './credit-cards'
import { customers } from './customers'
import { paymentPlans } from './payment-plans'
import { payments } from './payments'
import { rawCalls } from './raw'
import { recurringPayments } from './recurring-payments'
import { paymentSchedules } from './schedules'
import { tools } from './tools'
import { type Credentials, createTransport } from './transport'

/**
 * PaySimple 4.0 for one API user. The fields are the resources; each method is one request, signed anew (PS-001). GET
 * alone is repeated, within the deadline.
 * @throws PaySimpleError from every method, when the call did not bring what it was made for
 * @throws RangeError for a mistake of the caller: an id that is none, an amount that is not whole cents
 */
export function createPaySimple(credentials: Credentials) {
  const send = createTransport(credentials)
  return {
    customers: customers(send),
    creditCards: creditCards(send),
    achAccounts: achAccounts(send),
    payments: payments(send),
    recurringPayments: recurringPayments(send),
    paymentPlans: paymentPlans(send),
    paymentSchedules: paymentSchedules(send),
    tools: tools(send),
    /** Any request, any answer, for the API Test Tool. */
    raw: rawCalls(credentials),
  }
}

export type PaySimple = ReturnType<typeof createPaySimple>
