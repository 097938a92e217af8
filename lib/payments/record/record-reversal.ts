import 'server-only'
import { dayToDate, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { lockReversal } from '@/lib/locks'
import type { Outcome } from '@/lib/payments/rules/outcome'
import type { Reason } from '@/lib/payments/rules/reason'
import { canReversalBecome, isReversalOpen } from '@/lib/payments/rules/reversal'
import { nextCheckIn, SEND_WINDOW } from '@/lib/payments/rules/timing'
import { decideReversalTurn, saidOfReversal } from '@/lib/payments/rules/transition'
import { queueReconcilePayment, queueReconcileReversal, queueSync } from '@/lib/queue/jobs'
import type { Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'

// The only writer of reversals. Whether a void or refund was done is read from its payment: both change in the same
// transaction.

/**
 * A payment has changed: the reversal that asked for it is done, or canceled when the payment counts again. The second
 * half of a partial refund begins here: the row of the recharge is written in this transaction, so one half never exists
 * without the other. Only recordOutcome calls it, under its lock.
 */
export async function followReversal(tx: Tx, payment: Payment, outcome: Outcome, before: PaymentStatus): Promise<void> {
  const { orgId, id: paymentId } = payment
  if (saidOfReversal(outcome, before) === null) return
  const reversals = await tx.reversal.findMany({ where: { orgId, paymentId }, orderBy: { createdAt: 'desc' } })
  const turning = decideReversalTurn(reversals, outcome, before, now())
  if (!turning) return
  const { reversal, to, recharges } = turning
  const done = { paysimpleCreditId: outcome.creditId ?? null, reason: null }
  await turn(tx, reversal, to, to === 'done' ? done : {})
  if (recharges) await beginRecharge(tx, payment, reversal)
}

/**
 * The second half of a partial refund: the row before the call. Whoever claims it first charges it, the click or the
 * worker (recharge.ts).
 */
export async function beginRecharge(tx: Tx, payment: Payment, reversal: Reversal): Promise<string> {
  const { orgId } = payment
  const id = crypto.randomUUID()
  const at = now()
  const actor = { takenById: reversal.requestedById, takenByName: reversal.requestedByName }
  const { jobId, takenOn, method, accountLabel, lastFour, payerName, secCode, receiptEmail, merchantKey } = payment
  const again = await tx.payment.create({
    data: {
      ...{ orgId, id, jobId, takenOn, method, accountLabel, lastFour, payerName, secCode, receiptEmail, merchantKey },
      ...actor,
      amountCents: reversal.retainedCents,
      jobTotalCents: payment.jobTotalCents,
      status: 'submitting',
      orderId: id,
      reversalId: reversal.id,
      paysimpleAccountId: payment.paysimpleAccountId,
      createdAt: at,
      sendBy: new Date(at.getTime() + SEND_WINDOW),
    },
  })
  const by = { actorId: actor.takenById, actorName: actor.takenByName }
  await tx.paymentEvent.create({ data: { orgId, paymentId: id, at, to: 'submitting', source: 'reversal', ...by } })
  await tx.reversal.update({ where: { orgId_id: { orgId, id: reversal.id } }, data: { rechargeId: id } })
  await queueReconcilePayment(tx, again, { inMs: 0 })
  return id
}

type NotDone = { status: 'unknown' | 'not_done'; reason: Reason; paysimpleMessage?: string }

/** Writes that a reversal is unconfirmed, or proven not done. @returns the row as it stands afterwards */
export const recordReversal = (orgId: string, reversalId: string, { status, reason, paysimpleMessage }: NotDone) =>
  forOrg(orgId, async (tx) => {
    await lockReversal(tx, orgId, reversalId)
    const before = await tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } })
    if (!canReversalBecome(before.status, status)) return before
    const after = await turn(tx, before, status, { reason, paysimpleMessage: paysimpleMessage ?? null })
    if (status === 'unknown') await queueReconcileReversal(tx, after, { inMs: nextCheckIn(0) })
    // The payment was not as we thought: it has settled, or somebody reversed it in PaySimple.
    if (reason === 'refused') await queueSync(tx, orgId, { inMs: 0 })
    return after
  })

/** Writes that the credit of a refund arrived, on that day (YYYY-MM-DD), or was voided at PaySimple. */
export const recordCredit = (
  orgId: string,
  reversalId: string,
  status: 'settled' | 'canceled',
  settledOn: string | null,
) =>
  forOrg(orgId, async (tx) => {
    await lockReversal(tx, orgId, reversalId)
    const before = await tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } })
    if (!canReversalBecome(before.status, status)) return
    await turn(tx, before, status, { settledOn: settledOn && dayToDate(settledOn) })
  })

type Changes = Partial<Pick<Reversal, 'reason' | 'paysimpleMessage' | 'paysimpleCreditId'>> & {
  settledOn?: Date | null | ''
}

function turn(tx: Tx, { orgId, id, decidedAt }: Reversal, status: ReversalStatus, changes: Changes) {
  const decided = isReversalOpen(status) ? {} : { decidedAt: decidedAt ?? now(), needsPersonAt: null }
  const { settledOn, ...rest } = changes
  return tx.reversal.update({
    where: { orgId_id: { orgId, id } },
    data: { status, ...rest, ...(settledOn && { settledOn }), ...decided },
  })
}
