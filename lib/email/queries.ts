import 'server-only'
import { readLogo } from '@/lib/company/read-logo'
import type { Tx } from '@/lib/db'
import { logosIn, withLogos } from './logo-part'

/** An organization's newest emails, sent or not, without their text. `notices`: those to its owners, too. */
export const listEmails = (tx: Tx, orgId: string, notices: boolean, limit = 100) =>
  tx.email.findMany({
    where: { orgId, ...(!notices && { kind: { not: 'notice' } }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: {
      id: true,
      kind: true,
      to: true,
      subject: true,
      status: true,
      createdAt: true,
      sentAt: true,
      keptHere: true,
      ...{ paymentRequestId: true, signerId: true, reminderStep: true, sealedFileId: true },
    },
  })

/** One email as it was sent, with what its payment is now and the job of the link that it brings, or null. */
export async function getEmail(tx: Tx, orgId: string, id: string) {
  const email = await tx.email.findUnique({
    where: { orgId_id: { orgId, id } },
    include: {
      payment: { select: { status: true, method: true } },
      recordedPayment: { include: { correction: { select: { id: true } } } },
      bounces: { orderBy: { receivedAt: 'asc' } },
    },
  })
  if (!email) return null
  const link = email.linkId
    ? await tx.customerLink.findUnique({
        where: { orgId_id: { orgId, id: email.linkId } },
        select: { job: { select: { number: true } } },
      })
    : null
  return { ...email, jobNumber: link?.job.number ?? null }
}

/** An email's HTML as a page shows it: with the logo that went along as a part of the message. */
export async function shownHtml(tx: Tx, orgId: string, html: string): Promise<string> {
  const pictures = new Map<string, Uint8Array>()
  for (const hash of logosIn(html)) {
    const png = await readLogo(tx, orgId, hash)
    if (png) pictures.set(hash, png)
  }
  return withLogos(html, pictures)
}
