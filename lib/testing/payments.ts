import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { type ReversePayment, reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { takePayment } from '@/lib/payments/take/take-payment'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { ExternalPayment, Payment } from '@/prisma/generated/client'
import { context, orgId, paysimple, rowOf, sandbox } from './at-the-sandbox'
import { createJob, paymentOf } from './fixtures'

// Payments of the organization of at-the-sandbox.ts, in the states that tests begin with.

/** Hears how a payment stands at PaySimple, as the sync does. */
export async function hear(id: string): Promise<Payment> {
  const payment = await rowOf(id)
  const record = await (await paysimple()).payments.get(Number(payment.paysimplePaymentId))
  return recordOutcome(orgId, id, outcomeOfRecord(record, payment), 'sync')
}

type Amounts = { totalCents: number; amountCents: number }

/** A payment on a job of its own, as the click leaves it. */
export async function taken({ totalCents, amountCents }: Amounts, changes: Parameters<typeof paymentOf>[2] = {}) {
  const job = await createJob(context, totalCents)
  const input = paymentOf(job.number, amountCents, changes)
  await takePayment(context, input)
  return rowOf(input.paymentId)
}

/** One that has settled. */
export async function settled(amounts: Amounts, changes: Parameters<typeof paymentOf>[2] = {}): Promise<Payment> {
  const { id, paysimplePaymentId } = await taken(amounts, changes)
  await sandbox.setStatus(Number(paysimplePaymentId), 'Settled')
  return hear(id)
}

/**
 * Somebody takes a payment at PaySimple without us, of a customer of this name there. With the id of one of ours for its
 * OrderId it is a second record of that one. @returns PaySimple's record
 */
export async function payDirectly(name: string, AmountCents: number, OrderId?: string): Promise<PaySimplePayment> {
  const direct = await paysimple()
  const [FirstName = '', ...rest] = name.split(' ')
  const customer = await direct.customers.create({ FirstName, LastName: rest.join(' ') })
  const card = await direct.creditCards.create({
    ...{ CustomerId: customer.Id, CreditCardNumber: '5454545454545454', ExpirationDate: '12/2035', Issuer: 'Master' },
  })
  return direct.payments.create({ AccountId: card.Id, AmountCents, ...(OrderId && { OrderId }) })
}

/** The same, as the sync found it. */
export async function madeExternally(name: string, amountCents: number): Promise<ExternalPayment> {
  const paysimpleId = String((await payDirectly(name, amountCents)).Id)
  await syncOrg(orgId)
  return forOrg(orgId, (tx) => tx.externalPayment.findFirstOrThrow({ where: { orgId, paysimpleId } }))
}

/** What a person asks for who gives a payment back: a void or a refund, whichever is its turn. */
export const asked = (payment: Payment, changes: Partial<ReversePayment> = {}): ReversePayment => ({
  paymentId: payment.id,
  reversalId: randomUUID(),
  kind: payment.status === 'settled' ? 'refund' : 'void',
  retainedCents: 0,
  note: 'Changed their mind',
  ...changes,
})

/** Refunds a settled payment, keeping so many cents of it. */
export const refund = (payment: Payment, retainedCents: number, reversalId = randomUUID()) =>
  reversePayment(context, asked(payment, { retainedCents, reversalId }))

/** A partial refund as it stands: the reversal, all charges that belong to it, and how it is incomplete. */
export const pairOf = (reversalId: string) =>
  forOrg(orgId, async (tx) => {
    const reversal = await tx.reversal.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: reversalId } },
      include: { payment: true },
    })
    const charges = await tx.payment.findMany({ where: { orgId, reversalId }, orderBy: { createdAt: 'asc' } })
    return { reversal, charges, incompleteKind: incompleteKindOf(reversal, reversal.payment.status, charges) }
  })

/** The check that waits for a payment in the worker's queue: in how many milliseconds, and with which priority. */
export async function nextCheckOf(paymentId: string): Promise<{ inMs: number; priority: number }> {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ inMs: number; priority: number }>(
      `select (extract(epoch from run_at - now()) * 1000)::float as "inMs", priority
         from graphile_worker.jobs where key like $1`,
      [`reconcile-payment:%:${paymentId}`],
    )
    const [check] = rows
    if (!check || rows.length > 1) throw new Error(`${rows.length} checks wait for this payment.`)
    return check
  } finally {
    await owner.end()
  }
}

/** Presses as somebody does who is sure: reads what is said to be odd about it, and presses again. */
export async function pressTwice<T>(press: (sure: string | null) => Promise<T>): Promise<T> {
  try {
    return await press(null)
  } catch (error) {
    if (error instanceof UserError && error.fields?.sure) return press(error.fields.sure)
    throw error
  }
}
