// What is done for each exercise of the document.
import { readDay } from '@/lib/paysimple/wire'
import type { createConversation } from './conversation'
import type { ExerciseId } from './document'
import { created, type Finding, idOf, refunded, refused, voided } from './findings'
import { BANK, CVV, INVALID_VISA, VISA } from './test-accounts'

/** A payment that can be refunded once it has settled. */
export type Waiting = { id: number; settlesOn: string }
/** What one exercise makes for another, and one run for the next. Ids and days, nothing else. */
export type Ids = {
  customer?: number
  ach?: number
  card?: number
  achWaiting?: Waiting
  cardWaiting?: Waiting
}
export type Run = {
  ask: ReturnType<typeof createConversation>['ask']
  ids: Ids
  /** In every OrderId, so that the payments of a run are found again at PaySimple; up to 20 letters and digits. */
  tag: string
  /** No two payments of a run are of one amount, unless they are to be: a duplicate check would stop them. */
  nextCents: () => number
  /** Moves the endpoint's business time; absent where time is real. */
  advance?: (days: number) => Promise<void>
  /** The bank payment posted last, for the exercise that repeats it. */
  lastAch?: { body: object; at: number }
}

/** What an earlier exercise should have left is not there. */
export class Missing extends Error {}

const PAYMENT = '/v4/payment'
/** The document's sample, at an address that takes no mail. */
const PERSON = { FirstName: 'Test', LastName: 'Person', Company: 'ABC Company', Email: 'certification@example.com' }
const ADDRESS = {
  StreetAddress1: '123 Some St',
  StreetAddress2: 'Suite 4',
  City: 'Denver',
  StateCode: 'CO',
  ZipCode: '80202',
}

function need(ids: Ids, name: 'customer' | 'ach' | 'card', exercise: string): number {
  const id = ids[name]
  if (id === undefined) throw new Missing(`Not sent: it needs what “${exercise}” makes, and that did not work.`)
  return id
}
const theCustomer = (run: Run) => need(run.ids, 'customer', 'Customer Objects 1')
const theBank = (run: Run) => need(run.ids, 'ach', 'Account Objects 1')
const theCard = (run: Run) => need(run.ids, 'card', 'Account Objects 3')

const customerBody = (address: object) => ({
  ...PERSON,
  BillingAddress: { ...address, Country: 'US' },
  ShippingSameAsBilling: true,
})
const bankBody = (run: Run) => ({ CustomerId: theCustomer(run), ...BANK, IsDefault: false })
const cardBody = (run: Run, number: string) => ({
  CustomerId: theCustomer(run),
  ...VISA,
  CreditCardNumber: number,
  BillingZipCode: ADDRESS.ZipCode,
  IsDefault: false,
})
const achPayment = (run: Run) => {
  const cents = run.nextCents()
  return { AccountId: theBank(run), Amount: cents / 100, PaymentSubType: 'Web', OrderId: `${run.tag}-${cents}` }
}
const cardPayment = (run: Run, amount?: number) => {
  const Amount = amount ?? run.nextCents() / 100
  return {
    AccountId: theCard(run),
    Amount,
    CVV,
    PaymentSubType: 'Moto',
    OrderId: `${run.tag}-${Math.round(Amount * 100)}`,
  }
}

/** Posts a payment that only prepares an exercise; answers its id and the outcome of it. */
async function prepare(run: Run, body: object, preparation: string): Promise<Waiting> {
  const reply = await run.ask({ method: 'POST', path: PAYMENT, body, preparation })
  const id = idOf(reply)
  if (reply.status !== 201 || id === null)
    throw new Missing(`The payment that it needs was not charged: ${reply.statusLine}.`)
  return { id, settlesOn: readDay(reply.response.EstimatedSettleDate) ?? '' }
}

const dayAfter = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const IN_BETWEEN = ['Pending', 'Posted', 'Authorized']

type Refund = { name: 'achWaiting' | 'cardWaiting'; days: number; status: string; body: () => object }

/** Posts a payment, waits for it to settle (here by the sandbox's clock, at PaySimple until the next run), refunds it. */
async function refund(run: Run, { name, days, status, body }: Refund): Promise<Finding> {
  let waiting = run.ids[name]
  const fresh = waiting === undefined
  if (!waiting) {
    waiting = await prepare(run, body(), 'A payment that can be refunded once it has settled')
    waiting = { ...waiting, settlesOn: waiting.settlesOn || dayAfter(days) }
    run.ids[name] = waiting
  }
  const { id, settlesOn } = waiting
  const come = (now: string): Finding => {
    const on = [settlesOn, dayAfter(1)].sort().at(-1) ?? settlesOn
    return { verdict: 'come back', actual: [`Payment ${id} is ${now}. It can be refunded once it has settled.`], on }
  }
  if (fresh && !run.advance) return come('posted')
  // A weekend may lie in between: a day at a time, a week at most.
  for (let moved = 0; moved < 7; moved++) {
    if (run.advance && (fresh || moved > 0)) await run.advance(moved === 0 ? days : 1)
    const reply = await run.ask({ method: 'GET', path: `${PAYMENT}/${id}`, preparation: 'Has it settled?' })
    const now = String(reply.response.Status ?? reply.statusLine)
    if (now === 'Settled') {
      const answer = await run.ask({ method: 'PUT', path: `${PAYMENT}/${id}/reverse` })
      delete run.ids[name] // it cannot be refunded twice, and a payment that could not be is of no use again
      return refunded(answer, status, id)
    }
    if (!IN_BETWEEN.includes(now)) {
      delete run.ids[name]
      return {
        verdict: 'failed',
        actual: [`Payment ${id}, which the run meant to refund, is ${now}. The next run makes another.`],
      }
    }
    if (!run.advance) return come(now)
  }
  return { verdict: 'failed', actual: [`Payment ${id} has not settled within a week.`] }
}

async function voidNew(run: Run, body: object, preparation: string): Promise<Finding> {
  const { id } = await prepare(run, body, preparation)
  return voided(await run.ask({ method: 'PUT', path: `${PAYMENT}/${id}/void` }))
}

async function postAch(run: Run, preparation?: string) {
  const body = achPayment(run)
  const reply = await run.ask({ method: 'POST', path: PAYMENT, body, ...(preparation && { preparation }) })
  run.lastAch = { body, at: Date.now() }
  return reply
}

const create = (run: Run, path: string, body: object) => run.ask({ method: 'POST', path, body })

export const perform: Record<ExerciseId, (run: Run) => Promise<Finding>> = {
  async 'customer-1'(run) {
    const reply = await create(run, '/v4/customer', customerBody(ADDRESS))
    run.ids.customer = idOf(reply) ?? undefined
    return created(reply)
  },
  async 'customer-2'(run) {
    const { StreetAddress1: _, ...rest } = ADDRESS
    const reply = await create(run, '/v4/customer', customerBody(rest))
    return refused(reply, 'StreetAddress1', 'The StreetAddress1 field is required.')
  },
  async 'account-1'(run) {
    const reply = await create(run, '/v4/account/ach', bankBody(run))
    run.ids.ach = idOf(reply) ?? undefined
    return created(reply)
  },
  async 'account-2'(run) {
    theBank(run)
    const reply = await create(run, '/v4/account/ach', bankBody(run))
    return refused(reply, '', 'This bank account is already attached to this customer. You cannot attach it twice.')
  },
  async 'account-3'(run) {
    const reply = await create(run, '/v4/account/creditcard', cardBody(run, VISA.CreditCardNumber))
    run.ids.card = idOf(reply) ?? undefined
    return created(reply)
  },
  async 'account-4'(run) {
    const reply = await create(run, '/v4/account/creditcard', cardBody(run, INVALID_VISA))
    return refused(reply, '', 'The credit card number you entered is not valid for type Visa')
  },
  'payment-1': async (run) => created(await postAch(run), 'Posted'),
  async 'payment-2'(run) {
    // In another run than the first post, or after a slow one, the five minutes are over: it is posted again.
    if (!run.lastAch || Date.now() - run.lastAch.at > 4 * 60_000)
      await postAch(run, 'The payment that is then repeated')
    const reply = await create(run, PAYMENT, run.lastAch?.body ?? {})
    return refused(reply, '', 'Duplicate Transaction.')
  },
  'payment-3': (run) =>
    refund(run, { name: 'achWaiting', days: 2, status: 'ReversePosted', body: () => achPayment(run) }),
  'payment-4': (run) => voidNew(run, achPayment(run), 'A bank payment, Posted, to be voided'),
  'payment-5': async (run) => created(await create(run, PAYMENT, cardPayment(run)), 'Authorized'),
  'payment-6': (run) =>
    refund(run, { name: 'cardWaiting', days: 1, status: 'Authorized', body: () => cardPayment(run) }),
  'payment-7': (run) => voidNew(run, cardPayment(run), 'A card payment, Authorized, to be voided'),
  'payment-8': async (run) =>
    refused(
      await create(run, PAYMENT, cardPayment(run, 2_000_000.01)),
      '',
      'Payment amount cannot exceed $2,000,000.00',
    ),
  'payment-9': async (run) =>
    refused(await create(run, PAYMENT, cardPayment(run, 0)), '', 'Amount must be greater than 0'),
}
