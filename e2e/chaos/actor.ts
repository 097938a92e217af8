// The app's part of the system, without its pages: a process of its own that runs the real use cases on order and can
// be killed at any instant, as the app can.

import { moveClock } from '@/lib/dates'
import { forOrg, forUser } from '@/lib/db'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { listSavedAccounts } from '@/lib/payment-accounts/saved'
import { type ReversePayment, reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { checkNow } from '@/lib/payments/review/check-now'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePayment } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { makeToken, sessionCookie } from '@/lib/sessions/session-token'
import { createOrg, insertJobs, type NewCustomer, type NewJob } from '@/lib/testing/fixtures'
import type { Source } from './mishaps'
import { CARDS } from './plan'
import { signingOrders } from './seals/orders'

export type Click = {
  context: OrgContext
  paymentId: string
  jobNumber: number
  customerId: string
  amountCents: number
  source: Source
  card: keyof typeof CARDS
  save: boolean
  confirmedRepeatOf: string | null
  receiptEmail: string
}

/** What the dialog would send of card or bank account; the first saved one, or a card while none is saved. */
async function sourceOf({ context, customerId, source, card }: Click): Promise<MakePayment['source']> {
  const orgId = context.org.id
  if (source === 'bank') {
    // One of its own for each customer: ten digits that its id gives.
    const accountNumber = String(Number.parseInt(customerId.slice(0, 8), 16)).padStart(10, '7')
    const bank = { routingNumber: '131111114', accountNumber, bankName: 'First Bank', isChecking: true }
    return { method: 'bank', bank, secCode: 'Web' }
  }
  if (source === 'saved') {
    const [account] = await forOrg(orgId, (tx) => listSavedAccounts(tx, { orgId, id: customerId }))
    if (account) return { method: 'saved', accountId: account.id, secCode: 'Web' }
  }
  const expiry = { month: 12, year: 2035 }
  return { method: 'card', card: { ...CARDS[card], brand: card, expiry }, billingZip: '80202' }
}

/** A refund asks for the password again, which whoever sits there gives. */
const givePasswordAgain = ({ user, session }: OrgContext) =>
  forUser(user.id, (tx) =>
    tx.session.updateMany({ where: { id: session?.id ?? '' }, data: { passwordAt: new Date() } }),
  )

const orders = {
  ...signingOrders,

  createOrg: ({ name, apiKey }: { name: string; apiKey: string }): Promise<OrgContext> =>
    createOrg({ tag: name, login: { userName: name, apiKey } }),

  createJobs: ({ orgId, customers, jobs }: { orgId: string; customers: NewCustomer[]; jobs: NewJob[] }) =>
    forOrg(orgId, (tx) => insertJobs(tx, orgId, customers, jobs)),

  /** The cookie of a context's session, as a browser has it that signed in. */
  cookieOf: async ({ session }: OrgContext) => {
    if (!session) throw new Error('nobody is signed in')
    const inAnHour = Math.floor(Date.now() / 1000) + 3600
    return { name: sessionCookie(), value: makeToken({ userId: session.userId, id: session.id, exp: inAnHour }) }
  },

  open: async ({ orgId, jobNumber }: { orgId: string; jobNumber: number }) => {
    const { paymentId, balance } = await loadPaymentForm(orgId, jobNumber)
    return { paymentId, owedCents: balance.owedCents }
  },

  warmUp: ({ context, jobNumber }: { context: OrgContext; jobNumber: number }) => warmUpPayment(context, jobNumber),

  take: async (click: Click): Promise<{ state: string; earlier?: string }> => {
    const { context, save, paymentId, jobNumber, amountCents, confirmedRepeatOf, receiptEmail } = click
    const source = await sourceOf(click)
    const view = await takePayment(context, {
      ...{ paymentId, jobNumber, amountCents, confirmedRepeatOf, receiptEmail, source },
      takenOn: 'agreement',
      payerName: 'Test Person',
      saveAccount: source.method !== 'saved' && save,
    })
    return view.state === 'repeat' ? { state: view.state, earlier: view.earlier.id } : { state: view.state }
  },

  /** “Check with PaySimple now”. */
  ask: async ({ context, paymentId }: { context: OrgContext; paymentId: string }) => {
    await checkNow(context, paymentId)
  },

  undo: async ({ context, ...input }: { context: OrgContext } & Omit<ReversePayment, 'note'>) => {
    await givePasswordAgain(context)
    const { status } = await reversePayment(context, { ...input, note: 'The customer changed her mind.' })
    return { status }
  },
}

export type Orders = { [K in keyof typeof orders]: (typeof orders)[K] }
export type Order = { [K in keyof Orders]: { id: number; order: K; input: Parameters<Orders[K]>[0] } }[keyof Orders]
export type Reply = { id: number } & ({ result: unknown } | { refused: string } | { failed: string })

moveClock(env().CLOCK_AHEAD_SECONDS * 1000)
process.on('disconnect', () => process.exit(0))
process.on('message', async ({ id, order, input }: Order) => {
  const reply = (answer: object) => process.send?.({ id, ...answer })
  try {
    const run = orders[order] as (input: unknown) => Promise<unknown>
    reply({ result: (await run(input)) ?? null })
  } catch (error) {
    if (error instanceof UserError) reply({ refused: error.message })
    else reply({ failed: String((error as Error).stack) })
  }
})
console.log('app ready')
