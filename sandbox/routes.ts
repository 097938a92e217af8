/** The route table. Adding a route is one line here and one handler beside its kin. */
import type { Handler } from './app.ts'
import {
  createCard,
  deleteCard,
  getCard,
  getDefaultCard,
  listCards,
  setDefaultAccount,
  updateCard,
} from './credit-cards.ts'
import { createCustomer, deleteCustomer, getCustomer, listCustomers, updateCustomer } from './customers.ts'
import { getPayment, listCustomerPayments, listPayments } from './payment-queries.ts'
import { createPayment } from './payments.ts'

export type Route = { handle: Handler; takesBody: boolean }

/** `{}` stands for a number. A route with `body` needs a JSON object; elsewhere whatever is sent is ignored. */
const TABLE: readonly [method: string, path: string, handle: Handler, body?: 'body'][] = [
  ['GET', '/v4/customer', listCustomers],
  ['POST', '/v4/customer', createCustomer, 'body'],
  ['PUT', '/v4/customer', updateCustomer, 'body'],
  ['GET', '/v4/customer/{}', getCustomer],
  ['DELETE', '/v4/customer/{}', deleteCustomer],
  ['GET', '/v4/customer/{}/payments', listCustomerPayments],
  ['GET', '/v4/customer/{}/creditcardaccounts', listCards],
  ['GET', '/v4/customer/{}/accounts', listCards],
  ['GET', '/v4/customer/{}/defaultcreditcard', getDefaultCard],
  ['PUT', '/v4/customer/{}/{}', setDefaultAccount],
  ['POST', '/v4/account/creditcard', createCard, 'body'],
  ['PUT', '/v4/account/creditcard', updateCard, 'body'],
  ['GET', '/v4/account/creditcard/{}', getCard],
  ['DELETE', '/v4/account/creditcard/{}', deleteCard],
  ['GET', '/v4/payment', listPayments],
  ['POST', '/v4/payment', createPayment, 'body'],
  ['GET', '/v4/payment/{}', getPayment],
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
