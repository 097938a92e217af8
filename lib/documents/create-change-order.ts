import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob, lockOrg } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { type DocumentContent, plainContent } from './content'
import { addLines, newLine } from './editing/change-lines'
import { newId } from './editing/new-id'
import { ensureVersion } from './ensure-version'
import { lockDocument } from './lock-document'
import { sectionList } from './places'
import { recordEvent } from './record-event'
import type { CreateChangeOrderInput } from './schema'
import { documentName } from './stages'

/**
 * Adds a job's next change order, with one empty line: taxed as the agreement is, and showing as much of its lines. The same
 * id asked for twice is one.
 * @returns its number within the job
 * @throws UserError when no agreement is signed
 */
export const createChangeOrder = (
  context: OrgContext,
  { jobId, documentId: id }: CreateChangeOrderInput,
): Promise<{ ordinal: number }> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockOrg(tx, orgId) // it counts its documents
    await lockJob(tx, orgId, jobId)
    const job = await tx.job.findUnique({ where: { orgId_id: { orgId, id: jobId } }, include: { documents: true } })
    if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    const made = job.documents.find((document) => document.id === id)
    if (made) return { ordinal: made.ordinal }
    const agreement = job.documents.find(({ kind }) => kind === 'agreement')
    if (agreement?.stage !== 'signed' && agreement?.stage !== 'completed')
      throw new UserError('The agreement isn’t signed yet, so change the agreement itself.')
    const signed = await lockDocument(tx, orgId, agreement.id)
    await ensureVersion(tx, signed)
    const ordinal = 1 + Math.max(...job.documents.map((document) => document.ordinal))
    const content = startOf(signed.content)
    const document = await tx.document.create({
      data: { orgId, id, jobId, kind: 'change_order', ordinal, content, totalCents: 0 },
      select: { id: true, jobId: true },
    })
    await recordEvent(tx, context, document, { act: 'created', totalCents: 0 })
    const subject = documentName({ kind: 'change_order', ordinal }, job)
    await recordAudit(tx, context, { action: 'document_added', subject, detail: 'no lines yet' })
    return { ordinal }
  })

/** One empty line to type into, with the agreement's taxes. */
function startOf({ taxRates, taxExemption, show }: DocumentContent): DocumentContent {
  const line = newLine(newId(), { taxRateIds: taxRates.map(({ id }) => id) })
  return { ...addLines(sectionList('lines'), [line])(plainContent()), taxRates, taxExemption, show }
}
