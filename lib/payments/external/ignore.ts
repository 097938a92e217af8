import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { requireIn } from './external-payment'

/** Ignores an external payment: it belongs to no job here. @throws UserError when somebody else decided first */
export const ignoreExternalPayment = (
  context: OrgContext,
  { externalId, note }: { externalId: string; note: string },
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const row = await requireIn('open', tx, orgId, externalId)
    await tx.externalPayment.update({
      where: { orgId_id: { orgId, id: externalId } },
      data: { state: 'ignored', decidedAt: now(), decidedByName: context.user.name, note: note || null },
    })
    const detail = [formatCents(row.amountCents), note].filter(Boolean).join('. ')
    await recordAudit(tx, context, { action: 'outside_payment_set_aside', subject: row.paysimpleId, detail })
  })

/** Restores an ignored external payment, so that it waits for a decision again. @throws UserError when somebody else did */
export const restoreExternalPayment = (context: OrgContext, { externalId }: { externalId: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const row = await requireIn('ignored', tx, orgId, externalId)
    await tx.externalPayment.update({
      where: { orgId_id: { orgId, id: externalId } },
      data: { state: 'open', decidedAt: null, decidedByName: null, note: null },
    })
    const detail = formatCents(row.amountCents)
    await recordAudit(tx, context, { action: 'outside_payment_taken_up', subject: row.paysimpleId, detail })
  })

/** The number of ignored external payments, and the newest 50. */
export async function listIgnored(tx: Tx, orgId: string) {
  const where = { orgId, state: 'ignored' } as const
  const count = await tx.externalPayment.count({ where })
  const rows = await tx.externalPayment.findMany({ where, orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }], take: 50 })
  return { count, newest: rows.map((row) => ({ ...row, madeOn: dateToDay(row.madeOn) })) }
}

export type IgnoredPayments = Awaited<ReturnType<typeof listIgnored>>
