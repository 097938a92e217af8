import 'server-only'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import { getHeldCents } from './queries'
import type { SetStageInput } from './schema'
import { canMove, KIND_LABELS, STAGE_LABELS } from './stages'

/**
 * Moves a document from the stage it was shown in to another that may follow.
 * @throws UserError when it may not, when somebody else has moved it, or when it would be declined although money was taken
 */
export const setStage = (orgId: string, { documentId, from, to }: SetStageInput): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const where = { orgId_id: { orgId, id: documentId } }
    const located = await tx.document.findUnique({ where, select: { jobId: true } })
    if (!located) throw new UserError('This document does not exist any more.')
    await lockJob(tx, orgId, located.jobId) // from here on nobody else moves it, and nobody charges for it
    const document = await tx.document.findUniqueOrThrow({ where, select: { kind: true, stage: true } })
    if (document.stage === to) return // pressed twice
    const kind = KIND_LABELS[document.kind]
    if (document.stage !== from)
      throw new UserError(
        `Somebody else has marked this ${kind.toLowerCase()} as ${STAGE_LABELS[document.stage].toLowerCase()}.`,
      )
    if (!canMove(document.kind, from, to))
      throw new UserError(
        `${kind}: ${STAGE_LABELS[from].toLowerCase()} cannot become ${STAGE_LABELS[to].toLowerCase()}.`,
      )
    // A declined proposal costs nothing: while it is what the job costs, there must be nothing that was paid on it.
    const agreement = await tx.document.count({ where: { orgId, jobId: located.jobId, kind: 'agreement' } })
    const held = to === 'declined' && agreement === 0 ? await getHeldCents(tx, orgId, located.jobId) : 0
    if (held > 0)
      throw new UserError(
        `${formatCents(held)} has been paid or is being charged on this job, so the ${kind.toLowerCase()} cannot be marked as declined.`,
      )
    await tx.document.update({ where, data: { stage: to, stageAt: now() } })
  })
