import 'server-only'
import { now } from '@/lib/dates'
import { databaseNow, forOrg } from '@/lib/db'
import { connectPaySimple } from '@/lib/integration/integration'
import { type Actor, recordOutcome, type Source } from '@/lib/payments/record/record-outcome'
import { recordReversal } from '@/lib/payments/record/record-reversal'
import { recharge } from '@/lib/payments/reverse/recharge'
import { isReversalAbsent } from '@/lib/payments/rules/match-record'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isReversalOpen } from '@/lib/payments/rules/reversal'
import { NEEDS_PERSON_AFTER, nextCheckIn } from '@/lib/payments/rules/timing'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { queueReconcileReversal } from '@/lib/queue/jobs'
import type { Reversal } from '@/prisma/generated/client'

/**
 * Asks PaySimple about one unconfirmed void or refund: the payment itself tells, by its id. Unchanged long enough after the
 * request can have been under way, it was not done; until then it is asked again.
 * @returns whether PaySimple answered
 */
export async function reconcileReversal(
  orgId: string,
  reversalId: string,
  source: Source = 'reconciler',
  actor?: Actor,
): Promise<boolean> {
  const found = await forOrg(orgId, async (tx) => {
    const reversal = await tx.reversal.findUnique({
      where: { orgId_id: { orgId, id: reversalId } },
      include: { payment: true },
    })
    return reversal && isReversalOpen(reversal.status)
      ? { reversal, integration: await connectPaySimple(tx, orgId), readAt: await databaseNow(tx) }
      : null
  })
  if (!found) return true
  const { reversal, integration, readAt } = found
  const { payment } = reversal
  if (!integration || integration.merchantKey !== reversal.merchantKey) return askLater(reversal, false)
  const at = now() // before the question: an answer is only as good as the instant it was asked at
  try {
    const record = await integration.paysimple.payments.get(Number(payment.paysimplePaymentId))
    const outcome = outcomeOfRecord(record, payment)
    const stands =
      outcome.status === 'unknown'
        ? payment
        : await recordOutcome(orgId, payment.id, outcome, source, { actor, readAt })
    if (isReversalAbsent(reversal, outcome.status, stands.status, at))
      await recordReversal(orgId, reversalId, { status: 'not_done', reason: 'absent' })
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return askLater(reversal, false)
  }
  const after = await forOrg(orgId, (tx) =>
    tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } }),
  )
  if (after.rechargeId) await recharge(orgId, after.rechargeId)
  return isReversalOpen(after.status) ? askLater(after, true) : true
}

async function askLater(reversal: Reversal, answered: boolean): Promise<boolean> {
  const { orgId, id } = reversal
  const at = now()
  const age = at.getTime() - reversal.createdAt.getTime()
  await forOrg(orgId, async (tx) => {
    if (age > NEEDS_PERSON_AFTER && !reversal.needsPersonAt)
      await tx.reversal.update({ where: { orgId_id: { orgId, id } }, data: { needsPersonAt: at } })
    await queueReconcileReversal(tx, reversal, { inMs: nextCheckIn(age, answered), asked: answered })
  })
  return answered
}
