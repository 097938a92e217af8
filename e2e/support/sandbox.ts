import { createPaySimple } from '@/lib/paysimple/client'
import { type LedgerRow, sandboxControl } from '@/tools/sandbox/sandbox-control'
import { stackInfo } from '@/tools/testing/stack-info'

const control = () => sandboxControl(stackInfo().sandboxUrl)

/** The next request on a route goes wrong in this way. */
export const fault = (route: string, kind: string) => control().fault(route, kind)
export const clearFaults = () => control().clearFaults()
/** Moves business time: cards settle the next day. */
export const advanceDays = (days: number) => control().advanceDays(days)
/** What only the world can do to a payment: Chargeback, Returned, ReverseNSF and the like. */
export const setStatus = (paymentId: number, status: string) => control().setStatus(paymentId, status)
/** PaySimple with a company's credentials: what is done with it is done without Plumbline. */
const paysimpleOf = ({ apiUser, apiKey }: Login) =>
  createPaySimple({ userName: apiUser, apiKey, baseUrl: stackInfo().sandboxUrl, deadlineMs: 10_000 })

type Login = { apiUser: string; apiKey: string }
type Outside = { name: string; amountCents: number; orderId?: string }

/** A card payment that somebody takes with a company's credentials and without Plumbline. @returns PaySimple's id of it */
export async function payOutside(login: Login, { name, amountCents, orderId }: Outside): Promise<number> {
  const paysimple = paysimpleOf(login)
  const [FirstName = '', LastName = ''] = name.split(' ')
  const customer = await paysimple.customers.create({ FirstName, LastName })
  const card = await paysimple.creditCards.create({
    ...{ CustomerId: customer.Id, CreditCardNumber: '5454545454545454', ExpirationDate: '12/2035', Issuer: 'Master' },
  })
  const payment = { AccountId: card.Id, AmountCents: amountCents, ...(orderId && { OrderId: orderId }) }
  return (await paysimple.payments.create(payment)).Id
}

/** Somebody gives all of a company's cards another expiration date, MM/YYYY, without Plumbline. */
export async function setExpiryOutside(login: Login, ExpirationDate: string): Promise<void> {
  const paysimple = paysimpleOf(login)
  for await (const { Id } of paysimple.customers.all())
    for (const card of (await paysimple.customers.creditCardAccounts(Id).list()).items)
      await paysimple.creditCards.update({ ...card, ExpirationDate })
}

/** Makes an API user of its own, so that a test has a ledger of its own. */
export const createClient = (user: string, key: string) => control().addClient(user, key)

/** The rows of money of one API user: what really happened. */
export const ledgerOf = async (user: string): Promise<LedgerRow[]> =>
  (await control().ledger()).filter((row) => row.client === user)

/** How many requests of an API user have arrived so far on paths that start with `prefix`. */
export async function countRequests(user: string, method: string, prefix: string): Promise<number> {
  const { requests } = await control().journal()
  return requests.filter(
    (request) => request.client === user && request.method === method && request.path.startsWith(prefix),
  ).length
}
