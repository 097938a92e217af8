import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob, lockOrg } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { chosenContent, inDollars } from './chosen'
import { type DocumentContent, plainContent } from './content'
import { withCosts } from './lines-of'
import { getHeldCents, readContent } from './lock-document'
import { recordEvent } from './record-event'
import type { CreateDocumentInput } from './schema'
import type { Snapshot } from './snapshot'
import { documentName } from './stages'
import { priceContent } from './standing-total'
import type { Choices } from './sums'

/**
 * Adds a job's proposal or agreement. Leaves one that exists as it is, so that two tabs make one. An agreement starts as the
 * proposal was accepted, with the options that were taken; as it was sent or drafted where it wasn't accepted.
 * @param start what another one starts with
 * @throws UserError when a new agreement would total less than was paid or is being charged
 */
export const createDocument = (
  context: OrgContext,
  { jobId, kind, copyProposal }: CreateDocumentInput,
  start: DocumentContent = plainContent(),
): Promise<{ created: boolean }> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockOrg(tx, orgId) // it counts its documents
    await lockJob(tx, orgId, jobId)
    const job = await tx.job.findUnique({
      where: { orgId_id: { orgId, id: jobId } },
      include: { documents: { include: { acceptance: { include: { version: true } } } } },
    })
    if (!job) throw new UserError('This job no longer exists. Go back to the list of jobs.')
    if (job.documents.some((document) => document.kind === kind)) return { created: false }

    const proposal = job.documents.find((document) => document.kind === 'proposal')
    const content = kind === 'agreement' && copyProposal && proposal ? agreementContent(proposal) : start
    const { totalCents } = priceContent(content, kind)
    if (kind === 'agreement') {
      const held = await getHeldCents(tx, orgId, jobId)
      if ((totalCents ?? 0) < held)
        throw new UserError(
          `${formatCents(held)} of this job is paid or being charged. Create the agreement from the proposal, then change its lines.`,
        )
    }
    const document = await tx.document.create({
      data: { orgId, jobId, kind, content, totalCents },
      select: { id: true, jobId: true },
    })
    const detail = totalCents === null ? 'no total yet' : formatCents(totalCents)
    await recordEvent(tx, context, document, { act: 'created', totalCents })
    await recordAudit(tx, context, {
      action: 'document_added',
      subject: documentName({ kind, ordinal: 0 }, job),
      detail,
    })
    return { created: true }
  })

type Accepted = { choices: unknown; version: { snapshot: string } } | null

/** What an agreement starts with. Its schedule is in dollars; what the customer may choose is chosen where they chose. */
function agreementContent({ content, acceptance }: { content: unknown; acceptance: Accepted }): DocumentContent {
  const draft = readContent(content)
  if (!acceptance) return { ...draft, expiresOn: null }
  const snapshot: Snapshot = JSON.parse(acceptance.version.snapshot)
  // The snapshot has no costs: those of the same lines are still in the draft.
  const accepted = chosenContent(readContent(snapshot.content), acceptance.choices as Choices)
  const { priced } = priceContent(accepted, 'proposal')
  const parts = priced.ok && priced.state === 'decided' ? priced.parts : []
  return { ...withCosts(accepted, draft), schedule: inDollars(accepted.schedule, parts), expiresOn: null }
}
