import { type AchAccount, readAchAccount } from './ach-accounts'
import { type CreditCard, readCreditCard } from './credit-cards'
import {
  type Customer,
  type LiteCustomer,
  type NewCustomer,
  readCustomer,
  readLiteCustomer,
  write,
} from './customer-record'
import { type Answer, withDeleted } from './envelope'
import { PaySimpleError } from './errors'
import { type List, type ListWithLite, listOf, listWithLite, type PageOptions, type SortOptions } from './lists'
import { paymentsAt } from './payments'
import { type PaymentPlan, type PaymentSchedule, type RecurringPayment, readBothKinds } from './schedule-record'
import { type PaymentScheduleListOptions, paymentPlansAt, readPaymentSchedules, recurringPaymentsAt } from './schedules'
import type { Transport } from './transport'
import { asList, asObject, path } from './wire'

type AddressSortField = 'City' | 'State' | 'Zip' | 'Country'
export type CustomerListOptions = PageOptions &
  SortOptions<
    'FirstName' | 'LastName' | 'Company' | `BillingAddress.${AddressSortField}` | `ShippingAddress.${AddressSortField}`
  >

const SAME_AS_BILLING = { ShippingSameAsBilling: true }

export function customers(send: Transport) {
  const all = listWithLite<Customer, LiteCustomer, CustomerListOptions>(
    send,
    '/v4/customer',
    (response) => asList(response).map(readCustomer),
    (response) => asList(response).map(readLiteCustomer),
  )
  const accounts = <T extends { Id: number }>(path: string, read: (response: unknown) => T): List<T, PageOptions> =>
    listOf(send, path, (response) => asList(response).map(read))
  return {
    /** Lists all customers that aren't deleted, oldest first unless sorted (PS-025). */
    ...all,

    /** Returns how many customers the client has: the cheapest call that needs valid credentials (PS-025). */
    count: async (): Promise<number> => (await all.listLite({ pageSize: 1 })).totalItems ?? 0,

    /**
     * Creates a customer (PS-020 to PS-022).
     * @throws PaySimpleError `refused` with one message for each invalid field
     */
    create: async (customer: NewCustomer): Promise<Customer> =>
      send({ method: 'POST', path: '/v4/customer', body: write(customer) }, ({ response }) => readCustomer(response)),

    /** Returns a customer, even a deleted one (PS-025, PS-026). */
    get: async (id: number): Promise<Customer & { deleted: boolean }> =>
      send({ method: 'GET', path: path`/v4/customer/${id}` }, withDeleted(readCustomer)),

    /**
     * Replaces a customer. What's left out becomes null (PS-024), so start from what was read: `update({ ...customer,
     * Company: 'ABC' })`. Without a ShippingAddress the billing address is the shipping address too: PaySimple has
     * customers with neither, and takes no edit that leaves it so (PS-020).
     * @throws PaySimpleError `not_found` for a deleted customer
     */
    update: async (customer: NewCustomer & { Id: number }): Promise<Customer> => {
      const body = { Id: customer.Id, ...write(customer), ...(!customer.ShippingAddress && SAME_AS_BILLING) }
      return send({ method: 'PUT', path: '/v4/customer', body }, ({ response }) => readCustomer(response))
    },

    /**
     * Deletes a customer (PS-026). It can still be read by id.
     * @throws PaySimpleError `refused` while a schedule is active or a payment unsettled
     */
    delete: async (id: number): Promise<void> =>
      send({ method: 'DELETE', path: path`/v4/customer/${id}` }, () => undefined),

    /** Lists a customer's payments, newest first unless sorted (PS-028). */
    payments: (id: number) => paymentsAt(send, path`/v4/customer/${id}/payments`),
    recurringPayments: (id: number) => recurringPaymentsAt(send, path`/v4/customer/${id}/recurringpayments`),
    paymentPlans: (id: number) => paymentPlansAt(send, path`/v4/customer/${id}/paymentplans`),

    /** Lists a customer's schedules of both kinds. Complete records come with all plans of a page first (PS-028). */
    paymentSchedules: (
      id: number,
    ): ListWithLite<RecurringPayment | PaymentPlan, PaymentSchedule, PaymentScheduleListOptions> =>
      listWithLite(send, path`/v4/customer/${id}/paymentschedules`, readBothKinds, readPaymentSchedules),

    /** Lists a customer's cards and then bank accounts (PS-037). `'CreditCardNumber' in account` tells which. */
    accounts: (id: number) => accounts(path`/v4/customer/${id}/accounts`, readAccount),
    creditCardAccounts: (id: number) => accounts(path`/v4/customer/${id}/creditcardaccounts`, readCreditCard),
    achAccounts: (id: number) => accounts(path`/v4/customer/${id}/achaccounts`, readAchAccount),

    /** Returns a customer's default card, or null without one (PS-037). */
    defaultCreditCard: async (id: number): Promise<CreditCard | null> =>
      orNull(send({ method: 'GET', path: path`/v4/customer/${id}/defaultcreditcard` }, nullable(readCreditCard))),

    /** Returns a customer's default bank account, or null without one. */
    defaultAch: async (id: number): Promise<AchAccount | null> =>
      orNull(send({ method: 'GET', path: path`/v4/customer/${id}/defaultach` }, nullable(readAchAccount))),

    /** Makes a card the customer's default card, or a bank account the default bank account (PS-036). */
    setDefaultAccount: async (id: number, accountId: number): Promise<void> =>
      send({ method: 'PUT', path: path`/v4/customer/${id}/${accountId}` }, () => undefined),
  }
}

const readAccount = (response: unknown): CreditCard | AchAccount =>
  'CreditCardNumber' in asObject(response) ? readCreditCard(response) : readAchAccount(response)

// The document doesn't say how "none" is answered: no content, no object and 404 all count.
const nullable =
  <T>(read: (response: unknown) => T) =>
  ({ response }: Answer): T | null =>
    response === null ? null : read(response)
const orNull = <T>(call: Promise<T | null>): Promise<T | null> =>
  call.catch((error) => {
    if (error instanceof PaySimpleError && error.kind === 'not_found') return null
    throw error
  })
