import 'server-only'
import { z } from 'zod'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { connectPaySimple, type PaySimpleConnection, requireSameCredentials } from '@/lib/integration/integration'
import { lockPayment, shareIntegration } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { isAccountRemoved } from '@/lib/payment-accounts/saved'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { recordReversal } from '@/lib/payments/record/record-reversal'
import { hasSecondCharge, isReversalOpen, offerReversal } from '@/lib/payments/rules/reversal'
import {
  outcomeOfCredit,
  outcomeOfReversalError,
  outcomeOfVoid,
  type ReversalResult,
} from '@/lib/payments/rules/reversal-outcome'
import { FIRST_CHECK, SEND_WINDOW } from '@/lib/payments/rules/timing'
import { SECOND_FIRST } from '@/lib/payments/words/reversal-words'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { queueReconcileReversal } from '@/lib/queue/jobs'
import type { Payment, Reversal } from '@/prisma/generated/client'
import { recharge } from './recharge'

export const reversePaymentSchema = z.object({
  paymentId: z.uuid(),
  /** Minted by the page: the same one again never reverses again. */
  reversalId: z.uuid(),
  kind: z.enum(['void', 'refund']),
  /** Of a partial refund, in cents: what the customer still pays, charged again. 0 gives everything back. */
  retainedCents: z.number().int().min(0),
  note: z.string().trim().max(500, 'At most 500 characters.'),
})
export type ReversePayment = z.output<typeof reversePaymentSchema>

/**
 * Voids a payment that has not settled, or refunds one that has, whole or in part, once. The same reversal id again
 * answers what became of the first. The row comes before the call, exactly one PUT is sent for it, and what became of
 * it is read from the payment at PaySimple, so that a lost answer is no doubt for long. A partial refund, which the API
 * lacks, gives everything back and charges again what is kept: two movements, one tracked operation (record-reversal.ts).
 * @returns the reversal's row as it stands afterwards
 * @throws UserError before anything is sent: not that payment's turn, or not this person's to do
 */
export async function reversePayment(context: OrgContext, input: ReversePayment): Promise<Reversal> {
  const orgId = context.org.id
  const sendBefore = performance.now() + SEND_WINDOW
  const { started, reversal } = await forOrg({ orgId, step: 'begin-reversal' }, (tx) =>
    beginReversal(tx, context, input),
  )
  if (!started) return reversal
  try {
    const result = await send(started, reversal, sendBefore)
    if (result.outcome) await recordOutcome(orgId, reversal.paymentId, result.outcome, 'click', { actor: context.user })
    else await recordReversal(orgId, reversal.id, result)
    await chargeWhatIsKept(orgId, reversal.id)
  } catch (error) {
    // The row says `submitting`, its look-up is queued: in doubt, and it says so.
    report(error, 'reversePayment')
  }
  return forOrg(orgId, (tx) => tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversal.id } } }))
}

type Started = PaySimpleConnection & { payment: Payment }

/** Transaction A: the row before the call. `started` is given only to the one request that may send. */
async function beginReversal(
  tx: Tx,
  { org, user, role }: OrgContext,
  { paymentId, reversalId, kind, retainedCents, note }: ReversePayment,
): Promise<{ reversal: Reversal; started?: Started }> {
  const orgId = org.id
  if (!can(role, kind === 'void' ? 'payments:void' : 'payments:refund'))
    throw new UserError('Refunds are made by an owner, admin or bookkeeper of your company. Ask one of them.')
  // Whoever else wants to reverse this payment waits here, and then finds this row.
  await lockPayment(tx, orgId, paymentId)
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId, id: paymentId } },
    include: { reversals: true, duplicateCharges: true },
  })
  if (!payment) throw new UserError('This payment no longer exists. Reload the page.')
  const same = payment.reversals.find(({ id }) => id === reversalId)
  if (same) return { reversal: same }

  if (payment.reversals.some(({ status }) => isReversalOpen(status)))
    throw new UserError('This payment is being given back already. The page shows what becomes of it.')
  if (hasSecondCharge(payment.duplicateCharges)) throw new UserError(SECOND_FIRST)
  const offer = offerReversal(payment, payment.reversals, org.timeZone, now())
  if (offer?.kind !== kind) throw new UserError(whyNot(offer?.kind ?? null))
  if (retainedCents > 0 && (kind === 'void' || retainedCents >= payment.amountCents))
    throw new UserError(`Give back more than $0.00 and at most ${formatCents(payment.amountCents)}.`)

  if (retainedCents > 0 && payment.paysimpleAccountId === null)
    throw new UserError(
      'PaySimple has not said which card or bank account paid this, so what is kept could not be charged again. Refund the whole payment, and take the rest another way.',
    )
  if (retainedCents > 0 && (await isAccountRemoved(tx, payment)))
    throw new UserError(
      'The saved card or bank account of this payment was removed, so what is kept could not be charged again. Refund the whole payment, and take the rest another way.',
    )

  // Held to the commit: the credentials are not changed under a reversal that begins with them.
  await shareIntegration(tx, orgId)
  const integration = await connectPaySimple(tx, orgId)
  const connection = requireSameCredentials(integration, payment, 'Void or refund it in PaySimple.')
  const at = now()
  const reversal = await tx.reversal.create({
    data: {
      ...{ orgId, id: reversalId, paymentId, kind, retainedCents },
      status: 'submitting',
      note: note || null,
      requestedById: user.id,
      requestedByName: user.name,
      merchantKey: payment.merchantKey,
      createdAt: at,
      sendBy: new Date(at.getTime() + SEND_WINDOW),
    },
  })
  await queueReconcileReversal(tx, reversal, { inMs: FIRST_CHECK })
  return { reversal, started: { ...connection, payment } }
}

function whyNot(offered: 'void' | 'refund' | 'wait' | null): string {
  if (offered === 'refund') return 'This payment has settled meanwhile, so it cannot be voided any more. Refund it.'
  if (offered === 'void') return 'This payment has not settled yet: void it, and the customer is never charged.'
  if (offered === 'wait')
    return 'It is too late to void this payment and too early to refund it. Refund it as soon as it has settled.'
  return 'This payment was not taken, or was given back already. Reload the page to see its present state.'
}

/** Exactly one PUT. What it answered, as the payment's outcome, or as the reversal's. */
async function send({ paysimple, payment }: Started, reversal: Reversal, sendBefore: number): Promise<ReversalResult> {
  if (performance.now() > sendBefore || !(await mayStillSend(reversal)))
    return { status: 'not_done', reason: 'unreachable' }
  const id = Number(payment.paysimplePaymentId)
  try {
    return reversal.kind === 'void'
      ? outcomeOfVoid(await paysimple.payments.void(id), payment)
      : outcomeOfCredit(await paysimple.payments.reverse(id), payment)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return outcomeOfReversalError(error)
  }
}

/** As for a charge: nobody has concluded anything about it, and `sendBy` is not past by the database's clock. */
const mayStillSend = ({ orgId, id }: Reversal): Promise<boolean> =>
  forOrg(orgId, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`select 1 from reversal
      where org_id = ${orgId}::uuid and id = ${id}::uuid and status = 'submitting' and clock_timestamp() < send_by`
    return rows.length > 0
  })

/** The second half of a partial refund, right away; the worker does it when this process does not come to it. */
async function chargeWhatIsKept(orgId: string, reversalId: string) {
  const { rechargeId } = await forOrg(orgId, (tx) =>
    tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } }),
  )
  if (rechargeId) await recharge(orgId, rechargeId)
}
