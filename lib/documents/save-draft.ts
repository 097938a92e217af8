import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { isUpToDate, savedBy } from '@/lib/edits'
import { UserError } from '@/lib/errors'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import type { DocumentContent } from './content'
import { freezeOld } from './ensure-version'
import { lockDocument, requireCovered } from './lock-document'
import { same } from './merge'
import { recordEvent } from './record-event'
import type { SaveDraftInput } from './schema'
import { documentName, isEditable, KIND_LABELS, STAGE_LABELS } from './stages'
import { priceContent } from './standing-total'

/** Refused: somebody else has saved since `version`. Nothing was written; merge with what is stored now (merge.ts). */
export type DraftSaved = { saved: true; version: number } | { saved: false; version: number; content: DocumentContent }

/**
 * Replaces a draft, unless somebody else has saved it since `version`. What was sent before stays as it was sent, and goes
 * on to set the job's price, until the draft is sent in turn.
 * @throws UserError when it can no longer be edited, or a draft that sets the job's price would come to less than was paid
 *   or is being charged
 */
export const saveDraft = (
  context: OrgContext,
  { documentId, version, formId, content }: SaveDraftInput,
): Promise<DraftSaved> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const document = await lockDocument(tx, orgId, documentId)
    if (!isEditable(document.kind, document.stage))
      throw new UserError(
        `This ${KIND_LABELS[document.kind].toLowerCase()} is now ${STAGE_LABELS[document.stage].toLowerCase()}, so it can’t be changed. Nothing was saved.`,
      )
    if (same(document.content, content)) return { saved: true, version: document.version }
    if (!isUpToDate(document, { version, formId }))
      return { saved: false, version: document.version, content: document.content }

    const isDraft = document.stage === 'draft'
    const { totalCents } = priceContent(content, document.kind)
    if (isDraft && document.setsPrice) await requireCovered(tx, orgId, document.jobId, totalCents)
    await freezeOld(tx, document)
    await tx.document.update({
      where: { orgId_id: { orgId, id: documentId } },
      data: { ...savedBy({ formId }), content, ...(isDraft && { totalCents }) },
    })
    // It saves as somebody types: once for each form.
    if (document.formId !== formId) {
      await recordEvent(tx, context, document, { act: 'edited', totalCents })
      const [before, after] = [priceContent(document.content, document.kind).totalCents, totalCents].map((cents) =>
        cents === null ? 'no total yet' : formatCents(cents),
      )
      const detail = before === after ? `${after}, as before` : `${before} → ${after}`
      const subject = documentName(document, document.job)
      await recordAudit(tx, context, { action: 'document_changed', subject, detail })
    }
    return { saved: true, version: document.version + 1 }
  })
