import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'

/**
 * Somebody has taken note of what became of a payment at PaySimple (the bank took it back, or PaySimple says what does
 * not fit): it is not shown among what needs attention any more, until something like it happens once more.
 * @param alertAt of what was shown: what has happened since is still to be seen
 * @throws UserError when it is over, or somebody else has taken note of it
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
        'This is not how it stands any more: somebody else has taken note of it, or something new has happened. Close this to see it.',
      )
    await recordAudit(tx, context, { action: 'notice_taken', subject: paymentId, ...(note && { detail: note }) })
  })
