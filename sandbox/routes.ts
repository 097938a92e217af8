/** The route table. To add a route, add one line here and a handler in the folder of its subject. */
import { deleteAccount, getAccount, getDefaultAccount, listAccounts, setDefaultAccount } from './accounts/accounts.ts'
import { createAch, updateAch } from './accounts/ach.ts'
import { createCard, updateCard } from './accounts/credit-cards.ts'
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from './customers/customers.ts'
import { globalSearch } from './customers/global-search.ts'
import type { Handler } from './http/call.ts'
import { createPayment } from './payments/create.ts'
import { getPayment, listCustomerPayments, listPayments } from './payments/queries.ts'
import { markSettled, reversePayment, voidPayment } from './payments/refunds.ts'
import { lookup } from './reference/lookup.ts'
import { emptyObject } from './reference/templates.ts'
import { deleteSchedule, pauseSchedule, resumeSchedule, suspendSchedule } from './schedules/changes.ts'
import { createPlan, createRecurring } from './schedules/create.ts'
import { updateRecurring } from './schedules/edit.ts'
import {
  getSchedule,
  listAllCustomerSchedules,
  listAllSchedules,
  listCustomerSchedules,
  listPaymentsOf,
  listSchedules,
} from './schedules/queries.ts'

export type Route = { handle: Handler; takesBody: boolean }

/** `{}` stands for a number. A route with `body` needs a JSON object; the others ignore any body. */
const TABLE: readonly [method: string, path: string, handle: Handler, body?: 'body'][] = [
  ['GET', '/v4/customer', listCustomers],
  ['POST', '/v4/customer', createCustomer, 'body'],
  ['PUT', '/v4/customer', updateCustomer, 'body'],
  ['GET', '/v4/customer/{}', getCustomer],
  ['DELETE', '/v4/customer/{}', deleteCustomer],
  ['GET', '/v4/customer/{}/payments', listCustomerPayments],
  ['GET', '/v4/customer/{}/paymentschedules', listAllCustomerSchedules],
  // The document's sample calls leave out the s.
  ['GET', '/v4/customer/{}/paymentschedule', listAllCustomerSchedules],
  ['GET', '/v4/customer/{}/recurringpayments', listCustomerSchedules('RecurringPayment')],
  ['GET', '/v4/customer/{}/paymentplans', listCustomerSchedules('PaymentPlan')],
  ['GET', '/v4/customer/{}/accounts', listAccounts('card', 'ach')],
  ['GET', '/v4/customer/{}/creditcardaccounts', listAccounts('card')],
  ['GET', '/v4/customer/{}/achaccounts', listAccounts('ach')],
  ['GET', '/v4/customer/{}/defaultcreditcard', getDefaultAccount('card', 'credit card')],
  ['GET', '/v4/customer/{}/defaultach', getDefaultAccount('ach', 'ACH account')],
  ['PUT', '/v4/customer/{}/{}', setDefaultAccount],
  ['POST', '/v4/account/creditcard', createCard, 'body'],
  ['PUT', '/v4/account/creditcard', updateCard, 'body'],
  ['GET', '/v4/account/creditcard/{}', getAccount('card')],
  ['DELETE', '/v4/account/creditcard/{}', deleteAccount('card')],
  ['POST', '/v4/account/ach', createAch, 'body'],
  ['PUT', '/v4/account/ach', updateAch, 'body'],
  ['GET', '/v4/account/ach/{}', getAccount('ach')],
  ['DELETE', '/v4/account/ach/{}', deleteAccount('ach')],
  ['GET', '/v4/payment', listPayments],
  ['POST', '/v4/payment', createPayment, 'body'],
  ['GET', '/v4/payment/{}', getPayment],
  ['PUT', '/v4/payment/{}/void', voidPayment],
  ['PUT', '/v4/payment/{}/reverse', reversePayment],
  ['PUT', '/v4/markpaymentstatus', markSettled, 'body'],
  ['GET', '/v4/paymentschedule', listAllSchedules],
  ['GET', '/v4/recurringpayment', listSchedules('RecurringPayment')],
  ['POST', '/v4/recurringpayment', createRecurring, 'body'],
  ['PUT', '/v4/recurringpayment', updateRecurring, 'body'],
  ['GET', '/v4/recurringpayment/{}', getSchedule('RecurringPayment')],
  ['DELETE', '/v4/recurringpayment/{}', deleteSchedule('RecurringPayment')],
  ['GET', '/v4/recurringpayment/{}/payments', listPaymentsOf('RecurringPayment')],
  ['PUT', '/v4/recurringpayment/{}/suspend', suspendSchedule('RecurringPayment')],
  ['PUT', '/v4/recurringpayment/{}/pause', pauseSchedule('RecurringPayment')],
  ['PUT', '/v4/recurringpayment/{}/resume', resumeSchedule('RecurringPayment')],
  ['GET', '/v4/paymentplan', listSchedules('PaymentPlan')],
  ['POST', '/v4/paymentplan', createPlan, 'body'],
  ['GET', '/v4/paymentplan/{}', getSchedule('PaymentPlan')],
  ['DELETE', '/v4/paymentplan/{}', deleteSchedule('PaymentPlan')],
  ['GET', '/v4/paymentplan/{}/payments', listPaymentsOf('PaymentPlan')],
  ['PUT', '/v4/paymentplan/{}/suspend', suspendSchedule('PaymentPlan')],
  ['PUT', '/v4/paymentplan/{}/pause', pauseSchedule('PaymentPlan')],
  ['PUT', '/v4/paymentplan/{}/resume', resumeSchedule('PaymentPlan')],
  ['GET', '/v4/globalsearch', globalSearch],
  ['GET', '/v4/lookup', lookup],
  ['GET', '/v4/new/customer', emptyObject('customer')],
  ['GET', '/v4/new/account/creditcard', emptyObject('account/creditcard')],
  ['GET', '/v4/new/account/ach', emptyObject('account/ach')],
  // The appendix leaves out `account/`.
  ['GET', '/v4/new/creditcard', emptyObject('account/creditcard')],
  ['GET', '/v4/new/ach', emptyObject('account/ach')],
  ['GET', '/v4/new/payment', emptyObject('payment')],
  ['GET', '/v4/new/recurringpayment', emptyObject('recurringpayment')],
  ['GET', '/v4/new/paymentplan', emptyObject('paymentplan')],
]

type Node = { children: Map<string, Node>; methods: Map<string, Route> }

const root = newNode()
for (const [method, path, handle, body] of TABLE) {
  let node = root
  for (const segment of path.split('/')) {
    const next = node.children.get(segment) ?? newNode()
    node.children.set(segment, next)
    node = next
  }
  node.methods.set(method, { handle, takesBody: body === 'body' })
}

export type Match = { route: Route; ids: number[] } | 'no such route' | 'no such method'

/** `path` is in lower case and without a trailing slash. */
export function matchRoute(method: string, path: string): Match {
  const ids: number[] = []
  let node = root
  for (const segment of path.split('/')) {
    let next = node.children.get(segment)
    if (!next && /^\d{1,15}$/.test(segment)) {
      next = node.children.get('{}')
      ids.push(Number(segment))
    }
    if (!next) return 'no such route'
    node = next
  }
  if (node.methods.size === 0) return 'no such route'
  const route = node.methods.get(method)
  return route ? { route, ids } : 'no such method'
}

function newNode(): Node {
  return { children: new Map(), methods: new Map() }
}
