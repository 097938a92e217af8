import 'server-only'
import { createHash } from 'node:crypto'
import { COMPANY_LICENSES, logoOf, payeeOf } from '@/lib/company/face'
import { customerName } from '@/lib/customers/schema'
import { dayToDate } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import type { DocumentVersion } from '@/prisma/generated/client'
import type { Cancellation } from './cancellation'
import { canonicalJson } from './canonical'
import type { ContentLine, ContentSection, DocumentContent } from './content'
import type { LockedDocument } from './lock-document'
import type { Snapshot, SnapshotAddress, SnapshotChange } from './snapshot'
import { priceContent } from './standing-total'

type Address = { street: string | null; city: string | null; state: string | null; zip: string | null }
const addressOf = ({ street, city, state, zip }: Address): SnapshotAddress => ({
  street: street ?? '',
  city: city ?? '',
  state: state ?? '',
  zip: zip ?? '',
})

const shownLine = ({ costCents: _, ...line }: ContentLine) => line
const shownSection = ({ lines, ...section }: ContentSection) => ({ ...section, lines: lines.map(shownLine) })

/** A draft without what only the company sees. */
function shownContent({ internalNote: _, sections, optionGroups, ...content }: DocumentContent): Snapshot['content'] {
  return {
    ...content,
    sections: sections.map(shownSection),
    optionGroups: optionGroups.map(({ options, ...group }) => ({
      ...group,
      options: options.map((option) => ({
        ...option,
        lines: option.lines.map(shownLine),
        sections: option.sections.map(shownSection),
      })),
    })),
  }
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Freezes what a document holds now as its next version, with everything else that the customer is shown. Nobody can change
 * it afterwards, not even this program: the database refuses.
 * @param sent when, by whom, whether its paper has room for signatures, what it says of the right to cancel, and what a change
 *   order does to its job (require-change.ts)
 * @throws when the content can't be priced: look first (ready.ts)
 */
export async function freeze(
  tx: Tx,
  document: LockedDocument,
  sent: {
    at: Date
    byName: string
    isSigned?: boolean
    cancellation?: Cancellation | null
    change?: SnapshotChange | null
  },
): Promise<DocumentVersion> {
  const { orgId, id: documentId } = document
  const { priced, totalCents } = priceContent(document.content, document.kind)
  if (!priced.ok) throw new Error('a document that can’t be priced can’t be sent')
  const org = await tx.org.findUniqueOrThrow({ where: { id: orgId }, include: COMPANY_LICENSES })
  const job = await tx.job.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: document.jobId } },
    include: { customer: true },
  })
  const last = await tx.documentVersion.aggregate({ where: { orgId, documentId }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  const snapshot: Snapshot = {
    format: 1,
    kind: document.kind,
    number: document.number,
    version: number,
    sentAt: sent.at.toISOString(),
    timeZone: org.timeZone,
    company: {
      name: org.name,
      legalName: org.legalName ?? '',
      address: addressOf(org),
      phone: org.phone ?? '',
      email: org.email ?? '',
      website: org.website ?? '',
      licenses: org.licenses.map(({ state, number }) => ({ state, number })),
      logo: logoOf(org),
      brandColor: org.brandColor,
      footer: org.footer ?? '',
    },
    customer: {
      name: customerName(job.customer),
      company: job.customer.company ?? '',
      address: addressOf(job.customer),
    },
    job: { number: job.number, title: job.title, site: addressOf(job) },
    content: shownContent(document.content),
    sums: priced,
    ...(sent.change && { change: sent.change }),
    ...(sent.cancellation && { cancellation: sent.cancellation }),
    ...(sent.isSigned && {
      signatures: {
        company: payeeOf(org),
        customers: [{ name: customerName(job.customer), company: job.customer.company ?? '' }],
      },
    }),
  }
  const text = canonicalJson(snapshot)
  const { expiresOn } = document.content
  return tx.documentVersion.create({
    data: {
      ...{ orgId, documentId, number, totalCents, snapshot: text, sha256: hashOf(text) },
      expiresOn: expiresOn === null ? null : dayToDate(expiresOn),
      sentAt: sent.at,
      sentByName: sent.byName,
    },
  })
}
