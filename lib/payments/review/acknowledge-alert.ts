import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { Refusal } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'

/**
 * Somebody has taken note of what became of a payment at PaySimple (the bank took it back, or PaySimple says what does
 * not fit): it is not shown among what needs attention any more, until something like it happens once more.
 * @param noticeAt of what was shown: what has happened since is still to be seen
 * @throws Refusal when it is over, or somebody else has taken note of it
 */
export const takeNote = (
  context: OrgContext,
  { paymentId, noticeAt, note }: { paymentId: string; noticeAt: Date; note: string },
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const { count } = await tx.payment.updateMany({
      where: { orgId, id: paymentId, noticeAt },
      data: { noticeAt: null },
    })
    if (count === 0)
      throw new Refusal(
        'This is not how it stands any more: somebody else has taken note of it, or something new has happened. Close this to see it.',
      )
    await recordAudit(tx, context, { action: 'notice_taken', subject: paymentId, ...(note && { detail: note }) })
  })
