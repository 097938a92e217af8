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
 * Makes a PaySimple 4.0 client for one API user. The fields are the resources. Each method is one request, signed again
 * (PS-001). Only a GET is repeated, within the deadline.
 * @throws PaySimpleError from every method, when the call didn't return what it should
 * @throws RangeError for a caller's mistake: something that isn't an id, an amount that isn't whole cents
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
