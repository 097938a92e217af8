import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { getHeldCents } from './queries'
import type { SetStageInput } from './schema'
import { canMove, documentName, KIND_LABELS, STAGE_LABELS } from './stages'

/**
 * Moves a document from the stage the user saw to one that may follow.
 * @throws UserError when that stage may not follow, when somebody else has moved the document, or when it would be
 *   declined although money was taken
 */
export const setStage = (context: OrgContext, { documentId, from, to }: SetStageInput): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const where = { orgId_id: { orgId, id: documentId } }
    const located = await tx.document.findUnique({ where, select: { jobId: true } })
    if (!located) throw new UserError('This document no longer exists. Go back to the job.')
    await lockJob(tx, orgId, located.jobId) // locked: nobody else moves it or charges for it
    const document = await tx.document.findUniqueOrThrow({
      where,
      select: { kind: true, stage: true, job: { select: { number: true, title: true } } },
    })
    if (document.stage === to) return // clicked twice
    const kind = KIND_LABELS[document.kind]
    if (document.stage !== from)
      throw new UserError(
        `This ${kind.toLowerCase()} is already marked as ${STAGE_LABELS[document.stage].toLowerCase()}. Reload the page.`,
      )
    if (!canMove(document.kind, from, to))
      throw new UserError(
        `${kind}: ${STAGE_LABELS[from].toLowerCase()} can’t become ${STAGE_LABELS[to].toLowerCase()}. Choose another stage.`,
      )
    // A declined proposal has no price. As long as it sets the job's price, nothing may be paid on it.
    const agreement = await tx.document.count({ where: { orgId, jobId: located.jobId, kind: 'agreement' } })
    const held = to === 'declined' && agreement === 0 ? await getHeldCents(tx, orgId, located.jobId) : 0
    if (held > 0)
      throw new UserError(
        `${formatCents(held)} of this job is paid or being charged. Void or refund it before you mark the ${kind.toLowerCase()} as declined.`,
      )
    await tx.document.update({ where, data: { stage: to, stageAt: now() } })
    const detail = `${STAGE_LABELS[from]} → ${STAGE_LABELS[to]}`
    const subject = documentName(document.kind, document.job)
    await recordAudit(tx, context, { action: 'document_marked', subject, detail })
  })
