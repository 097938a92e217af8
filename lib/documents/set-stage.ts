import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, dayOf, formatDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import { type Actor, byColumns } from '@/lib/orgs/actor'
import type { OrgContext } from '@/lib/orgs/context'
import type { DocumentVersion } from '@/prisma/generated/client'
import type { DocumentAct, DocumentKind, DocumentStage } from '@/prisma/generated/enums'
import { getContractTotal } from './contract-total'
import { requireDeposit } from './deposit-guard'
import { ensureVersion } from './ensure-version'
import { getHeldCents, type LockedDocument, lockDocument, requireCovered } from './lock-document'
import { queueSeal } from './queue-seal'
import { recordEvent } from './record-event'
import { landChange, requireLast, requireNotCanceled } from './require-change'
import type { SetStageInput } from './schema'
import { canMove, documentName, endsByCanceling, KIND_LABELS, STAGE_LABELS } from './stages'
import { priceContent } from './standing-total'

/** Moves that need more than a stage: what is sent is frozen, and what is accepted says what was chosen. */
const takesMore = (kind: DocumentKind, from: DocumentStage, to: DocumentStage): boolean =>
  (from === 'draft' && to === 'sent') || (kind === 'proposal' && to === 'accepted')

const ACTS: Record<Exclude<DocumentStage, 'accepted'>, DocumentAct> = {
  draft: 'reopened',
  sent: 'reopened',
  declined: 'declined',
  signed: 'signed',
  completed: 'completed',
  canceled: 'canceled',
}

/**
 * Moves a document from the stage the user saw to one that may follow. Sending and accepting have functions of their own.
 * @throws UserError when that stage may not follow, when somebody else has moved the document, when the job would cost
 *   less than was paid, or with a question in `fields.sure`: some have signed here, and others still do
 */
export const setStage = (context: OrgContext, { documentId, from, to, sure }: SetStageInput): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await lockDocument(tx, context.org.id, documentId)
    if (document.stage === to) return // clicked twice
    const kind = KIND_LABELS[document.kind]
    if (document.stage !== from)
      throw new UserError(
        `This ${kind.toLowerCase()} is already marked as ${STAGE_LABELS[document.stage].toLowerCase()}. Reload the page.`,
      )
    if (!canMove(document.kind, from, to) || takesMore(document.kind, from, to) || to === 'accepted')
      throw new UserError(
        `${kind}: ${STAGE_LABELS[from].toLowerCase()} can’t become ${STAGE_LABELS[to].toLowerCase()}. Choose another stage.`,
      )
    const question = to === 'signed' ? await unsignedQuestion(tx, document) : null
    if (question && question !== sure) throw new UserError(question, { sure: question })
    await moveIn(tx, context, document, to)
  })

/** What is asked before a paper counts as signed of which some signatures are here and others aren't; null without any. */
async function unsignedQuestion(
  tx: Tx,
  { orgId, id: documentId, sentVersion }: LockedDocument,
): Promise<string | null> {
  const where = { orgId, documentId, versionNumber: sentVersion ?? 0 }
  const signers = await tx.signer.findMany({ where, include: { signature: true }, orderBy: { position: 'asc' } })
  const namesOf = (hasSigned: boolean) =>
    signers.filter(({ signature }) => (signature !== null) === hasSigned).map(({ name }) => name)
  const [signed, open] = [namesOf(true), namesOf(false)]
  if (signed.length === 0 || open.length === 0) return null
  return `${signed.join(', ')} signed here, and ${open.join(', ')} didn’t yet. Nothing more is signed here once it’s marked as signed. If you have the other signatures on paper, mark it as signed once more.`
}

/**
 * Moves a locked document to a stage that may follow, whoever does it: a member, the last who signs, or who cancels.
 * @param said why, in the words of whoever moves it, for the timeline
 * @throws UserError when the job would cost less than was paid, or what the stage asks for isn't there; nothing is moved then
 */
export async function moveIn(
  tx: Tx,
  context: Actor,
  document: LockedDocument,
  to: Exclude<DocumentStage, 'accepted'>,
  { at = now(), said }: { at?: Date; said?: string } = {},
): Promise<void> {
  const { orgId, id: documentId, stage: from } = document
  const kind = KIND_LABELS[document.kind]
  // A declined proposal has no price. As long as it sets the job's price, nothing may be paid on it.
  if (to === 'declined' && document.setsPrice) {
    const held = await getHeldCents(tx, orgId, document.jobId)
    if (held > 0)
      throw new UserError(
        `${formatCents(held)} of this job is paid or being charged. Void or refund it before you mark the ${kind.toLowerCase()} as declined.`,
      )
  }
  // One that was declined would wait for signatures again, and people would be reminded of it.
  if (document.kind === 'change_order' && to === 'sent') await requireNotCanceled(tx, document)
  if (from === 'signed' && to === 'sent') await requireLast(tx, document)
  const version = await ensureVersion(tx, document)
  if (document.kind === 'agreement' && to === 'signed' && version)
    await requireDeposit(tx, document, version, dayOf(at, context.org.timeZone))
  const acceptanceId =
    document.kind === 'change_order' && to === 'signed' && version
      ? await signChange(tx, context, document, version, at)
      : null
  if (to === 'canceled' && !endsByCanceling(document.kind, from))
    throw new UserError(`This ${kind.toLowerCase()} isn’t signed, so it can’t be canceled. Nothing was changed.`)
  // Back to a draft, the job costs what the draft comes to; back to sent, what was sent. What was canceled keeps what it came
  // to, and the job costs nothing (contract-total.ts): what is paid is refunded.
  const isCanceled = to === 'canceled'
  const totalCents = isCanceled
    ? document.totalCents
    : to === 'draft'
      ? priceContent(document.content, document.kind).totalCents
      : (version?.totalCents ?? null)
  if (totalCents !== document.totalCents && document.setsPrice)
    await requireCovered(tx, orgId, document.jobId, totalCents)
  const raised = document.kind === 'change_order' && from === 'signed' && !isCanceled ? (document.totalCents ?? 0) : 0
  if (raised > 0) {
    const { cents } = await getContractTotal(tx, orgId, document.jobId)
    const held = await getHeldCents(tx, orgId, document.jobId)
    if (held > cents - raised)
      throw new UserError(
        `Without this change order the job comes to ${formatCents(cents - raised)}, and ${formatCents(held)} is paid or being charged. Void or refund the difference first. Nothing was changed.`,
      )
  }
  await tx.document.update({
    where: { orgId_id: { orgId, id: documentId } },
    data: {
      ...{ stage: to, stageAt: at },
      ...(!isCanceled && { acceptanceId }), // what was signed then stays on record
      ...(totalCents !== document.totalCents && { totalCents }),
    },
  })
  await recordEvent(tx, context, document, {
    ...{ act: ACTS[to], versionNumber: version?.number ?? null, totalCents, at },
    ...(said !== undefined && { detail: said }),
  })
  if (to === 'signed' && version) await queueSeal(tx, document, version.number)
  const detail = `${STAGE_LABELS[from]} → ${STAGE_LABELS[to]}`
  const subject = documentName(document, document.job)
  await recordAudit(tx, context, { action: 'document_marked', subject, detail })
}

/** Signs a change order as it was sent, unless its last day is over. */
function signChange(tx: Tx, by: Actor, document: LockedDocument, version: DocumentVersion, at: Date) {
  const last = version.expiresOn && dateToDay(version.expiresOn)
  if (last !== null && dayOf(at, by.org.timeZone) > last)
    throw new UserError(`This change order was good until ${formatDay(last)}. Choose a later day and send it again.`)
  return landChange(tx, document, version, { at, byName: by.user.name, linkId: byColumns(by).linkId })
}
