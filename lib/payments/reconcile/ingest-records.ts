import 'server-only'
import { z } from 'zod'
import { dayToDate, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { recordCredit } from '@/lib/payments/record/record-reversal'
import { byWorth, tellsNews } from '@/lib/payments/rules/match-record'
import { isLive, outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { nullIfNotShown } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { DuplicateCharge, ExternalPayment, Payment, Reversal } from '@/prisma/generated/client'
import { clearDuplicate, recordDuplicate, voidDuplicate } from './duplicate-charges'

type Known = {
  byPaySimpleId: Map<string, Payment>
  byId: Map<string, Payment>
  credits: Map<string, Reversal>
  duplicates: Map<string, DuplicateCharge>
  outside: Map<string, ExternalPayment>
  /** Ids of payments of any organization: two may share one PaySimple account. */
  plumblines: Set<string>
}

/**
 * Ingests complete records of PaySimple, from a list or a single read. Each is one of our payments, the credit of one of
 * our refunds, a duplicate charge, or an external payment. Compares them itself and trusts no filter. The same record
 * may come any number of times.
 * @param readAt an instant of the database's clock before PaySimple was asked
 */
export async function ingestRecords(
  orgId: string,
  { paysimple, merchantKey }: PaySimpleConnection,
  records: readonly PaySimplePayment[],
  readAt: Date,
): Promise<void> {
  if (records.length === 0) return
  const known = await forOrg(orgId, (tx) => readKnown(tx, orgId, merchantKey, records))
  for (const record of [...records].sort(byWorth)) {
    const id = String(record.Id)
    const payment = known.byPaySimpleId.get(id)
    const named = record.OrderId === null ? undefined : known.byId.get(record.OrderId)
    if (record.IsDebit) await ingestCredit(orgId, record, known.credits.get(id))
    else if (payment) await ingestPayment(payment, record, readAt, known.duplicates.get(id))
    else if (named && named.merchantKey === merchantKey)
      await ingestNamed(paysimple, named, record, known.duplicates.get(id), known.outside.get(id), readAt)
    else if (!known.plumblines.has(record.OrderId ?? ''))
      await ingestExternal(orgId, merchantKey, record, known.outside.get(id))
  }
}

async function readKnown(
  tx: Tx,
  orgId: string,
  merchantKey: string,
  records: readonly PaySimplePayment[],
): Promise<Known> {
  const ids = records.map(({ Id }) => String(Id))
  const orderIds = records.flatMap(({ OrderId }) => (z.uuid().safeParse(OrderId).success && OrderId ? [OrderId] : []))
  const mine = { orgId, merchantKey }
  const payments = await tx.payment.findMany({
    where: { ...mine, OR: [{ paysimplePaymentId: { in: ids } }, { id: { in: orderIds } }] },
  })
  const credits = await tx.reversal.findMany({ where: { ...mine, paysimpleCreditId: { in: ids } } })
  const duplicates = await tx.duplicateCharge.findMany({ where: { ...mine, paysimpleId: { in: ids } } })
  const outside = await tx.externalPayment.findMany({ where: { ...mine, paysimpleId: { in: ids } } })
  const plumblines = await tx.$queryRaw<
    { id: string }[]
  >`select id::text from known_payments(${orderIds}::uuid[]) as id`
  return {
    byPaySimpleId: new Map(payments.map((row) => [row.paysimplePaymentId ?? '', row])),
    byId: new Map(payments.map((row) => [row.id, row])),
    credits: new Map(credits.map((row) => [row.paysimpleCreditId ?? '', row])),
    duplicates: new Map(duplicates.map((row) => [row.paysimpleId, row])),
    outside: new Map(outside.map((row) => [row.paysimpleId, row])),
    plumblines: new Set(plumblines.map(({ id }) => id)),
  }
}

/** Ingests one of our payments: it is written when it tells anything new. */
async function ingestPayment(
  payment: Payment,
  record: PaySimplePayment,
  readAt: Date,
  duplicate?: DuplicateCharge,
): Promise<void> {
  // A former duplicate that was linked to a job is a payment of its own.
  if (duplicate && !duplicate.clearedAt) await clearDuplicate(duplicate)
  const outcome = outcomeOfRecord(record, payment)
  if (tellsNews(payment, record, outcome)) await recordOutcome(payment.orgId, payment.id, outcome, 'sync', { readAt })
}

/**
 * Ingests a record with the OrderId of one of our payments, which has another record or none yet, even where we had
 * concluded that nothing was charged.
 */
async function ingestNamed(
  paysimple: PaySimpleConnection['paysimple'],
  payment: Payment,
  record: PaySimplePayment,
  duplicate: DuplicateCharge | undefined,
  outside: ExternalPayment | undefined,
  readAt: Date,
): Promise<void> {
  const { orgId, id, merchantKey, paysimplePaymentId } = payment
  if (paysimplePaymentId === null) {
    await recordOutcome(orgId, id, outcomeOfRecord(record, payment), 'sync', { readAt })
    return
  }
  if (!isLive(record.Status)) {
    if (duplicate) await recordDuplicate(payment, record)
    if (outside) await ingestExternal(orgId, merchantKey, record, outside)
    return
  }
  const own = await readOwn(paysimple, payment, readAt)
  if (own && !isLive(own.Status)) {
    // It isn't a duplicate but the only live charge, and Plumbline didn't make it: a person says whether it counts.
    if (duplicate) await clearDuplicate(duplicate)
    return ingestExternal(orgId, merchantKey, record, outside)
  }
  const raised = await recordDuplicate(payment, record)
  if (own && raised) await voidDuplicate(paysimple, raised)
}

/** Reads and ingests a payment's own record as it is now; null where PaySimple doesn't show it. */
async function readOwn(
  paysimple: PaySimpleConnection['paysimple'],
  payment: Payment,
  readAt: Date,
): Promise<PaySimplePayment | null> {
  const own = await paysimple.payments.get(Number(payment.paysimplePaymentId)).catch(nullIfNotShown)
  if (own) await ingestPayment(payment, own, readAt)
  return own
}

/** PaySimple's statuses of a credit that didn't reach the customer: voided, failed, or returned by their bank. */
const CREDIT_GONE = ['Voided', 'Failed', 'Returned', 'ReverseNSF', 'Chargeback']

/** Ingests the credit of a refund: the money arrived, or won't. */
async function ingestCredit(orgId: string, record: PaySimplePayment, reversal: Reversal | undefined): Promise<void> {
  if (!reversal) return
  const arrived = record.Status === 'RefundSettled' || record.Status === 'Settled'
  if (arrived && reversal.status === 'done') await recordCredit(orgId, reversal.id, 'settled', record.ActualSettledDate)
  if (CREDIT_GONE.includes(record.Status) && reversal.status !== 'canceled')
    await recordCredit(orgId, reversal.id, 'canceled', null)
}

/** Ingests an external payment, made in PaySimple or by another program. An admin sees it until somebody decides. */
async function ingestExternal(
  orgId: string,
  merchantKey: string,
  record: PaySimplePayment,
  before: ExternalPayment | undefined,
): Promise<void> {
  const { Status: status, AmountCents: amountCents } = record
  if (before?.status === status || (!before && !isLive(record.Status)) || amountCents === null) return
  const key = { orgId, merchantKey, paysimpleId: String(record.Id) }
  const customerName = [record.CustomerFirstName, record.CustomerLastName].filter(Boolean).join(' ')
  const madeOn = record.PaymentDate ? dayToDate(record.PaymentDate) : now()
  const method = record.PaymentType === 'ACH' ? ('bank' as const) : ('card' as const)
  await forOrg(orgId, (tx) =>
    tx.externalPayment.upsert({
      where: { orgId_merchantKey_paysimpleId: key },
      create: { ...key, customerName, method, amountCents, status, madeOn, foundAt: now() },
      update: { status },
    }),
  )
}
