import type { TestCall } from './schema'

// PaySimple's quick reference (Appendix A of its document) as data, with words for what each call does.

type Method = TestCall['method']
/** An object that GET /v4/new/… returns empty (PS-080). */
export type Template =
  | 'customer'
  | 'account/creditcard'
  | 'account/ach'
  | 'payment'
  | 'recurringpayment'
  | 'paymentplan'
export type ApiRoute = { method: Method; path: string; does: string; template?: Template }
export type RouteGroup = { title: string; routes: readonly ApiRoute[] }

type Row = readonly [method: Method, path: string, does: string, template?: Template]
const group = (title: string, rows: readonly Row[]): RouteGroup => ({
  title,
  routes: rows.map(([method, path, does, template]) => ({ method, path, does, ...(template && { template }) })),
})

const schedule = (title: string, path: string, name: string, template: Template, editable: readonly Row[]) =>
  group(title, [
    ['GET', path, `List ${name}s`],
    ['GET', `${path}/{scheduleId}`, `Show a ${name}`],
    ['GET', `${path}/{scheduleId}/payments`, `List a ${name}’s payments`],
    ['POST', path, `Start a ${name}`, template],
    ...editable,
    ['PUT', `${path}/{scheduleId}/pause?endDate={YYYY-MM-DD}`, `Pause a ${name} until a day`],
    ['PUT', `${path}/{scheduleId}/suspend`, `Suspend a ${name}`],
    ['PUT', `${path}/{scheduleId}/resume`, `Resume a ${name}`],
    ['DELETE', `${path}/{scheduleId}`, `Delete a ${name}`],
  ])

export const ROUTE_GROUPS: readonly RouteGroup[] = [
  group('Customers', [
    ['GET', '/v4/customer', 'List customers'],
    ['GET', '/v4/customer/{customerId}', 'Show a customer'],
    ['GET', '/v4/customer/{customerId}/payments', 'List a customer’s payments'],
    ['GET', '/v4/customer/{customerId}/paymentschedules', 'List a customer’s schedules'],
    ['GET', '/v4/customer/{customerId}/accounts', 'List a customer’s cards and bank accounts'],
    ['GET', '/v4/customer/{customerId}/achaccounts', 'List a customer’s bank accounts'],
    ['GET', '/v4/customer/{customerId}/creditcardaccounts', 'List a customer’s cards'],
    ['GET', '/v4/customer/{customerId}/defaultach', 'Show a customer’s default bank account'],
    ['GET', '/v4/customer/{customerId}/defaultcreditcard', 'Show a customer’s default card'],
    ['GET', '/v4/globalsearch?query={name}', 'Find customers by name'],
    ['POST', '/v4/customer', 'Create a customer', 'customer'],
    ['PUT', '/v4/customer', 'Change a customer', 'customer'],
    ['PUT', '/v4/customer/{customerId}/{accountId}', 'Make an account the default'],
    ['DELETE', '/v4/customer/{customerId}', 'Delete a customer'],
  ]),
  group('Cards and bank accounts', [
    ['GET', '/v4/account/creditcard/{accountId}', 'Show a card'],
    ['GET', '/v4/account/ach/{accountId}', 'Show a bank account'],
    ['POST', '/v4/account/creditcard', 'Add a card', 'account/creditcard'],
    ['POST', '/v4/account/ach', 'Add a bank account', 'account/ach'],
    ['PUT', '/v4/account/creditcard', 'Change a card', 'account/creditcard'],
    ['PUT', '/v4/account/ach', 'Change a bank account', 'account/ach'],
    ['DELETE', '/v4/account/creditcard/{accountId}', 'Delete a card'],
    ['DELETE', '/v4/account/ach/{accountId}', 'Delete a bank account'],
  ]),
  group('Payments', [
    ['GET', '/v4/payment', 'List payments'],
    ['GET', '/v4/payment/{paymentId}', 'Show a payment'],
    ['POST', '/v4/payment', 'Take a payment', 'payment'],
    ['PUT', '/v4/payment/{paymentId}/void', 'Void a payment'],
    ['PUT', '/v4/payment/{paymentId}/reverse', 'Refund a settled payment'],
  ]),
  group('Schedules', [['GET', '/v4/paymentschedule', 'List schedules of both kinds']]),
  schedule('Recurring payments', '/v4/recurringpayment', 'recurring payment', 'recurringpayment', [
    ['PUT', '/v4/recurringpayment', 'Change a recurring payment', 'recurringpayment'],
  ]),
  schedule('Payment plans', '/v4/paymentplan', 'payment plan', 'paymentplan', []),
  group('Empty objects and lists of values', [
    ['GET', '/v4/new/customer', 'Show an empty customer'],
    ['GET', '/v4/new/account/creditcard', 'Show an empty card'],
    ['GET', '/v4/new/account/ach', 'Show an empty bank account'],
    ['GET', '/v4/new/payment', 'Show an empty payment'],
    ['GET', '/v4/new/recurringpayment', 'Show an empty recurring payment'],
    ['GET', '/v4/new/paymentplan', 'Show an empty payment plan'],
    ['GET', '/v4/lookup', 'List statuses, types and states'],
  ]),
]

const pathOnly = (path: string) => path.replace(/\?.*/s, '').replace(/\/$/, '')

const KNOWN = ROUTE_GROUPS.flatMap(({ routes }) => routes).map((route) => ({
  route,
  pattern: new RegExp(`^${pathOnly(route.path).replace(/\{\w+\}/g, '(?:\\d+|\\{\\w+\\})')}$`, 'i'),
}))

/**
 * Returns the route that a typed call belongs to, with numbers filled in or not; undefined for a call we don't know.
 */
export function findRoute(method: string, path: string): ApiRoute | undefined {
  const typed = pathOnly(path.trim())
  return KNOWN.find(({ route, pattern }) => route.method === method && pattern.test(typed))?.route
}

/** Tells whether a call takes a payment. */
export const isNewPayment = (method: string, path: string): boolean =>
  method === 'POST' && /^\/v4\/payment$/i.test(pathOnly(path.trim()))

/** Tells whether a call may move money, now or later. One we don't know may. */
export const mayMoveMoney = (method: string, path: string): boolean =>
  method !== 'GET' && !/^\/v4\/(?:customer|account)\//i.test(findRoute(method, path) ? `${pathOnly(path.trim())}/` : '')
