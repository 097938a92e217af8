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
  /** Payments of any organization: two may share one PaySimple account. */
  plumblines: Set<string>
}

/**
 * Takes in complete records of PaySimple, as a list or a single question gave them: each is one of our payments, the
 * credit of one of our refunds, a second record of a payment, or was made outside Plumbline. Compares them itself and
 * trusts no filter; may meet the same record any number of times.
 * @param readAt an instant of the database's clock before PaySimple was asked for them
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
      await takeInNamed(paysimple, named, record, known.duplicates.get(id), known.outside.get(id), readAt)
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

/** One of ours: written when it tells anything new. */
async function ingestPayment(
  payment: Payment,
  record: PaySimplePayment,
  readAt: Date,
  alarm?: DuplicateCharge,
): Promise<void> {
  // Linked to a job, the second record of a payment is one of its own.
  if (alarm && !alarm.clearedAt) await clearDuplicate(alarm)
  const outcome = outcomeOfRecord(record, payment)
  if (tellsNews(payment, record, outcome)) await recordOutcome(payment.orgId, payment.id, outcome, 'sync', { readAt })
}

/** A record with the OrderId of one of ours, which knows another record, or none yet: however sure we were that nothing was charged. */
async function takeInNamed(
  paysimple: PaySimpleConnection['paysimple'],
  payment: Payment,
  record: PaySimplePayment,
  alarm: DuplicateCharge | undefined,
  outside: ExternalPayment | undefined,
  readAt: Date,
): Promise<void> {
  const { orgId, id, merchantKey, paysimplePaymentId } = payment
  if (paysimplePaymentId === null) {
    await recordOutcome(orgId, id, outcomeOfRecord(record, payment), 'sync', { readAt })
    return
  }
  if (!isLive(record.Status)) {
    if (alarm) await recordDuplicate(payment, record)
    if (outside) await ingestExternal(orgId, merchantKey, record, outside)
    return
  }
  const own = await readOwn(paysimple, payment, readAt)
  if (own && !isLive(own.Status)) {
    // Not the second of two but the only one, and nobody here made it: a person says whether it counts.
    if (alarm) await clearDuplicate(alarm)
    return ingestExternal(orgId, merchantKey, record, outside)
  }
  const raised = await recordDuplicate(payment, record)
  if (own && raised) await voidDuplicate(paysimple, raised)
}

/** A payment's own record as it is now, taken in as well; null where PaySimple does not show it. */
async function readOwn(
  paysimple: PaySimpleConnection['paysimple'],
  payment: Payment,
  readAt: Date,
): Promise<PaySimplePayment | null> {
  const own = await paysimple.payments.get(Number(payment.paysimplePaymentId)).catch(nullIfNotShown)
  if (own) await ingestPayment(payment, own, readAt)
  return own
}

/** Words for a credit by which nothing has gone back after all: voided there, failed, or sent back by the customer's bank. */
const CREDIT_GONE = ['Voided', 'Failed', 'Returned', 'ReverseNSF', 'Chargeback']

/** The credit of a refund: the money has arrived, or does not. */
async function ingestCredit(orgId: string, record: PaySimplePayment, reversal: Reversal | undefined): Promise<void> {
  if (!reversal) return
  const arrived = record.Status === 'RefundSettled' || record.Status === 'Settled'
  if (arrived && reversal.status === 'done') await recordCredit(orgId, reversal.id, 'settled', record.ActualSettledDate)
  if (CREDIT_GONE.includes(record.Status) && reversal.status !== 'canceled')
    await recordCredit(orgId, reversal.id, 'canceled', null)
}

/** Made in PaySimple's own screens, or by another program: shown to an admin until somebody decides. */
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
