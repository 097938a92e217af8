import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'

/**
 * Acknowledges an alert (the bank took a payment back, or PaySimple says what doesn't fit): it leaves the review queue
 * until a new alert comes.
 * @param alertAt the time of the alert that the person saw: a newer one stays
 * @throws UserError when the alert is over or somebody else acknowledged it
 */
export const acknowledgeAlert = (
  context: OrgContext,
  { paymentId, alertAt, note }: { paymentId: string; alertAt: Date; note: string },
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { count } = await tx.payment.updateMany({
      where: { orgId, id: paymentId, alertAt },
      data: { alertAt: null },
    })
    if (count === 0)
      throw new UserError(
        'This alert has changed: it was acknowledged already, or something new happened. Close this to see it.',
      )
    await recordAudit(tx, context, { action: 'notice_taken', subject: paymentId, ...(note && { detail: note }) })
  })
