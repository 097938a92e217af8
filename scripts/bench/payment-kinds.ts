// The ways in which a customer may come to a payment, and the bare calls of each.

import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import type { MakePayment } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { warmUpPayment } from '@/lib/payments/take/warm-up'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import type { BareCalls } from './bare-calls'

export type Kind = {
  name: 'new customer' | 'new customer, warmed up' | 'returning customer' | 'saved account'
  /** How many calls its payment is to make. */
  calls: number
  /** Makes a customer one of them; what it answers is put into the payment. */
  prepare: (context: OrgContext, jobNumber: number) => Promise<Partial<MakePayment>>
  /** Makes one at PaySimple alone; what it answers sends the calls of one payment. */
  prepareBare: (calls: BareCalls) => Promise<(orderId: string) => Promise<unknown>>
}

const AMOUNT = 1_000
const CODE = '996'

export const KINDS: readonly Kind[] = [
  {
    name: 'new customer',
    calls: 3,
    prepare: async () => ({}),
    prepareBare: async (calls) => async (id) =>
      calls.payment(await calls.card(await calls.customer()), id, AMOUNT, CODE),
  },
  {
    name: 'new customer, warmed up',
    calls: 2,
    async prepare(context, jobNumber) {
      await warmUpPayment(context, jobNumber)
      return {}
    },
    async prepareBare(calls) {
      const customer = await calls.customer()
      return async (id) => calls.payment(await calls.card(customer), id, AMOUNT, CODE)
    },
  },
  {
    name: 'returning customer',
    calls: 2,
    async prepare(context, jobNumber) {
      await pay(context, paymentOf(jobNumber, AMOUNT + 1))
      return {}
    },
    async prepareBare(calls) {
      const customer = await calls.customer()
      await calls.card(customer)
      return async (id) => calls.payment(await calls.card(customer), id, AMOUNT, CODE)
    },
  },
  {
    name: 'saved account',
    calls: 1,
    async prepare(context, jobNumber) {
      const orgId = context.org.id
      const input = paymentOf(jobNumber, AMOUNT + 1, { saveAccount: true })
      await pay(context, input)
      const account = await forOrg(orgId, (tx) =>
        tx.paymentAccount.findFirstOrThrow({
          where: { customer: { jobs: { some: { orgId, number: jobNumber } } } },
        }),
      )
      return { source: { method: 'saved', accountId: account.id, secCode: 'Web' } }
    },
    async prepareBare(calls) {
      const account = await calls.card(await calls.customer())
      return (id) => calls.payment(account, id, AMOUNT)
    },
  },
]

/** A payment of a customer of that kind, ready to be taken. */
export async function readyPayment(context: OrgContext, kind: Kind): Promise<{ jobId: string; input: MakePayment }> {
  const job = await createJob(context, 1_000_000)
  return { jobId: job.id, input: paymentOf(job.number, AMOUNT, await kind.prepare(context, job.number)) }
}

/** Takes a payment. @throws when it is not authorized: something else would be measured then */
export async function pay(context: OrgContext, input: MakePayment): Promise<void> {
  const { state } = await takePayment(context, input)
  if (state !== 'authorized') throw new Error(`A payment of the benchmark came out as ${state}.`)
}
