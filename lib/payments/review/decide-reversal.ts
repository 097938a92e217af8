import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockPayment } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { recordReversal } from '@/lib/payments/record/record-reversal'
import { mayDecideReversal } from '@/lib/payments/rules/may-decide'
import { isReversalOpen } from '@/lib/payments/rules/reversal'
import { canBecome } from '@/lib/payments/rules/status'
import { statusLabel } from '@/lib/payments/words/labels'
import type { Payment, Reversal } from '@/prisma/generated/client'
import { decisionReason } from './decide-payment'

// A person decides an unconfirmed void or refund where checking doesn't help: PaySimple may never answer again to
// credentials that it withdrew.

export const decideReversalSchema = z.object({
  reversalId: z.uuid(),
  done: z.enum(['yes', 'no']),
  reason: decisionReason,
})

/**
 * Decides whether an unconfirmed void or refund was done. What PaySimple says later outranks the decision. A partial
 * refund decided as done recharges nothing: it is then an incomplete refund, and a person decides about the rest.
 * @throws UserError when it is already decided, checking may still help, or PaySimple has said otherwise
 */
export async function decideReversal(
  context: OrgContext,
  { reversalId, done, reason }: z.output<typeof decideReversalSchema>,
): Promise<void> {
  const orgId = context.org.id
  const { payment, status } = await forOrg(orgId, async (tx) => {
    const { payment, ...reversal } = await requireDecidable(tx, orgId, reversalId)
    const status = reversal.kind === 'void' ? ('voided' as const) : ('refunded' as const)
    if (done === 'yes' && !canBecome(payment.status, status))
      throw new UserError(
        `PaySimple says “${statusLabel(payment.status, payment.method).label}” about this payment, so it wasn’t ${status}. Say that it wasn’t ${status}.`,
      )
    const what = `The ${reversal.kind} was ${done === 'yes' ? 'done' : 'not done'}`
    await recordAudit(tx, context, {
      action: 'payment_decided',
      subject: payment.id,
      detail: `${what}. ${reason}`,
    })
    return { payment, status }
  })
  if (done === 'yes')
    await recordOutcome(orgId, payment.id, { status, reason: 'person' }, 'person', { actor: context.user })
  else await recordReversal(orgId, reversalId, { status: 'not_done', reason: 'person' })
}

async function requireDecidable(tx: Tx, orgId: string, id: string): Promise<Reversal & { payment: Payment }> {
  const found = await tx.reversal.findUnique({ where: { orgId_id: { orgId, id } }, select: { paymentId: true } })
  if (!found) throw new UserError('This void or refund no longer exists. Reload the page.')
  // Locks in the order of record-outcome.ts: the payment first, then its reversal.
  await lockPayment(tx, orgId, found.paymentId)
  const reversal = await tx.reversal.findUniqueOrThrow({
    where: { orgId_id: { orgId, id } },
    include: { payment: true },
  })
  if (!isReversalOpen(reversal.status))
    throw new UserError('This void or refund is already decided. Reload the page to see it.')
  if (!mayDecideReversal(reversal, now()))
    throw new UserError(
      'Plumbline is still checking with PaySimple, which usually takes a few minutes. Press “Check with PaySimple now” first.',
    )
  return reversal
}
