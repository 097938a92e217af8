import 'server-only'
import type { AuditAction } from '@/lib/audit/actions'
import { recordAudit } from '@/lib/audit/record'
import { ensureLink, makeAddress, revokeLink } from '@/lib/customer-links/create-link'
import type { GiveLink } from '@/lib/customer-links/schema'
import { ADDRESS_LASTS, LINK_LASTS, type LinkWay } from '@/lib/customer-links/ways'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { type Qr, qrOf } from '@/lib/qr'
import type { CustomerLink } from '@/prisma/generated/client'

// Links that the office gives away itself: as a code in the room, or copied into a message of its own.

/** `lastsMs`: for how long the address can be opened from now on. */
export type GivenLink = { address: string; lastsMs: number }

/**
 * Makes a code for a person in the room. One that nobody has scanned yet is the same link with another address, so that
 * pressing again doesn't fill the list.
 * @throws UserError when the job no longer exists
 */
export async function showCode(context: OrgContext, input: GiveLink): Promise<GivenLink & { qr: Qr }> {
  const given = await give(context, input, 'room', 'link_shown')
  return { ...given, qr: qrOf(given.address) }
}

/** Makes a link for a person to be copied. @throws UserError when the job no longer exists */
export const copyLink = (context: OrgContext, input: GiveLink): Promise<GivenLink> =>
  give(context, input, 'copied', 'link_copied')

const give = (context: OrgContext, { jobId, name }: GiveLink, way: LinkWay, action: AuditAction): Promise<GivenLink> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJob(tx, orgId, jobId)
    const unopened = way === 'room' ? await renewUnopened(tx, orgId, { jobId, name, way }) : null
    const link = unopened ?? (await ensureLink(tx, context, jobId, { name, email: null }, way))
    const address = await makeAddress(tx, link)
    const job = await tx.job.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: jobId } },
      select: { number: true, title: true },
    })
    await recordAudit(tx, context, { action, subject: `Job ${job.number}, ${job.title}`, detail: `For ${name}` })
    return { address, lastsMs: ADDRESS_LASTS[way] }
  })

/** The link of this kind for this person that nobody has opened, for its whole time again; null without one. */
async function renewUnopened(tx: Tx, orgId: string, wanted: GiveLink & { way: LinkWay }): Promise<CustomerLink | null> {
  const known = await tx.customerLink.findFirst({
    where: { orgId, ...wanted, uses: 0, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: 'desc' },
  })
  if (!known) return null
  const expiresAt = new Date(Date.now() + LINK_LASTS[wanted.way])
  return tx.customerLink.update({ where: { orgId_id: { orgId, id: known.id } }, data: { expiresAt } })
}

/** Ends a link with every address of it. @throws UserError when it was revoked before, or isn't this company's */
export const endLink = (context: OrgContext, { linkId: id }: { linkId: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const where = { orgId_id: { orgId: context.org.id, id } }
    const link = await tx.customerLink.findUnique({
      where,
      select: { name: true, email: true, job: { select: { number: true, title: true } } },
    })
    if (!link || !(await revokeLink(tx, context, id)))
      throw new UserError('This link was revoked already. Close this to see the list as it is now.')
    const { name, email, job } = link
    await recordAudit(tx, context, {
      action: 'link_revoked',
      subject: `Job ${job.number}, ${job.title}`,
      detail: `Of ${[name, email].filter(Boolean).join(', ')}`,
    })
  })
