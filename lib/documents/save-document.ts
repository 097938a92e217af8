import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { differencesBetween, isUpToDate, type SaveResult, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { getHeldCents } from './queries'
import { lineSentence, type SaveDocumentInput } from './schema'
import { documentName, isEditable, KIND_LABELS, STAGE_LABELS } from './stages'
import { documentTotalCents } from './total'

type Line = SaveDocumentInput['items'][number]

/** Where two versions of the lines differ; a line that one of them lacks is empty there. */
function changesBetween(theirs: readonly Line[], mine: readonly Line[]) {
  const texts = (lines: readonly Line[]) => {
    const all = Array.from({ length: Math.max(theirs.length, mine.length) }, (_, at) => lines[at])
    return Object.fromEntries(all.map((line, at) => [`items.${at}`, line ? lineSentence(line) : '']))
  }
  return differencesBetween(texts(theirs), texts(mine))
}

/**
 * Replaces a document's lines, unless somebody else has saved it since `version`.
 * @throws UserError when it can no longer be edited, or would total less than was paid or is being charged
 */
export const saveDocument = (
  context: OrgContext,
  { documentId, version, formId, items }: SaveDocumentInput,
): Promise<SaveResult<null>> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const key = { orgId_id: { orgId, id: documentId } }
    const located = await tx.document.findUnique({ where: key, select: { jobId: true } })
    if (!located) throw new UserError('This document no longer exists. Go back to the job.')
    await lockJob(tx, orgId, located.jobId)

    const document = await tx.document.findUnique({
      where: key,
      include: {
        items: { orderBy: { position: 'asc' } },
        job: { select: { number: true, title: true, documents: { select: { kind: true } } } },
      },
    })
    if (!document) throw new UserError('This document no longer exists. Go back to the job.')
    const kind = KIND_LABELS[document.kind].toLowerCase()
    if (!isEditable(document.stage))
      throw new UserError(
        `This ${kind} is now ${STAGE_LABELS[document.stage].toLowerCase()}, so its lines can’t be changed.`,
      )
    const differences = changesBetween(document.items, items)
    if (differences.length === 0) return { saved: true, value: null }
    if (!isUpToDate(document, { version, formId }))
      return { saved: false, conflict: { version: document.version, differences } }

    const hasAgreement = document.job.documents.some((other) => other.kind === 'agreement')
    if (document.kind === 'agreement' || !hasAgreement) {
      const held = await getHeldCents(tx, orgId, document.jobId)
      const total = documentTotalCents(items)
      if (total < held) {
        const words = `The total can’t be below ${formatCents(held)}, which is already paid or being charged. Raise a price or add a line.`
        throw new UserError(`${words} Nothing was saved.`, { items: words })
      }
    }
    // First: the database counts lines that are changed without it (migration versions_counted).
    await tx.document.update({ where: key, data: savedBy({ formId }) })
    await tx.lineItem.deleteMany({ where: { orgId, documentId } })
    await tx.lineItem.createMany({ data: items.map((line, position) => ({ orgId, documentId, position, ...line })) })
    const [before, after] = [document.items, items].map((lines) => formatCents(documentTotalCents(lines)))
    const detail = before === after ? `${after}, as before` : `${before} → ${after}`
    const subject = documentName(document.kind, document.job)
    await recordAudit(tx, context, { action: 'document_changed', subject, detail })
    return { saved: true, value: null }
  })
