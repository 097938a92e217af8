import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
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
import type { DuplicateCharge, Payment } from '@/prisma/generated/client'

// Two live records of one OrderId at PaySimple: the one thing that must never be. Nothing here makes it, but PaySimple,
// or somebody with its API, may; then it is an alarm, and the younger record is voided while it can be. Never the only
// one: whoever gives one back has just seen the other live, and until it is over the payment itself is not given back.

/** One request at a time voids or refunds it; one that died holds nobody up for longer. */
const CLAIM_MS = 2 * 60_000

/** Raises the alarm about another live record of a payment, notes how it stands, or that it is over. */
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

/** Voids the younger record where it can be voided. Whoever calls has just seen the payment's own record live. */
export async function voidDuplicate(paysimple: PaySimple, alarm: DuplicateCharge): Promise<void> {
  const { paysimpleStatus: status, clearedAt } = alarm
  if (clearedAt === null && (status === 'Authorized' || status === 'Posted')) await giveBack(paysimple, alarm)
}

/** The alarm is over because the payment's own record is not live any more: the other one is the only one. */
export const clearDuplicate = ({ orgId, id }: DuplicateCharge) =>
  forOrg(orgId, (tx) =>
    tx.duplicateCharge.updateMany({ where: { orgId, id, clearedAt: null }, data: { clearedAt: now() } }),
  )

type GivenBack =
  | { is: 'over' | 'live'; alarm: DuplicateCharge }
  /** It was sent and not refused, and how the record stands afterwards is not known. */
  | { is: 'unsure' }
  /** Somebody else is at it, or the payment itself is being given back or in doubt. */
  | { is: 'busy' }
  | { is: 'failed'; error: PaySimpleError }

/** Voids or refunds the second record, and notes how it stands afterwards. What is not known is asked again by the sync. */
async function giveBack(paysimple: PaySimple, alarm: DuplicateCharge): Promise<GivenBack> {
  const { orgId, id, paysimpleStatus: before } = alarm
  const paysimpleId = Number(alarm.paysimpleId)
  if (!(await forOrg(orgId, (tx) => claim(tx, alarm)))) return { is: 'busy' }
  try {
    // A second void or refund of one payment is refused there (PS-049, PS-050), so an answer that was lost costs nothing.
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
    return { is: clearedAt ? 'over' : 'live', alarm: after }
  } finally {
    await forOrg(orgId, (tx) => tx.duplicateCharge.updateMany({ where: { orgId, id }, data: { reversalSentAt: null } }))
  }
}

/** An answer of PaySimple that is an error, as a value. */
function asError(error: unknown): PaySimpleError {
  if (error instanceof PaySimpleError) return error
  throw error
}

/** Under the payment's lock, so that nobody begins to give the payment itself back meanwhile. */
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
 * Gives the second of two charges back at a person's wish: a void, or a refund once it has settled.
 * @throws UserError when it is over already, it is the only one by now, or PaySimple did not do it
 */
export async function reverseDuplicate(context: OrgContext, duplicateId: string): Promise<void> {
  const orgId = context.org.id
  const { alarm, integration } = await forOrg(orgId, async (tx) => ({
    alarm: await tx.duplicateCharge.findUnique({
      where: { orgId_id: { orgId, id: duplicateId } },
      include: { payment: { select: { paysimplePaymentId: true } } },
    }),
    integration: await connectPaySimple(tx, orgId),
  }))
  if (!alarm || alarm.clearedAt) throw new UserError('The second charge has been given back already. Reload the page.')
  const { paysimple } = requireSameCredentials(integration, alarm, 'Void or refund the second charge in PaySimple.')
  const { payments } = paysimple
  const [first, second] = await Promise.all(
    [alarm.payment.paysimplePaymentId, alarm.paysimpleId].map((id) => payments.get(Number(id)).catch(() => null)),
  )
  if (!first || !second)
    throw new UserError('PaySimple did not show both charges. Try again in a minute; nothing was changed.')
  if (!isLive(first.Status)) {
    await forOrg(orgId, (tx) => queueSync(tx, orgId, { inMs: 0 })) // which ends the alarm
    throw new UserError(
      `PaySimple says that the first charge is ${first.Status}: this one is the only one that is left, so it was not given back. In a moment it is listed here as made outside Plumbline, to be linked to its job.`,
    )
  }
  if (!isLive(second.Status)) return noteOver(alarm, second.Status)
  const done = await giveBack(paysimple, { ...alarm, paysimpleStatus: second.Status })
  if (done.is !== 'busy' && done.is !== 'failed') {
    const became = done.is === 'unsure' ? 'asked for, without an answer' : done.alarm.paysimpleStatus
    const detail = `${formatCents(alarm.amountCents)}, ${became}`
    await forOrg(orgId, (tx) =>
      recordAudit(tx, context, { action: 'duplicate_charge_reversed', subject: alarm.paysimpleId, detail }),
    )
  }
  if (done.is !== 'over') throw new UserError(whyNot(done, second))
}

/** Somebody else has given it back. */
const noteOver = ({ orgId, id }: DuplicateCharge, paysimpleStatus: string): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const data = { paysimpleStatus, clearedAt: now() }
    await tx.duplicateCharge.update({ where: { orgId_id: { orgId, id } }, data })
  })

function whyNot(done: Exclude<GivenBack, { is: 'over' }>, { Status, CanVoidUntil }: PaySimplePayment): string {
  if (done.is === 'busy')
    return 'It is being given back already, or the payment itself is, or is in doubt. Look again in two minutes.'
  if (Status !== 'Settled' && CanVoidUntil && CanVoidUntil < now())
    return 'PaySimple can do neither now: it is too late to void it and too early to refund it. Try again once it has settled.'
  if (done.is === 'failed' && done.error.kind === 'refused')
    return `PaySimple did not do it: “${done.error.messages.map(({ message }) => message).join(' ')}” Try again later, or do it in PaySimple’s own screens.`
  if (done.is === 'failed')
    return 'PaySimple was not reached, or did not accept your company’s credentials. The second charge stands as it was; try again in a minute.'
  return 'PaySimple gave no usable answer, so it is not known whether it was done. Plumbline looks again by itself; pressing again does no harm.'
}
