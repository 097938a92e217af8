import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { text } from '@/lib/contact'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { isCanceled, PRICED } from '@/lib/documents/contract-total'
import { report, UserError } from '@/lib/errors'
import { connectPaySimple, type PaySimpleConnection, requireSameCredentials } from '@/lib/integration/integration'
import { admit } from '@/lib/limits/admit'
import { lockPayment, shareIntegration } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { can, canRefundPart, canVoid } from '@/lib/orgs/roles'
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
import { SECOND_FIRST, VOIDED_BY_OTHERS, WHOLE_REFUND } from '@/lib/payments/words/reversal/reversal-words'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { queueReconcileReversal } from '@/lib/queue/jobs'
import { requirePassword, requireStepUp, SecondStepNeeded } from '@/lib/sessions/step-up'
import type { Payment, Reversal } from '@/prisma/generated/client'
import { recharge } from './recharge'
import { wantsSecondStep } from './wants-second-step'

export const reversePaymentSchema = z.object({
  paymentId: z.uuid(),
  /** Minted by the page. The same id never reverses twice. */
  reversalId: z.uuid(),
  kind: z.enum(['void', 'refund']),
  /** The retained amount of a partial refund, in cents, which is recharged. 0 refunds everything. */
  retainedCents: z.number().int().min(0),
  note: text().max(500, 'At most 500 characters.'),
})
export type ReversePayment = z.output<typeof reversePaymentSchema>

/**
 * Voids a payment that hasn't settled, or refunds one that has, whole or in part, once. The same reversal id again
 * returns the first one's row. The row is written before the call, and exactly one PUT is sent for it. Its outcome is
 * read from the payment at PaySimple, so a lost answer doesn't stay unconfirmed for long. The API has no partial refund:
 * everything is refunded and the retained amount is recharged, two movements in one tracked operation
 * (record-reversal.ts).
 * @returns the reversal's row afterwards
 * @throws UserError before anything is sent, when the payment can't be voided or refunded now or this person may not;
 *   PasswordNeeded for a refund, unless the password was given within the last minutes; SecondStepNeeded likewise, where
 *   this person's refunds of 24 hours, with voids of what was kept of one, come to more than the amount that an owner has set
 */
export async function reversePayment(context: OrgContext, input: ReversePayment): Promise<Reversal> {
  const orgId = context.org.id
  const sendBefore = performance.now() + SEND_WINDOW
  requireRight(context, input)
  if (input.kind === 'refund') await requirePassword(context)
  await admit(context, 'reversal', {}, { once: `reversal ${orgId} ${input.reversalId}`, nothing: NOTHING })
  const { started, reversal } = await beginOnce(context, input)
  if (!started) return reversal
  try {
    const result = await send(started, reversal, sendBefore)
    if (result.outcome) await recordOutcome(orgId, reversal.paymentId, result.outcome, 'click', { actor: context.user })
    else await recordReversal(orgId, reversal.id, result)
    await rechargeRetained(orgId, reversal.id)
  } catch (error) {
    // The row stays `submitting`, and its check is queued.
    report(error, 'reversePayment')
  }
  return forOrg(orgId, (tx) => tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversal.id } } }))
}

const NOTHING = 'Nothing was voided or refunded.'

/** Begins it, and where it asks for the second step, again once that was given. */
async function beginOnce(context: OrgContext, input: ReversePayment) {
  const attempt = (isStepGiven: boolean) =>
    forOrg({ orgId: context.org.id, step: 'begin-reversal' }, (tx) => beginReversal(tx, context, input, isStepGiven))
  try {
    return await attempt(false)
  } catch (error) {
    if (!(error instanceof SecondStepNeeded)) throw error
    await requireStepUp(context)
    return attempt(true)
  }
}

/** @throws UserError when this person's role may not, whosever payment it is */
function requireRight({ role }: OrgContext, { kind, retainedCents }: ReversePayment): void {
  if (!can(role, kind === 'void' ? 'payments:void' : 'payments:refund'))
    throw new UserError('Only an owner, admin or bookkeeper of your company can refund a payment. Ask one of them.')
  // What is kept is charged again.
  if (retainedCents > 0 && !canRefundPart(role)) throw new UserError(WHOLE_REFUND)
}

type StartedReversal = PaySimpleConnection & { payment: Payment }

/** Writes the row before the call. Only the one request that may send gets `started`. */
async function beginReversal(
  tx: Tx,
  context: OrgContext,
  { paymentId, reversalId, kind, retainedCents, note }: ReversePayment,
  isStepGiven: boolean,
): Promise<{ reversal: Reversal; started?: StartedReversal }> {
  const { org, user } = context
  const orgId = org.id
  // Another request to reverse this payment waits here, and then finds this row.
  await lockPayment(tx, orgId, paymentId)
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId, id: paymentId } },
    include: { reversals: true, duplicateCharges: true },
  })
  if (!payment) throw new UserError('This payment no longer exists. Reload the page.')
  if (kind === 'void' && !canVoid(context, payment.takenById)) throw new UserError(VOIDED_BY_OTHERS)
  const same = payment.reversals.find(({ id }) => id === reversalId)
  if (same) {
    if (same.kind !== kind || same.retainedCents !== retainedCents || (same.note ?? '') !== note)
      throw new UserError(
        `This ${same.kind} was already sent with another amount or reason. Close this and see its result on the payment’s page.`,
      )
    return { reversal: same }
  }

  if (payment.reversals.some(({ status }) => isReversalOpen(status)))
    throw new UserError('A void or refund of this payment is already under way. Its page shows the result.')
  if (hasSecondCharge(payment.duplicateCharges)) throw new UserError(SECOND_FIRST)
  const offer = offerReversal(payment, payment.reversals, org.timeZone, now())
  if (offer?.kind !== kind) throw new UserError(whyNot(offer?.kind ?? null))
  if (retainedCents > 0 && (kind === 'void' || retainedCents >= payment.amountCents))
    throw new UserError(`Refund more than $0.00 and at most ${formatCents(payment.amountCents)}.`)

  if (retainedCents > 0 && payment.paysimpleAccountId === null)
    throw new UserError(
      'PaySimple hasn’t said which card or bank account paid this, so the amount you keep can’t be charged again. Refund the whole payment, then charge the rest another way.',
    )
  if (retainedCents > 0 && (await isAccountRemoved(tx, payment)))
    throw new UserError(
      'The card or bank account that paid this was removed, so the amount you keep can’t be charged again. Refund the whole payment, then charge the rest another way.',
    )

  // What is kept would be charged again, and of a canceled agreement nothing is charged.
  if (
    retainedCents > 0 &&
    isCanceled(await tx.document.findMany({ where: { orgId, jobId: payment.jobId }, ...PRICED }))
  )
    throw new UserError(
      'The agreement of this job was canceled, so nothing more is charged on it. Refund the whole payment.',
    )

  // Voiding what a partial refund kept and charged again gives that back, too.
  const isRefund = kind === 'refund' || payment.reversalId !== null
  const refunded = payment.amountCents - retainedCents
  if (isRefund && !isStepGiven && (await wantsSecondStep(tx, context, refunded))) throw new SecondStepNeeded()

  // Locked until the commit, so that nobody changes the credentials that the reversal begins with.
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
  await recordAudit(tx, context, {
    action: kind === 'void' ? 'void_requested' : 'refund_requested',
    subject: paymentId,
    detail: requestedDetail(payment.amountCents, retainedCents, note),
  })
  await queueReconcileReversal(tx, reversal, { inMs: FIRST_CHECK })
  return { reversal, started: { ...connection, payment } }
}

/** "$1,500.00. Changed their mind", or of a partial refund "$500.00 of $1,500.00". */
function requestedDetail(amountCents: number, retainedCents: number, note: string): string {
  const all = formatCents(amountCents)
  const what = retainedCents > 0 ? `${formatCents(amountCents - retainedCents)} of ${all}` : all
  return [what, note].filter(Boolean).join('. ')
}

function whyNot(offered: 'void' | 'refund' | 'wait' | null): string {
  if (offered === 'refund') return 'This payment has settled, so it can no longer be voided. Refund it instead.'
  if (offered === 'void') return 'This payment hasn’t settled yet. Void it instead, and the customer is never charged.'
  if (offered === 'wait')
    return 'It’s too late to void this payment and too early to refund it. Refund it once it has settled.'
  return 'This payment wasn’t charged, or was already voided or refunded. Reload the page to see it.'
}

/** Exactly one PUT. What it answered, as the payment's outcome, or as the reversal's. */
async function send(
  { paysimple, payment }: StartedReversal,
  reversal: Reversal,
  sendBefore: number,
): Promise<ReversalResult> {
  if (!(await mayStillSend(reversal))) return { status: 'not_done', reason: 'unreachable' }
  const id = Number(payment.paysimplePaymentId)
  try {
    return reversal.kind === 'void'
      ? outcomeOfVoid(await paysimple.payments.void(id, { sendBefore }), payment)
      : outcomeOfCredit(await paysimple.payments.reverse(id, { sendBefore }), payment)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    return outcomeOfReversalError(error)
  }
}

/** Whether the PUT may still be sent: nobody has concluded anything, and `sendBy` isn't past by the database's clock. */
const mayStillSend = ({ orgId, id }: Reversal): Promise<boolean> =>
  forOrg(orgId, async (tx) => {
    const rows = await tx.$queryRaw<unknown[]>`select 1 from reversal
      where org_id = ${orgId}::uuid and id = ${id}::uuid and status = 'submitting' and clock_timestamp() < send_by`
    return rows.length > 0
  })

/** Recharges the retained amount right away. The worker does it where this process dies first. */
async function rechargeRetained(orgId: string, reversalId: string) {
  const { rechargeId } = await forOrg(orgId, (tx) =>
    tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } }),
  )
  if (rechargeId) await recharge(orgId, rechargeId)
}
