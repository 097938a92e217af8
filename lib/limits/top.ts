import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { requirePassword } from '@/lib/sessions/step-up'
import type { TopInput } from './top-schema'

/**
 * Sets the most that one payment can be at a company, in cents. The next payment is held against it.
 * @throws PasswordNeeded first; UserError for whoever is no owner
 */
export async function setTop(context: OrgContext, { amount: mostPaymentCents }: TopInput): Promise<void> {
  const { org, role } = context
  if (!can(role, 'limits:lift')) throw new UserError('Only an owner of your company can change this. Ask one of them.')
  if (mostPaymentCents === org.mostPaymentCents) return
  await requirePassword(context)
  await forOrg(org.id, async (tx) => {
    const { count } = await tx.org.updateMany({
      where: { id: org.id, mostPaymentCents: { not: mostPaymentCents } },
      data: { mostPaymentCents },
    })
    const detail = `From ${formatCents(org.mostPaymentCents)} to ${formatCents(mostPaymentCents)}`
    if (count > 0) await recordAudit(tx, context, { action: 'top_changed', detail })
  })
}
