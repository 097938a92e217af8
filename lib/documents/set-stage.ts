import 'server-only'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { Refusal } from '@/lib/errors'
import type { SetStageInput } from './schema'
import { canMove, KIND_LABELS, STAGE_LABELS } from './stages'

/**
 * Moves a document from the stage it was shown in to another that may follow.
 * @throws Refusal when it may not, or when somebody else has moved it
 */
export const setStage = (orgId: string, { documentId, from, to }: SetStageInput): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const document = await tx.document.findUnique({
      where: { orgId_id: { orgId, id: documentId } },
      select: { kind: true, stage: true },
    })
    if (!document) throw new Refusal('This document does not exist any more.')
    if (document.stage === to) return // pressed twice
    const kind = KIND_LABELS[document.kind]
    if (document.stage !== from)
      throw new Refusal(
        `Somebody else has marked this ${kind.toLowerCase()} as ${STAGE_LABELS[document.stage].toLowerCase()}.`,
      )
    if (!canMove(document.kind, from, to))
      throw new Refusal(`${kind}: ${STAGE_LABELS[from].toLowerCase()} cannot become ${STAGE_LABELS[to].toLowerCase()}.`)
    const { count } = await tx.document.updateMany({
      where: { orgId, id: documentId, stage: from },
      data: { stage: to, stageAt: now() },
    })
    if (count === 0) throw new Refusal(`Somebody else has just moved this ${kind.toLowerCase()}. Reload the page.`)
  })
