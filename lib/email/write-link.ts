import 'server-only'
import { createElement } from 'react'
import { COMPANY_LICENSES } from '@/lib/company/face'
import { makeAddress } from '@/lib/customer-links/create-link'
import { dayOf, formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { documentLabel } from '@/lib/documents/stages'
import type { Email } from '@/prisma/generated/client'
import { companySender } from './company-sender'
import { withoutLinks } from './plain-links'
import { LinkEmail } from './templates/link'
import type { Written } from './written'

const isInPast = (at: Date) => at.getTime() <= Date.now()

/**
 * Writes the email that brings a customer their link. Its address is made now, and kept nowhere: each try has its own.
 * Superseded once the link was revoked or its time is over, or its document is a draft again, which nobody can open.
 */
export async function writeLink(tx: Tx, { orgId, linkId, documentId, message }: Email): Promise<Written> {
  const link = await tx.customerLink.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: linkId ?? '' } },
    include: { job: { include: { org: { include: COMPANY_LICENSES } } } },
  })
  if (link.revokedAt || isInPast(link.expiresAt)) return { kind: 'superseded', by: null }
  const document =
    documentId === null ? null : await tx.document.findUniqueOrThrow({ where: { orgId_id: { orgId, id: documentId } } })
  if (document?.stage === 'draft') return { kind: 'superseded', by: null }
  const { job } = link
  const { company, ...sender } = await companySender(tx, job.org)
  const jobTitle = withoutLinks(job.title)
  const what = document ? documentLabel(document) : 'Your project'
  const href = await makeAddress(tx, link)
  const element = createElement(LinkEmail, {
    ...{ company, jobTitle, canReply: sender.replyTo !== null, name: withoutLinks(link.name), jobNumber: job.number },
    subject: what,
    siteAddress: withoutLinks(
      [job.street, job.city, [job.state, job.zip].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    ),
    message: (message ?? '')
      .split(/\n\s*\n/)
      .map(withoutLinks)
      .filter(Boolean),
    button: { label: document ? `Open the ${what.toLowerCase()}` : 'Open your page', href },
    worksUntil: formatDay(dayOf(link.expiresAt, job.org.timeZone)),
  })
  return {
    ...{ kind: 'message', ...sender, element, secret: href.slice(href.lastIndexOf('/') + 1) },
    subject: `${company.name}: ${document ? `${what.toLowerCase()} for ${jobTitle}` : jobTitle}`,
  }
}
