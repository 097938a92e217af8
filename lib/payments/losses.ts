import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { Refusal } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'

/**
 * Somebody has taken note that the bank took a payment back: it is not shown among what needs attention any more, until
 * that happens once more.
 * @throws Refusal when it counts again, or somebody else has taken note of it
 */
export const noteLoss = (context: OrgContext, paymentId: string, note: string): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { count } = await tx.payment.updateMany({
      where: { orgId, id: paymentId, lostAt: { not: null } },
      data: { lostAt: null },
    })
    if (count === 0)
      throw new Refusal('Somebody else has taken note of it meanwhile, or it counts again. Reload the page to see it.')
    await recordAudit(tx, context, { action: 'loss_noted', subject: paymentId, ...(note && { detail: note }) })
  })
