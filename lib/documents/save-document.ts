import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import { getHeldCents } from './queries'
import type { SaveDocumentInput } from './schema'
import { isEditable, KIND_LABELS, STAGE_LABELS } from './stages'
import { documentTotalCents } from './total'

/** `conflict` is the version that somebody else saved in the meantime; nothing was written then. */
export type SaveDocumentResult = { saved: true } | { saved: false; conflict: number }

type Line = SaveDocumentInput['items'][number]
const sameLines = (a: readonly Line[], b: readonly Line[]) =>
  a.length === b.length &&
  a.every((line, i) => {
    const other = b[i]
    return (
      line.description === other?.description &&
      line.quantityHundredths === other.quantityHundredths &&
      line.unitPriceCents === other.unitPriceCents
    )
  })

/**
 * Replaces a document's lines, unless somebody else has saved it since `version`.
 * @throws UserError when it can no longer be edited, or would total less than was paid or is being charged
 */
export const saveDocument = (
  orgId: string,
  { documentId, version, items }: SaveDocumentInput,
): Promise<SaveDocumentResult> =>
  forOrg(orgId, async (tx) => {
    const key = { orgId_id: { orgId, id: documentId } }
    const located = await tx.document.findUnique({ where: key, select: { jobId: true } })
    if (!located) throw new UserError('This document no longer exists. Go back to the job.')
    await lockJob(tx, orgId, located.jobId)

    const document = await tx.document.findUnique({
      where: key,
      include: { items: { orderBy: { position: 'asc' } }, job: { select: { documents: { select: { kind: true } } } } },
    })
    if (!document) throw new UserError('This document no longer exists. Go back to the job.')
    const kind = KIND_LABELS[document.kind].toLowerCase()
    if (!isEditable(document.stage))
      throw new UserError(
        `This ${kind} is now ${STAGE_LABELS[document.stage].toLowerCase()}, so its lines can’t be changed.`,
      )
    if (document.version !== version)
      // The same lines are our own save whose answer didn't arrive.
      return sameLines(document.items, items) ? { saved: true } : { saved: false, conflict: document.version }

    const hasAgreement = document.job.documents.some((other) => other.kind === 'agreement')
    if (document.kind === 'agreement' || !hasAgreement) {
      const held = await getHeldCents(tx, orgId, document.jobId)
      const total = documentTotalCents(items)
      if (total < held) {
        const words = `The total can’t be below ${formatCents(held)}, which is already paid or being charged. Raise a price or add a line.`
        throw new UserError(`${words} Nothing was saved.`, { items: words })
      }
    }
    await tx.lineItem.deleteMany({ where: { orgId, documentId } })
    await tx.lineItem.createMany({ data: items.map((line, position) => ({ orgId, documentId, position, ...line })) })
    await tx.document.update({ where: key, data: { version: { increment: 1 } } })
    return { saved: true }
  })
