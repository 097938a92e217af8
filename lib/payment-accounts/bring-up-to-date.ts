import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { forOrg } from '@/lib/db'
import { report } from '@/lib/errors'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import type { NewCustomer } from '@/lib/paysimple/customer-record'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Customer, PaySimpleCustomer } from '@/prisma/generated/client'
import { sentOf, toPaySimple } from './paysimple-customer'

/** A payment waits this long at most for its customer's record, which it doesn't need. */
const WAITS = 3_000

/** The records of a customer under these credentials that were last sent something else than the customer now is. */
export const staleRecords = (
  noted: readonly PaySimpleCustomer[],
  merchantKey: string,
  customer: Customer,
): PaySimpleCustomer[] =>
  noted.filter((record) => record.merchantKey === merchantKey && record.sent !== sentOf(customer))

/**
 * Brings records at PaySimple up to date with the customer: name, company, email, phone and address. Two calls for each.
 * What fails is tried again at the next payment; what PaySimple refuses, once the customer changes again.
 */
export async function bringUpToDate(
  { paysimple }: PaySimpleConnection,
  customer: Customer,
  stale: readonly PaySimpleCustomer[],
): Promise<void> {
  for (const record of stale) {
    const id = Number(record.paysimpleId)
    try {
      const { deleted, ...read } = await paysimple.customers.get(id)
      if (deleted) continue // the call of an account reports it
      await paysimple.customers.update({ Id: id, ...merged(read, record, customer) })
    } catch (error) {
      if (!(error instanceof PaySimpleError)) throw error
      if (error.kind !== 'refused') continue
    }
    const { orgId, customerId, merchantKey, paysimpleId } = record
    await forOrg(orgId, (tx) =>
      tx.paySimpleCustomer.updateMany({
        // Another payment may have sent something newer.
        where: { orgId, customerId, merchantKey, paysimpleId, sent: record.sent },
        data: { sent: sentOf(customer) },
      }),
    )
  }
}

/** The same beside a payment: never fails, and goes on by itself when it takes too long. */
export async function bringUpToDateMeanwhile(...which: Parameters<typeof bringUpToDate>): Promise<void> {
  if (which[2].length === 0) return
  const isOver = new AbortController()
  const work = bringUpToDate(...which)
    .catch((error) => void report(error, 'bringUpToDate'))
    .finally(() => isOver.abort())
  await Promise.race([work, pause(WAITS, undefined, { signal: isOver.signal, ref: false }).catch(() => {})])
}

/**
 * The record as it was read with our fields in their places, because a PUT replaces all of it (PS-024). What the customer
 * no longer has is emptied where it came from us; what PaySimple alone knows stays. An address stays where ours isn't one
 * that PaySimple takes.
 */
function merged(read: NewCustomer, { sent }: PaySimpleCustomer, customer: Customer): NewCustomer {
  const ours = toPaySimple(customer)
  const before = Object.keys(sent === null ? {} : JSON.parse(sent))
  const emptied = before.filter((field) => !(field in ours) && field !== 'BillingAddress')
  const { BillingAddress, ...rest } = ours
  return {
    ...read,
    ...Object.fromEntries(emptied.map((field) => [field, null])),
    ...rest,
    ...(BillingAddress && { BillingAddress: { ...read.BillingAddress, StateCode: null, ...BillingAddress } }),
    ...(BillingAddress && read.ShippingSameAsBilling && { ShippingAddress: null }),
  }
}
