import 'server-only'
import { cancelIn } from '@/lib/canceling/cancel'
import type { Cancel } from '@/lib/canceling/schema'
import { NO_RIGHT, NOT_SIGNED, NOT_YOURS, tooLateWords } from '@/lib/canceling/words'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { dayOf, formatDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { refundDay, rightOf } from '@/lib/documents/cancellation'
import { getJobSchedule } from '@/lib/documents/job-schedule'
import { getHeldCents } from '@/lib/documents/lock-document'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import { readSigners } from '@/lib/signing/read-signers'
import { signerAt } from '@/lib/signing/states'
import { lockRead } from './answer'
import { tellCompany } from './tell-company'

/**
 * The customer cancels their signed agreement while they have the right to, and the company is told. Pressed twice, it is
 * canceled once.
 * @throws UserError after the right's last moment, for somebody who didn't sign, and where another version stands
 */
export const cancelPaper = (context: LinkContext, { reason, ...read }: Cancel): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const { org } = context
    const document = await lockRead(tx, context, read)
    if (document.stage === 'canceled') return
    const signed = await getJobSchedule(tx, org.id, document.jobId)
    if (document.kind !== 'agreement' || !signed) throw new UserError(NOT_SIGNED)
    await requireBuyer(tx, context, read)
    const right = rightOf(signed)
    if (!right) throw new UserError(NO_RIGHT)
    const at = now()
    if (at >= right.endsAt) throw new UserError(tooLateWords(right, org.timeZone))
    const today = dayOf(at, org.timeZone)
    await cancelIn(tx, context, document, { way: 'link', datedOn: today, receivedOn: today, reason })
    const heldCents = await getHeldCents(tx, org.id, document.jobId)
    const by = formatDay(refundDay(signed.cancellation, today))
    await tellCompany(tx, context, document, {
      did: 'canceled the agreement',
      paragraphs: [
        ...(reason ? [`Why: “${reason}”`] : []),
        heldCents > 0
          ? `Refund what was paid, ${formatCents(heldCents)}, by ${by}: the agreement’s page has a button for each payment.`
          : 'Nothing was paid, so there is nothing to refund.',
        'Nothing more is owed on this job, and nothing more can be charged.',
      ],
    })
  })

/** Of an agreement that was signed here only those who signed cancel it; of another one whoever has a link. @throws UserError */
async function requireBuyer(
  tx: Tx,
  { org, link }: LinkContext,
  of: { documentId: string; versionNumber: number },
): Promise<void> {
  const signers = await readSigners(tx, org.id, of)
  if (signers.some(({ role }) => role === 'customer') && !signerAt(signers, link)) throw new UserError(NOT_YOURS)
}
