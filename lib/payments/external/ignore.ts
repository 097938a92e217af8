import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Statement } from '@/lib/db'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { type ExternalPayment, Prisma } from '@/prisma/generated/client'
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

export type IgnoredPayment = Pick<
  ExternalPayment,
  'id' | 'customerName' | 'amountCents' | 'method' | 'paysimpleId' | 'decidedAt' | 'decidedByName' | 'note'
> & {
  /** YYYY-MM-DD */
  madeOn: string
  /** How many there are. */
  count: number
}

/** The newest 50 of the ignored external payments. */
export const ignoredStatement = (orgId: string): Statement<IgnoredPayment> => Prisma.sql`
  select id, customer_name, amount_cents, method, made_on::text, paysimple_id, decided_at, decided_by_name, note,
    (count(*) over ())::int as count
  from external_payment where org_id = ${orgId}::uuid and state = 'ignored'
  order by decided_at desc, id desc limit 50`
