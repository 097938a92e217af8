import 'server-only'
import type { Tx } from '@/lib/db'
import { admit } from '@/lib/limits/admit'
import type { OrgContext } from '@/lib/orgs/context'
import { enqueue } from '@/lib/queue/enqueue'
import { emailJob } from '@/lib/queue/jobs'
import type { Email, Prisma } from '@/prisma/generated/client'
import { type By, ensureLink } from './create-link'

/** Somebody who is emailed a link. */
type Recipient = { name: string; email: string }

/**
 * Counts an email to each of some people against its limits, before any of it is written.
 * @param once marks the same try: again it counts nothing
 * @param nothing that nothing was done, in a sentence
 * @throws LimitMet, at the person's `people.N.email`
 */
export async function admitLinkEmails(
  context: OrgContext,
  people: readonly Recipient[],
  { jobNumber, once, nothing }: { jobNumber: number; once: string; nothing: string },
): Promise<void> {
  for (const [at, { email }] of people.entries()) {
    const inbox = email.toLowerCase()
    const options = { once: `${once} ${inbox}`, nothing, field: `people.${at}.email` }
    await admit(context, 'link email', { jobNumber, inbox }, options)
  }
}

/** What an email of a link is about, as columns of its row. */
export type LinkEmailAbout = Pick<
  Prisma.EmailUncheckedCreateInput,
  'documentId' | 'sealedFileId' | 'paymentRequestId' | 'signerId' | 'reminderStep' | 'message' | 'requestedByName'
> & { createdAt: Date }

/**
 * Has a person emailed the link to their page of a job, once this transaction commits: the one that works, or a new one.
 * @param by in which company, and by whose name
 * @throws UserError when the job no longer exists
 */
export async function queueLinkEmail(
  tx: Tx,
  by: By,
  jobId: string,
  to: Recipient,
  about: LinkEmailAbout,
): Promise<Email> {
  const orgId = by.org.id
  const person = { name: to.name, email: to.email.toLowerCase() }
  const { id: linkId } = await ensureLink(tx, by, jobId, person, 'email')
  const email = await tx.email.create({ data: { orgId, kind: 'link', linkId, to: to.email, ...about } })
  await enqueue(tx, [emailJob(email)])
  return email
}

/**
 * Has a person emailed the sealed copy of what they signed. It goes along with the email, so it reaches them by a link that was
 * revoked, too: that one stays revoked, and no other is made in its place.
 */
export async function queueCopyEmail(
  tx: Tx,
  by: By,
  jobId: string,
  to: Recipient,
  about: LinkEmailAbout,
): Promise<void> {
  const orgId = by.org.id
  const last = await tx.customerLink.findFirst({
    where: { orgId, jobId, email: to.email.toLowerCase() },
    orderBy: { createdAt: 'desc' },
    select: { id: true, revokedAt: true },
  })
  if (!last?.revokedAt) return void (await queueLinkEmail(tx, by, jobId, to, about))
  const email = await tx.email.create({ data: { orgId, kind: 'link', linkId: last.id, to: to.email, ...about } })
  await enqueue(tx, [emailJob(email)])
}

/** What waited for a person about emails of a link no longer does: they had another one sent. */
export const settleAttention = (tx: Tx, { orgId, linkId }: Pick<Email, 'orgId' | 'linkId'>) =>
  tx.email.updateMany({ where: { orgId, linkId, attentionAt: { not: null } }, data: { attentionAt: null } })
