import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { connectPaySimple, type PaySimpleConnection } from '@/lib/integration/integration'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { FIRST_CHECK, isRechargeTooLate, SEND_WINDOW } from '@/lib/payments/rules/timing'
import { sendCharge } from '@/lib/payments/take/send-charge'
import { queueReconcilePayment } from '@/lib/queue/jobs'
import type { Payment } from '@/prisma/generated/client'

/**
 * Recharges the retained amount of a partial refund: charges a payment that nobody has claimed yet. The click and any
 * number of workers may call it. The one whose claim is written charges; the others do nothing.
 */
export async function recharge(orgId: string, paymentId: string): Promise<void> {
  const sendBefore = performance.now() + SEND_WINDOW
  const claimed = await forOrg(orgId, (tx) => claim(tx, orgId, paymentId))
  if (!claimed) return
  const { payment, paysimple } = claimed
  const prepare = async () => Number(payment.paysimpleAccountId)
  await recordOutcome(orgId, paymentId, await sendCharge(paysimple, payment, { prepare, sendBefore }), 'reconciler')
}

/**
 * Concludes that a recharge nobody claimed in time was not charged: days later it would surprise the customer.
 * @returns false while there is still time, or when somebody has claimed it
 */
export async function giveUpRecharge({ orgId, id, createdAt }: Payment): Promise<boolean> {
  const at = now()
  if (!isRechargeTooLate(createdAt, at)) return false
  // Whoever claims it decides about it: nobody else can send it then.
  const claimed = await forOrg(orgId, (tx) =>
    tx.payment.updateMany({ where: { orgId, id, status: 'submitting', claimedAt: null }, data: { claimedAt: at } }),
  )
  if (claimed.count === 0) return false
  await recordOutcome(orgId, id, { status: 'not_taken', reason: 'unreachable' }, 'reconciler')
  return true
}

async function claim(tx: Tx, orgId: string, id: string): Promise<(PaySimpleConnection & { payment: Payment }) | null> {
  const integration = await connectPaySimple(tx, orgId)
  const at = now()
  const { count } = await tx.payment.updateMany({
    where: { orgId, id, status: 'submitting', claimedAt: null, merchantKey: integration?.merchantKey ?? '' },
    data: { claimedAt: at, sendBy: new Date(at.getTime() + SEND_WINDOW) },
  })
  if (count === 0 || !integration) return null
  const payment = await tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } })
  await queueReconcilePayment(tx, payment, { inMs: FIRST_CHECK })
  return { ...integration, payment }
}
