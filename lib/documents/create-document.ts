import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { getHeldCents } from './queries'
import type { CreateDocumentInput } from './schema'
import { documentName } from './stages'
import { documentTotalCents } from './total'

/**
 * Adds a job's proposal or agreement. Leaves one that exists as it is.
 * @throws UserError when a new agreement would total less than was paid or is being charged
 */
export const createDocument = (
  context: OrgContext,
  { jobId, kind, copyProposal }: CreateDocumentInput,
): Promise<{ created: boolean }> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJob(tx, orgId, jobId)
    const job = await tx.job.findUnique({
      where: { orgId_id: { orgId, id: jobId } },
      include: { documents: { include: { items: { orderBy: { position: 'asc' } } } } },
    })
    if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    if (job.documents.some((document) => document.kind === kind)) return { created: false }

    const proposal = job.documents.find((document) => document.kind === 'proposal')
    const lines = kind === 'agreement' && copyProposal ? (proposal?.items ?? []) : []
    if (kind === 'agreement') {
      const held = await getHeldCents(tx, orgId, jobId)
      if (documentTotalCents(lines) < held)
        throw new UserError(
          `${formatCents(held)} of this job is paid or being charged. Create the agreement from the proposal, then change its lines.`,
        )
    }
    const document = await tx.document.create({ data: { orgId, jobId, kind }, select: { id: true } })
    await tx.lineItem.createMany({
      data: lines.map(({ position, description, quantityHundredths, unitPriceCents }) => ({
        orgId,
        documentId: document.id,
        position,
        description,
        quantityHundredths,
        unitPriceCents,
      })),
    })
    const detail = formatCents(documentTotalCents(lines))
    await recordAudit(tx, context, { action: 'document_added', subject: documentName(kind, job), detail })
    return { created: true }
  })
