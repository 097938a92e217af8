import { createHash } from 'node:crypto'
import { ensureLink, makeAddress } from '@/lib/customer-links/create-link'
import type { LinkContext } from '@/lib/customer-links/read-link'
import type { LinkWay } from '@/lib/customer-links/ways'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { jobWithDocument, readVersions, send } from './papers'

// Customers at their links, in tests.

export const tokenOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1)
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** A person's link to a job, and an address that opens it. */
export const linkTo = (context: OrgContext, jobId: string, way: LinkWay = 'email', email = 'olivia@example.com') =>
  forOrg(context.org.id, async (tx) => {
    const person = { name: 'Olivia Marsh', email: way === 'email' ? email : null }
    const link = await ensureLink(tx, context, jobId, person, way)
    return { link, address: await makeAddress(tx, link) }
  })

/** The customer at a link of theirs to a job, as a request of theirs has it. */
export async function customerAt(context: OrgContext, jobId: string, email?: string): Promise<LinkContext> {
  const { link } = await linkTo(context, jobId, 'email', email)
  const { org, source } = context
  const job = await forOrg(org.id, (tx) =>
    tx.job.findUniqueOrThrow({
      where: { orgId_id: { orgId: org.id, id: jobId } },
      select: { id: true, number: true, title: true, customerId: true },
    }),
  )
  const { id, name, expiresAt, openedAt } = link
  return {
    ...{ org, role: 'customer', user: { id, name }, ...(source && { source }) },
    link: { id, name, email: link.email, way: 'email', language: null, expiresAt, openedAt, job },
  }
}

/** The version of a document that stands, as a page that shows it sends it back. */
export async function readOf(context: OrgContext, documentId: string) {
  const last = (await readVersions(context, documentId)).at(-1)
  if (!last) throw new Error('nothing was sent')
  return { documentId, versionNumber: last.number, sha256: last.sha256 }
}

/** A job with a proposal over `totalCents` that was sent, and its customer at their link. */
export async function sentProposal(context: OrgContext, totalCents = 500_000) {
  const { jobId, documentId } = await jobWithDocument(context, totalCents, { kind: 'proposal' })
  await send(context, documentId)
  return { jobId, documentId, customer: await customerAt(context, jobId), read: await readOf(context, documentId) }
}
