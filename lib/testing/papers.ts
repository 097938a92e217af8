import { randomUUID } from 'node:crypto'
import { forOrg } from '@/lib/db'
import { acceptDocument } from '@/lib/documents/accept-document'
import { type DocumentContent, plainContent } from '@/lib/documents/content'
import { saveDraft } from '@/lib/documents/save-draft'
import { sendDocument } from '@/lib/documents/send-document'
import type { Choices } from '@/lib/documents/sums'
import type { OrgContext } from '@/lib/orgs/context'
import type { DocumentKind, DocumentStage, PaymentStatus } from '@/prisma/generated/enums'

// Proposals and agreements of tests, made as people make them.

export const plainLine = (unitPriceCents: number, description = 'Roof') => ({
  description,
  quantityHundredths: 100,
  unitPriceCents,
})

/** A job with one document over `totalCents` at a stage, as one that was sent before versions were kept. */
export const jobWithDocument = (
  { org }: OrgContext,
  totalCents: number,
  { kind = 'agreement', stage = 'draft' }: { kind?: DocumentKind; stage?: DocumentStage } = {},
): Promise<{ jobId: string; documentId: string }> =>
  forOrg(org.id, async (tx) => {
    const orgId = org.id
    const { nextJobNumber: next } = await tx.org.update({
      where: { id: orgId },
      data: { nextJobNumber: { increment: 1 } },
      select: { nextJobNumber: true },
    })
    const customer = await tx.customer.create({ data: { orgId, firstName: 'Test', lastName: 'Person' } })
    // Far from the numbers of fixtures.ts.
    const number = 1_000_000 + next
    const job = await tx.job.create({ data: { orgId, number, title: 'Deck', customerId: customer.id } })
    const content = plainContent([plainLine(totalCents)])
    const document = await tx.document.create({ data: { orgId, jobId: job.id, kind, stage, totalCents, content } })
    return { jobId: job.id, documentId: document.id }
  })

/** A document's row. */
export const readRow = ({ org }: OrgContext, documentId: string) =>
  forOrg(org.id, (tx) => tx.document.findUniqueOrThrow({ where: { orgId_id: { orgId: org.id, id: documentId } } }))

/** Its versions, the first one first. */
export const readVersions = ({ org }: OrgContext, documentId: string) =>
  forOrg(org.id, (tx) =>
    tx.documentVersion.findMany({ where: { orgId: org.id, documentId }, orderBy: { number: 'asc' } }),
  )

/** Saves a draft as a form does that has just been opened. */
export async function draft(context: OrgContext, documentId: string, content: DocumentContent) {
  const { version } = await readRow(context, documentId)
  return saveDraft(context, { documentId, version, formId: randomUUID(), content })
}

/** Sends what the draft holds now. */
export async function send(context: OrgContext, documentId: string) {
  const { version } = await readRow(context, documentId)
  return sendDocument(context, { documentId, version })
}

/** Accepts the version that was sent last, at a total. */
export async function accept(
  context: OrgContext,
  documentId: string,
  totalCents: number,
  choices: { options?: Choices['options']; lines?: Choices['lines'] } = {},
) {
  const sent = (await readVersions(context, documentId)).at(-1)
  return acceptDocument(context, {
    ...{ documentId, totalCents, versionNumber: sent?.number ?? null, sha256: sent?.sha256 ?? null },
    choices: { options: [...(choices.options ?? [])], lines: [...(choices.lines ?? [])] },
  })
}

/** A payment of a job, of which nothing is known but its status. */
export const insertPayment = ({ org, user }: OrgContext, jobId: string, amountCents: number, status: PaymentStatus) =>
  forOrg(org.id, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId: org.id, id: randomUUID(), jobId, takenOn: 'agreement', amountCents, status },
        ...{ accountLabel: 'visa', lastFour: '1111', payerName: 'Test Person', merchantKey: 'local:none' },
        ...{ takenById: user.id, takenByName: user.name, sendBy: new Date() },
      },
    }),
  )
