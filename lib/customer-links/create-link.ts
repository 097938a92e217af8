import 'server-only'
import type { Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { CustomerLink } from '@/prisma/generated/client'
import { addressOf, makeLinkToken } from './link-token'
import { ADDRESS_LASTS, LINK_LASTS, type LinkWay } from './ways'

/** For whom a link is. `email` where it is sent, in lower case. */
export type LinkPerson = { name: string; email: string | null }

/** In which company, and by whose name. */
export type By = { org: { id: string }; user: { name: string } }

// By the real clock, as the database compares them.
const inTime = (ms: number) => new Date(Date.now() + ms)

/**
 * Makes a person's link to a job; of an email the one that works already, which then works for its whole time again: its
 * earlier emails go on opening the same page. Nothing is sent.
 * @throws UserError when the job no longer exists
 */
export async function ensureLink(
  tx: Tx,
  { org, user }: By,
  jobId: string,
  person: LinkPerson,
  way: LinkWay,
): Promise<CustomerLink> {
  const orgId = org.id
  await lockJob(tx, orgId, jobId)
  const expiresAt = inTime(LINK_LASTS[way])
  const known =
    person.email === null
      ? null
      : await tx.customerLink.findFirst({ where: { orgId, jobId, email: person.email, revokedAt: null } })
  if (known && known.expiresAt.getTime() > Date.now()) {
    await tx.customerLinkToken.updateMany({
      where: { orgId, linkId: known.id, kind: 'address', expiresAt: { gt: new Date() } },
      data: { expiresAt },
    })
    return tx.customerLink.update({
      where: { orgId_id: { orgId, id: known.id } },
      data: { name: person.name, expiresAt },
    })
  }
  // One that has expired stays so: its old emails say so, and don't open what is sent now.
  if (known) await revokeLink(tx, { org, user }, known.id)
  const job = await tx.job.findUnique({ where: { orgId_id: { orgId, id: jobId } }, select: { id: true } })
  if (!job) throw new UserError('This job no longer exists. Reload the page.')
  const language = person.email === null ? null : await languageOf(tx, orgId, person.email)
  return tx.customerLink.create({
    data: { orgId, jobId, ...person, way, language, expiresAt, createdByName: user.name },
  })
}

/** What a person reads at their other links of the company; null where they have opened none. */
async function languageOf(tx: Tx, orgId: string, email: string): Promise<string | null> {
  const newest = await tx.customerLink.findFirst({
    where: { orgId, email, language: { not: null } },
    orderBy: { createdAt: 'desc' },
    select: { language: true },
  })
  return newest?.language ?? null
}

/**
 * Makes an address for a link. It's given away now or never: only its hash is kept.
 * @param emailId of the email that brings it
 * @returns the address, which opens the link until its time is over
 */
export async function makeAddress(
  tx: Tx,
  link: Pick<CustomerLink, 'orgId' | 'id' | 'way'>,
  emailId: string | null = null,
): Promise<string> {
  const { token, hash } = makeLinkToken()
  const expiresAt = inTime(ADDRESS_LASTS[link.way as LinkWay])
  await tx.customerLinkToken.create({
    data: { hash, orgId: link.orgId, linkId: link.id, kind: 'address', emailId, expiresAt },
    select: { linkId: true },
  })
  return addressOf(token)
}

/** Ends a link, with all that opens it. @returns whether it still worked */
export async function revokeLink(tx: Tx, { org, user }: By, id: string): Promise<boolean> {
  const { count } = await tx.customerLink.updateMany({
    where: { orgId: org.id, id, revokedAt: null },
    data: { revokedAt: new Date(), revokedByName: user.name },
  })
  return count > 0
}
