import 'server-only'
import { z } from 'zod'
import { now } from '@/lib/dates'
import { databaseNow, forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, type PaySimpleConnection, requireSameCredentials } from '@/lib/integration/integration'
import { admit } from '@/lib/limits/admit'
import type { OrgContext } from '@/lib/orgs/context'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { reconcileReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isReversalOpen } from '@/lib/payments/rules/reversal'
import { BY_PAYSIMPLE_STATUS, isUndecided } from '@/lib/payments/rules/status'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment } from '@/prisma/generated/client'
import type { PaymentStatus } from '@/prisma/generated/enums'

export const checkNowSchema = z.object({ paymentId: z.uuid() })

/** The result of a check by hand. */
export type CheckResult = {
  answered: boolean
  status: PaymentStatus
  /** A void or refund of it is still unconfirmed. */
  reversing: boolean
  /** PaySimple's own status, where Plumbline doesn't know it or it doesn't fit the payment here; null otherwise. */
  unclear: string | null
}

/**
 * Checks a payment and its unconfirmed voids and refunds with PaySimple, for a person.
 * @returns whether PaySimple answered, and the payment's state afterwards
 * @throws UserError when there is no such payment, or the credentials in use now can't see it
 */
export async function checkNow(context: OrgContext, paymentId: string): Promise<CheckResult> {
  const { org, user } = context
  const orgId = org.id
  await admit(context, 'check', { paymentId }, { nothing: 'PaySimple wasn’t asked.' })
  const { payment, reversals, integration } = await forOrg(orgId, async (tx) => ({
    ...(await requirePayment(tx, orgId, paymentId)),
    integration: await connectPaySimple(tx, orgId),
  }))
  const connection = requireSameCredentials(
    integration,
    payment,
    'Look it up in PaySimple, or ask an admin to enter the earlier credentials again.',
  )
  let answered = true
  let word: string | null = null
  if (isUndecided(payment.status)) answered = await reconcilePayment(orgId, paymentId, 'person', user)
  else if (payment.paysimplePaymentId !== null) {
    word = await hear(connection, payment, user)
    answered = word !== null
  }
  for (const reversal of reversals.filter(({ status }) => isReversalOpen(status))) {
    answered = (await reconcileReversal(orgId, reversal.id, 'person', user)) && answered
    word = null // the payment was read again since
  }
  const after = await forOrg(orgId, (tx) => requirePayment(tx, orgId, paymentId))
  const reversing = after.reversals.some(({ status }) => isReversalOpen(status))
  const { status, paysimpleStatus } = after.payment
  word ??= paysimpleStatus
  return { answered, status, reversing, unclear: doesNotFit(word, status) ? word : null }
}

const doesNotFit = (word: string | null, status: PaymentStatus) =>
  word !== null && !isUndecided(status) && BY_PAYSIMPLE_STATUS.get(word) !== status

/** Reads a decided payment from PaySimple and records what changed. @returns PaySimple's status; null without an answer */
async function hear(
  { paysimple }: PaySimpleConnection,
  payment: Payment,
  actor: OrgContext['user'],
): Promise<string | null> {
  const { orgId, id } = payment
  const readAt = await forOrg(orgId, databaseNow)
  try {
    const record = await paysimple.payments.get(Number(payment.paysimplePaymentId))
    const outcome = outcomeOfRecord(record, payment)
    await recordOutcome(orgId, id, outcome, 'person', { actor, readAt })
    await forOrg(orgId, (tx) => tx.payment.update({ where: { orgId_id: { orgId, id } }, data: { lastAskedAt: now() } }))
    return record.Status
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return null
  }
}

/** Reads a payment and its voids and refunds. @throws UserError when there is no such payment */
export async function requirePayment(tx: Tx, orgId: string, id: string) {
  const found = await tx.payment.findUnique({ where: { orgId_id: { orgId, id } }, include: { reversals: true } })
  if (!found) throw new UserError('This payment no longer exists. Reload the page.')
  const { reversals, ...payment } = found
  return { payment, reversals }
}
