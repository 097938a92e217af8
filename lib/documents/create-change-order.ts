import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob, lockOrg } from '@/lib/locks'
import { newId } from '@/lib/new-id'
import type { OrgContext } from '@/lib/orgs/context'
import { type DocumentContent, plainContent } from './content'
import { addLines, newLine, taxesOfNew } from './editing/change-lines'
import { ensureVersion } from './ensure-version'
import { lockDocument, readContent } from './lock-document'
import { sectionList } from './places'
import { recordEvent } from './record-event'
import type { CreateChangeOrderInput } from './schema'
import type { Snapshot } from './snapshot'
import { documentName } from './stages'

/**
 * Adds a job's next change order, with one empty line: taxed as the agreement is, and showing as much of its lines. The same
 * id asked for twice is one, as long as nobody has typed into it.
 * @returns its number within the job
 * @throws UserError when no agreement is signed
 */
export const createChangeOrder = (
  context: OrgContext,
  { jobId, documentId: asked }: CreateChangeOrderInput,
): Promise<{ ordinal: number }> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockOrg(tx, orgId) // it counts its documents
    await lockJob(tx, orgId, jobId)
    const job = await tx.job.findUnique({ where: { orgId_id: { orgId, id: jobId } }, include: { documents: true } })
    if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    const made = await tx.document.findUnique({ where: { orgId_id: { orgId, id: asked } } })
    if (made?.jobId === jobId && made.stage === 'draft' && made.version === 1) return { ordinal: made.ordinal }
    // A page that comes back from the browser's history asks with an id that is used by now.
    const id = made ? randomUUID() : asked
    const agreement = job.documents.find(({ kind }) => kind === 'agreement')
    if (agreement?.stage === 'canceled')
      throw new UserError('The agreement was canceled, so nothing changes it. For other work, add a job.')
    if (agreement?.stage !== 'signed' && agreement?.stage !== 'completed')
      throw new UserError('The agreement isn’t signed yet, so change the agreement itself.')
    const version = await ensureVersion(tx, await lockDocument(tx, orgId, agreement.id))
    const signed: Snapshot = JSON.parse(version?.snapshot ?? 'null')
    const ordinal = 1 + Math.max(...job.documents.map((document) => document.ordinal))
    const content = startOf(readContent(signed.content))
    const document = await tx.document.create({
      data: { orgId, id, jobId, kind: 'change_order', ordinal, content, totalCents: 0 },
      select: { id: true, jobId: true },
    })
    await recordEvent(tx, context, document, { act: 'created', totalCents: 0 })
    const subject = documentName({ kind: 'change_order', ordinal }, job)
    await recordAudit(tx, context, { action: 'document_added', subject, detail: 'no lines yet' })
    return { ordinal }
  })

/** One empty line to type into, with the taxes that all lines of the agreement have. */
function startOf(agreement: DocumentContent): DocumentContent {
  const { taxRates, taxExemption, show } = agreement
  const line = newLine(newId(), { taxRateIds: taxesOfNew(agreement, '') })
  return { ...addLines(sectionList('lines'), [line])(plainContent()), taxRates, taxExemption, show }
}
