import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, dayOf, formatDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import { type Actor, byColumns } from '@/lib/orgs/actor'
import { checkClaimedTotal } from './claimed-total'
import { ensureVersion } from './ensure-version'
import { lockDocument, requireCovered } from './lock-document'
import { same } from './merge'
import { pricedInput } from './priced-input'
import { recordEvent } from './record-event'
import type { AcceptDocumentInput } from './schema'
import type { Snapshot } from './snapshot'
import { documentName } from './stages'

/**
 * Records that the customer accepts a proposal, themselves or through a member: the version that was read, with what they choose, at the total that they were
 * shown. The server prices it again and keeps its own figure. The same acceptance sent twice is recorded once.
 * @returns whether it is accepted now: false where it was, the same
 * @throws UserError when another version stands by now, it has expired or was decided otherwise, a choice is open, the total
 *   isn't the one that was shown, or less than was paid
 */
export async function acceptIn(tx: Tx, context: Actor, input: AcceptDocumentInput): Promise<boolean> {
  const orgId = context.org.id
  const { documentId, choices } = input
  const document = await lockDocument(tx, orgId, documentId)
  if (document.kind !== 'proposal') throw new UserError('Only a proposal is accepted. This one is signed.')
  const isUnversioned = document.sentVersion === null && input.versionNumber === null
  const version = await ensureVersion(tx, document)
  if (!version) throw new UserError('This proposal isn’t sent yet. Send it first.')
  const { number: versionNumber, sha256 } = version
  if (!isUnversioned && (versionNumber !== input.versionNumber || sha256 !== input.sha256))
    throw new UserError(
      'This proposal has changed since you opened it. Nothing was accepted. Read it again, then decide.',
    )
  if (document.stage === 'accepted') {
    const held = await tx.acceptance.findFirst({ where: { orgId, id: document.acceptanceId ?? documentId } })
    if (held?.totalCents === input.totalCents && same(held.choices, choices)) return false
    const what = held ? ` at ${formatCents(held.totalCents)}, recorded by ${held.recordedByName}` : ''
    throw new UserError(`This proposal is accepted already${what}. Reload the page to see it.`)
  }
  if (document.stage !== 'sent') throw new UserError('This proposal was declined. Mark it as sent again first.')
  const acceptedAt = now()
  const last = version.expiresOn && dateToDay(version.expiresOn)
  if (last !== null && dayOf(acceptedAt, context.org.timeZone) > last)
    throw new UserError(`This proposal was good until ${formatDay(last)}. Choose a later day and send it again.`)
  const snapshot: Snapshot = JSON.parse(version.snapshot)
  const claimed = checkClaimedTotal({ ...pricedInput(snapshot.content), choices }, input.totalCents)
  if (!claimed.ok) throw new UserError(claimed.problems[0]?.message ?? 'This proposal can’t be accepted as it is.')
  const { totalCents } = claimed.sums
  if (document.setsPrice) await requireCovered(tx, orgId, document.jobId, totalCents)

  const data = { orgId, documentId, versionNumber, sha256, choices, totalCents, acceptedAt }
  const by = { recordedByName: context.user.name, linkId: byColumns(context).linkId }
  const { id: acceptanceId } = await tx.acceptance.create({ data: { ...data, ...by } })
  await tx.document.update({
    where: { orgId_id: { orgId, id: documentId } },
    data: {
      ...{ stage: 'accepted', stageAt: acceptedAt, acceptanceId },
      ...(totalCents !== document.totalCents && { totalCents }),
    },
  })
  await recordEvent(tx, context, document, { act: 'accepted', versionNumber, totalCents })
  await recordAudit(tx, context, {
    action: 'document_marked',
    subject: documentName(document, document.job),
    detail: `Sent → Accepted, version ${versionNumber}, ${formatCents(totalCents)}`,
  })
  return true
}

/** The same, in a transaction of its own. */
export const acceptDocument = (context: Actor, input: AcceptDocumentInput): Promise<boolean> =>
  forOrg(context.org.id, (tx) => acceptIn(tx, context, input))
