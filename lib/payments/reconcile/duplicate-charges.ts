import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
import { admit } from '@/lib/limits/admit'
import { lockPayment } from '@/lib/locks'
import { log } from '@/lib/log'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { isLive } from '@/lib/payments/rules/outcome'
import { isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid } from '@/lib/payments/rules/status'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { queueSync } from '@/lib/queue/jobs'
import { requirePassword, requireStepUp } from '@/lib/sessions/step-up'
import type { DuplicateCharge, Payment } from '@/prisma/generated/client'
import { wantsSecondStep } from '../reverse/wants-second-step'

// Duplicate charges: two live records of one OrderId at PaySimple, the one thing that must never happen. Plumbline never
// makes one, but PaySimple or somebody with its API may. Then an alert is shown, and the younger record is voided while
// it can be. The only live record is never voided: the caller has just seen the other one live, and the payment itself
// can't be voided or refunded until its duplicate is over.

/** One request at a time voids or refunds a duplicate. The claim of a request that died expires after this, in ms. */
const CLAIM_MS = 2 * 60_000

/**
 * Records a duplicate charge, its new status, or that it is over.
 * @returns the row, or null for a record that isn't live and wasn't known
 */
export async function recordDuplicate(payment: Payment, record: PaySimplePayment): Promise<DuplicateCharge | null> {
  const { orgId, id: paymentId, merchantKey } = payment
  const live = isLive(record.Status)
  const key = { orgId, merchantKey, paysimpleId: String(record.Id) }
  const heard = { paysimpleStatus: record.Status, canVoidUntil: record.CanVoidUntil }
  return forOrg(orgId, async (tx) => {
    const before = await tx.duplicateCharge.findUnique({ where: { orgId_merchantKey_paysimpleId: key } })
    if (!before && !live) return null
    if (before)
      return tx.duplicateCharge.update({
        where: { orgId_id: { orgId, id: before.id } },
        data: { ...heard, clearedAt: live ? null : (before.clearedAt ?? now()) },
      })
    log.error(
      { event: 'duplicate_charge', paymentId, paysimpleId: key.paysimpleId },
      'PaySimple has two live records of one payment',
    )
    return tx.duplicateCharge.create({
      data: { ...key, paymentId, amountCents: record.AmountCents ?? payment.amountCents, ...heard, foundAt: now() },
    })
  })
}

/** Voids a duplicate that can be voided. The caller has just seen the payment's own record live. */
export async function voidDuplicate(paysimple: PaySimple, duplicate: DuplicateCharge): Promise<void> {
  const { paysimpleStatus: status, clearedAt } = duplicate
  if (clearedAt === null && (status === 'Authorized' || status === 'Posted')) await reverse(paysimple, duplicate)
}

/** Closes a duplicate because the payment's own record is no longer live: the other one is the only charge left. */
export const clearDuplicate = ({ orgId, id }: DuplicateCharge) =>
  forOrg(orgId, (tx) =>
    tx.duplicateCharge.updateMany({ where: { orgId, id, clearedAt: null }, data: { clearedAt: now() } }),
  )

type Reversed =
  | { is: 'over' | 'live'; duplicate: DuplicateCharge }
  /** It was sent and not refused, and the record's status afterwards is unknown. */
  | { is: 'unsure' }
  /** Another request holds the claim, or the payment itself is unconfirmed or has an open void or refund. */
  | { is: 'busy' }
  | { is: 'failed'; error: PaySimpleError }

/** Voids or refunds a duplicate and records its status afterwards. The sync checks again what stays unknown. */
async function reverse(paysimple: PaySimple, duplicate: DuplicateCharge): Promise<Reversed> {
  const { orgId, id, paysimpleStatus: before } = duplicate
  const paysimpleId = Number(duplicate.paysimpleId)
  if (!(await forOrg(orgId, (tx) => claim(tx, duplicate)))) return { is: 'busy' }
  try {
    // PaySimple refuses a second void or refund of one payment (PS-049, PS-050), so a lost answer does no harm.
    const { payments } = paysimple
    const error = await (before === 'Settled' ? payments.reverse(paysimpleId) : payments.void(paysimpleId)).then(
      () => null,
      asError,
    )
    if (error) return error.mayHaveBeenProcessed ? { is: 'unsure' } : { is: 'failed', error }
    const record = await payments.get(paysimpleId).catch(asError)
    if (record instanceof PaySimpleError) return { is: 'unsure' }
    const clearedAt = isLive(record.Status) ? null : now()
    const data = { paysimpleStatus: record.Status, clearedAt }
    const after = await forOrg(orgId, (tx) => tx.duplicateCharge.update({ where: { orgId_id: { orgId, id } }, data }))
    return { is: clearedAt ? 'over' : 'live', duplicate: after }
  } finally {
    await forOrg(orgId, (tx) => tx.duplicateCharge.updateMany({ where: { orgId, id }, data: { reversalSentAt: null } }))
  }
}

/** An error of PaySimple, as a value. */
function asError(error: unknown): PaySimpleError {
  if (error instanceof PaySimpleError) return error
  throw error
}

/** Claims a duplicate under its payment's lock, so that no void or refund of the payment itself begins. */
async function claim(tx: Tx, { orgId, id, paymentId }: DuplicateCharge): Promise<boolean> {
  await lockPayment(tx, orgId, paymentId)
  const { status, reversals } = await tx.payment.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: paymentId } },
    select: { status: true, reversals: { select: { status: true } } },
  })
  if (!isPaid(status) || reversals.some((reversal) => isReversalOpen(reversal.status))) return false
  const free = [{ reversalSentAt: null }, { reversalSentAt: { lt: new Date(now().getTime() - CLAIM_MS) } }]
  const { count } = await tx.duplicateCharge.updateMany({
    where: { orgId, id, clearedAt: null, OR: free },
    data: { reversalSentAt: now() },
  })
  return count > 0
}

/**
 * Voids a duplicate charge for a person, or refunds it once it has settled.
 * @throws UserError when it is already over, it is the only charge left, or PaySimple didn't do it; PasswordNeeded
 *   unless the password was given within the last minutes
 */
export async function reverseDuplicate(context: OrgContext, duplicateId: string): Promise<void> {
  const orgId = context.org.id
  await requirePassword(context)
  await admit(context, 'reversal', {}, { nothing: 'Nothing was voided or refunded.' })
  const { duplicate, integration } = await forOrg(orgId, async (tx) => ({
    duplicate: await tx.duplicateCharge.findUnique({
      where: { orgId_id: { orgId, id: duplicateId } },
      include: { payment: { select: { paysimplePaymentId: true } } },
    }),
    integration: await connectPaySimple(tx, orgId),
  }))
  if (!duplicate || duplicate.clearedAt)
    throw new UserError('The duplicate charge was already voided or refunded. Reload the page.')
  if (await forOrg(orgId, (tx) => wantsSecondStep(tx, context, duplicate.amountCents))) await requireStepUp(context)
  const { paysimple } = requireSameCredentials(
    integration,
    duplicate,
    'Void or refund the duplicate charge in PaySimple.',
  )
  const { payments } = paysimple
  const [first, second] = await Promise.all(
    [duplicate.payment.paysimplePaymentId, duplicate.paysimpleId].map((id) =>
      payments.get(Number(id)).catch(() => null),
    ),
  )
  if (!first || !second)
    throw new UserError('PaySimple didn’t show both charges, so nothing was changed. Try again in a minute.')
  if (!isLive(first.Status)) {
    await forOrg(orgId, (tx) => queueSync(tx, orgId, { inMs: 0 })) // the sync closes the duplicate
    throw new UserError(
      `PaySimple says “${first.Status}” about the first charge, so this is the only one left and wasn’t voided or refunded. In a moment it’s listed here as a payment made in PaySimple. Link it to its job.`,
    )
  }
  if (!isLive(second.Status)) return noteOver(duplicate, second.Status)
  const done = await reverse(paysimple, { ...duplicate, paysimpleStatus: second.Status })
  if (done.is !== 'busy' && done.is !== 'failed') {
    const became = done.is === 'unsure' ? 'requested, no answer yet' : done.duplicate.paysimpleStatus
    const detail = `${formatCents(duplicate.amountCents)}, ${became}`
    await forOrg(orgId, (tx) =>
      recordAudit(tx, context, { action: 'duplicate_charge_reversed', subject: duplicate.paysimpleId, detail }),
    )
  }
  if (done.is !== 'over') throw new UserError(whyNot(done, second))
}

/** Records that the duplicate was voided or refunded elsewhere. */
const noteOver = ({ orgId, id }: DuplicateCharge, paysimpleStatus: string): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const data = { paysimpleStatus, clearedAt: now() }
    await tx.duplicateCharge.update({ where: { orgId_id: { orgId, id } }, data })
  })

function whyNot(done: Exclude<Reversed, { is: 'over' }>, { Status, CanVoidUntil }: PaySimplePayment): string {
  if (done.is === 'busy')
    return 'A void or refund is already under way, or Plumbline is still checking the payment. Look again in two minutes.'
  if (Status !== 'Settled' && CanVoidUntil && CanVoidUntil < now())
    return 'It’s too late to void it and too early to refund it. Try again once it has settled.'
  if (done.is === 'failed' && done.error.kind === 'refused')
    return `PaySimple turned this down: “${done.error.messages.map(({ message }) => message).join(' ')}” Try again later, or do it in PaySimple.`
  if (done.is === 'failed')
    return 'PaySimple couldn’t be reached, or didn’t accept your company’s credentials. Nothing was changed. Try again in a minute.'
  return 'PaySimple gave no clear answer, so it may have been done. Plumbline keeps checking. You can safely press again.'
}
