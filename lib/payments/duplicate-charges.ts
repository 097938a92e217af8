import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { Refusal } from '@/lib/errors'
import { log } from '@/lib/log'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { openIntegration } from '@/lib/orgs/integration'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { DuplicateCharge, Payment } from '@/prisma/generated/client'
import { isLive } from './outcome'

// Two live records of one OrderId at PaySimple: the one thing that must never be. Nothing here makes it, but PaySimple,
// or somebody with its API, may; then it is an alarm, and the younger record is voided while it can be.

/** One request at a time voids or refunds it; a second one is only sent when the first was answered by nobody. */
const CLAIM_MS = 2 * 60_000

/**
 * Takes in another record of a payment that has one: raises the alarm, or notes that it is over. Voids it right away
 * while it can be. A payment's own record is the one that its charge was answered with, or the elder one where it had
 * to be looked for, so the other is the younger.
 */
export async function noteDuplicate(paysimple: PaySimple, payment: Payment, record: PaySimplePayment): Promise<void> {
  const alarm = await saveAlarm(payment, record)
  if (alarm && !alarm.clearedAt && (record.Status === 'Authorized' || record.Status === 'Posted'))
    await giveBack(paysimple, alarm)
}

async function saveAlarm(payment: Payment, record: PaySimplePayment): Promise<DuplicateCharge | null> {
  const { orgId, id: paymentId, accountKey } = payment
  const live = isLive(record.Status)
  const key = { orgId, accountKey, paysimpleId: String(record.Id) }
  const heard = { paysimpleStatus: record.Status, canVoidUntil: record.CanVoidUntil }
  return forOrg(orgId, async (tx) => {
    const before = await tx.duplicateCharge.findUnique({ where: { orgId_accountKey_paysimpleId: key } })
    if (!before && !live) return null
    if (before)
      return tx.duplicateCharge.update({
        where: { orgId_id: { orgId, id: before.id } },
        data: { ...heard, clearedAt: live ? null : (before.clearedAt ?? now()) },
      })
    log.error({ paymentId, paysimpleId: key.paysimpleId }, 'two live records of one payment at PaySimple')
    return tx.duplicateCharge.create({
      data: { ...key, paymentId, amountCents: record.AmountCents ?? payment.amountCents, ...heard, foundAt: now() },
    })
  })
}

/** Voids or refunds the second record once, and notes how it stands afterwards. What is not known is asked again by the sync. */
async function giveBack(paysimple: PaySimple, alarm: DuplicateCharge): Promise<DuplicateCharge> {
  const { orgId, id } = alarm
  const claimed = await forOrg(orgId, (tx) => {
    const free = [{ reversalSentAt: null }, { reversalSentAt: { lt: new Date(now().getTime() - CLAIM_MS) } }]
    return tx.duplicateCharge.updateMany({
      where: { orgId, id, clearedAt: null, OR: free },
      data: { reversalSentAt: now() },
    })
  })
  if (claimed.count === 0) return alarm
  const paysimpleId = Number(alarm.paysimpleId)
  // A second void or refund of one payment is refused there (PS-049, PS-050), so an answer that was lost costs nothing.
  const record = await (alarm.paysimpleStatus === 'Settled' ? paysimple.payments.reverse : paysimple.payments.void)(
    paysimpleId,
  )
    .then(() => paysimple.payments.get(paysimpleId))
    .catch((error: unknown) => {
      if (error instanceof PaySimpleError) return null
      throw error
    })
  if (!record) return alarm
  const cleared = isLive(record.Status) ? null : now()
  return forOrg(orgId, (tx) =>
    tx.duplicateCharge.update({
      where: { orgId_id: { orgId, id } },
      data: { paysimpleStatus: record.Status, clearedAt: cleared },
    }),
  )
}

/**
 * Gives the second of two charges back at a person's wish: a void, or a refund once it has settled.
 * @throws Refusal when it is over already, or PaySimple did not do it
 */
export async function reverseDuplicate(context: OrgContext, duplicateId: string): Promise<void> {
  const orgId = context.org.id
  const { alarm, integration } = await forOrg(orgId, async (tx) => ({
    alarm: await tx.duplicateCharge.findUnique({ where: { orgId_id: { orgId, id: duplicateId } } }),
    integration: await openIntegration(tx, orgId),
  }))
  if (!alarm || alarm.clearedAt) throw new Refusal('The second charge has been given back already. Reload the page.')
  if (integration?.accountKey !== alarm.accountKey)
    throw new Refusal(
      'It was charged with other PaySimple credentials than the present ones. Give it back in PaySimple’s own screens.',
    )
  const record = await integration.paysimple.payments.get(Number(alarm.paysimpleId)).catch(() => null)
  if (!record) throw new Refusal('PaySimple could not be reached. Try again in a minute; nothing was changed.')
  const present = { ...alarm, paysimpleStatus: record.Status }
  const after = isLive(record.Status) ? await giveBack(integration.paysimple, present) : present
  await forOrg(orgId, async (tx) => {
    const detail = `${formatCents(alarm.amountCents)}, ${after.paysimpleStatus}`
    await recordAudit(tx, context, { action: 'duplicate_charge_reversed', subject: alarm.paysimpleId, detail })
    if (after === present)
      await tx.duplicateCharge.update({
        where: { orgId_id: { orgId, id: alarm.id } },
        data: { paysimpleStatus: record.Status, ...(isLive(record.Status) ? {} : { clearedAt: now() }) },
      })
  })
  if (isLive(after.paysimpleStatus))
    throw new Refusal(
      'PaySimple has not given it back yet: between the last hour to void and settlement it can do neither. Try again once it has settled.',
    )
}
