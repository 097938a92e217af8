import 'server-only'
import type { z } from 'zod'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg, type Tx } from '@/lib/db'
import { acceptIn } from '@/lib/documents/accept-document'
import { ensureVersion } from '@/lib/documents/ensure-version'
import { getHeldCents, type LockedDocument, lockDocument } from '@/lib/documents/lock-document'
import { recordEvent } from '@/lib/documents/record-event'
import { moveIn } from '@/lib/documents/set-stage'
import { documentLabel } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { formatCents } from '@/lib/money'
import type { acceptSchema, Decline, Question, ReadVersion } from './schema'
import { tellCompany } from './tell-company'

// What a customer does with a paper besides reading it. Each names the version that they read, and its hash.

const CHANGED = 'This has changed since you opened it. Nothing was done. Read it again, then decide.'

/**
 * Locks a document of the link's job, and holds that it stands as it was read.
 * @throws UserError for another job's, and where another version stands by now
 */
export async function lockRead(tx: Tx, { org, link }: LinkContext, read: ReadVersion): Promise<LockedDocument> {
  const document = await lockDocument(tx, org.id, read.documentId)
  if (document.jobId !== link.job.id) throw new UserError('This document no longer exists. Reload the page.')
  const version = await ensureVersion(tx, document)
  if (document.stage === 'draft' || version?.number !== read.versionNumber || version.sha256 !== read.sha256)
    throw new UserError(CHANGED)
  return document
}

/** Nobody decides about a proposal in whose place there is an agreement: their page shows it as replaced. @throws UserError */
async function requireOffered(tx: Tx, { orgId, jobId, stage }: LockedDocument): Promise<void> {
  if (stage !== 'sent') return // decided before, which is said by whom and how
  const agreement = await tx.document.findFirst({
    where: { orgId, jobId, kind: 'agreement', stage: { not: 'draft' } },
    select: { id: true },
  })
  if (agreement)
    throw new UserError('There is an agreement by now in place of this proposal. Nothing was done. Reload the page.')
}

/** Writes down that this person opened a version, once. */
export const noteViewed = (context: LinkContext, read: ReadVersion): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await lockRead(tx, context, read)
    const { documentId, versionNumber } = read
    const of = { orgId: context.org.id, jobId: document.jobId, documentId, versionNumber, linkId: context.link.id }
    if (await tx.documentEvent.findFirst({ where: { ...of, act: 'viewed' }, select: { id: true } })) return
    await recordEvent(tx, context, document, { act: 'viewed', versionNumber, totalCents: document.totalCents })
  })

/** The customer accepts a proposal (`acceptIn`), and the company is told. @throws UserError as that does */
export const acceptProposal = (context: LinkContext, input: z.output<typeof acceptSchema>): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const document = await lockRead(tx, context, input)
    await requireOffered(tx, document)
    if (!(await acceptIn(tx, context, input))) return
    const { name } = context.link
    await tellCompany(tx, context, document, {
      did: 'accepted the proposal',
      paragraphs: [`${name} accepted it at ${formatCents(input.totalCents)}. Next: make the agreement and send it.`],
    })
  })

/**
 * The customer declines a proposal, and says why.
 * @throws UserError where it was decided otherwise, or money lies on it
 */
export const declineProposal = (context: LinkContext, { reason, ...read }: Decline): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const document = await lockRead(tx, context, read)
    if (document.kind !== 'proposal') throw new UserError('Only a proposal can be declined here. Call your contractor.')
    if (document.stage === 'declined') return
    await requireOffered(tx, document)
    if (document.stage !== 'sent')
      throw new UserError('This proposal was accepted already. Call your contractor if you have changed your mind.')
    if (document.setsPrice && (await getHeldCents(tx, orgId, document.jobId)) > 0)
      throw new UserError(
        'A payment was made for this job, so the proposal can’t be declined here. Call your contractor.',
      )
    await moveIn(tx, context, document, 'declined', { said: `“${reason}”` })
    await tellCompany(tx, context, document, {
      did: 'declined the proposal',
      paragraphs: [`Why: “${reason}”`, 'A new version can be sent: edit the proposal, then mark it as sent.'],
    })
  })

/** The customer asks about a paper: the company gets the question by email, and the job's timeline has it. */
export async function askAbout(context: LinkContext, { question, questionId, ...read }: Question): Promise<void> {
  const once = `question ${context.org.id} ${questionId}`
  await admit(context, 'question', {}, { once, nothing: 'Your question wasn’t sent.' })
  await forOrg(context.org.id, async (tx) => {
    const document = await lockRead(tx, context, read)
    const key = { orgId_id: { orgId: context.org.id, id: questionId } }
    if (await tx.documentEvent.findUnique({ where: key, select: { id: true } })) return
    const { versionNumber } = read
    const { totalCents } = document
    await recordEvent(tx, context, document, {
      ...{ id: questionId, act: 'asked', versionNumber, totalCents, detail: `“${question}”` },
    })
    const what = documentLabel(document).toLowerCase()
    await tellCompany(tx, context, document, {
      did: `has a question about the ${what}`,
      paragraphs: [`“${question}”`, 'Answer by phone or email: nothing that you write here reaches them.'],
    })
  })
}
