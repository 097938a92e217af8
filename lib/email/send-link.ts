import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { admitLinkEmails, queueLinkEmail, settleAttention } from '@/lib/customer-links/email-link'
import type { SendLink } from '@/lib/customer-links/schema'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { ensureVersion } from '@/lib/documents/ensure-version'
import { lockDocument } from '@/lib/documents/lock-document'
import { documentLabel, KIND_LABELS } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import { lockJob } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { requireSealable } from '@/lib/seal/can-seal'
import { askIn } from '@/lib/signing/ask-for-signatures'
import { uuidOf } from '@/lib/uuid-of'

const JOB_GONE = 'This job no longer exists. Reload the page.'
const DOCUMENT_GONE = 'This document no longer exists. Go back to the job.'
const NOTHING = 'The link wasn’t emailed, and what you typed is still here.'

/**
 * Emails people the link to their page of a job, one of their own each. Of somebody whose link works already it is the
 * same link, whose earlier emails go on working. What waited for a person about emails of that link no longer does.
 *
 * Where they sign it, they are asked to in the same transaction, and that a payment is asked for when all have is written down.
 *
 * The same `requestId` again sends to whom it wasn't sent yet: pressing twice sends once.
 * @throws UserError when the job or the document no longer exists, the document isn't one that stands, or can't
 *   be signed (`askIn`), or while what is signed couldn't be sealed; LimitMet
 */
export async function sendLink(context: OrgContext, input: SendLink): Promise<void> {
  const { org } = context
  const { jobId, people, requestId } = input
  const job = await forOrg(org.id, (tx) =>
    tx.job.findUnique({ where: { orgId_id: { orgId: org.id, id: jobId } }, select: { number: true } }),
  )
  if (!job) throw new UserError(JOB_GONE)
  if (input.sign) await requireSealable()
  await admitLinkEmails(context, people, {
    jobNumber: job.number,
    once: `link email ${org.id} ${requestId}`,
    nothing: NOTHING,
  })
  await write(context, input)
}

const write = (context: OrgContext, { jobId, documentId, people, message, requestId, sign }: SendLink): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    await lockJob(tx, orgId, jobId)
    const what = documentId === undefined ? 'Their page' : await requireStanding(tx, orgId, jobId, documentId)
    const job = await tx.job.findUnique({
      where: { orgId_id: { orgId, id: jobId } },
      select: { number: true, title: true },
    })
    if (!job) throw new UserError(JOB_GONE)
    if (sign && documentId !== undefined) {
      const { asksWhenSigned, ...asked } = sign
      await askIn(tx, context, { documentId, customers: people, ...asked })
      if (asksWhenSigned) await choosePayment(tx, context, { documentId, versionNumber: asked.versionNumber })
    }
    const requestedByName = context.user.name
    for (const { name, email: to } of people) {
      const address = to.toLowerCase()
      const request = { orgId, id: requestOf(requestId, address) }
      if (await tx.emailRequest.findUnique({ where: { orgId_id: request }, select: { id: true } })) continue
      const about = { documentId: documentId ?? null, message: message || null, requestedByName, createdAt: now() }
      const email = await queueLinkEmail(tx, context, jobId, { name, email: to }, about)
      await settleAttention(tx, email)
      await tx.emailRequest.create({ data: { ...request, emailId: email.id, requestedByName } })
      await recordAudit(tx, context, {
        action: 'link_sent',
        subject: `Job ${job.number}, ${job.title}`,
        detail: `${what}, to ${name}, ${to}`,
      })
    }
  })

/** Writes down that a payment is asked for with the last signature of a version (lib/requests/when-signed.ts), once. */
const choosePayment = (tx: Tx, { org, user }: OrgContext, version: { documentId: string; versionNumber: number }) =>
  tx.paymentWhenSigned.createMany({
    data: { orgId: org.id, ...version, createdAt: now(), createdById: user.id, createdByName: user.name },
    skipDuplicates: true,
  })

/** The key of what one form sends to one address. */
const requestOf = (requestId: string, address: string): string => uuidOf(`${requestId.toLowerCase()} ${address}`)

/** Requires that a customer can read a document: a version of it was sent, and stands. @returns what it is called */
async function requireStanding(tx: Tx, orgId: string, jobId: string, documentId: string): Promise<string> {
  const document = await lockDocument(tx, orgId, documentId)
  if (document.jobId !== jobId) throw new UserError(DOCUMENT_GONE)
  const kind = KIND_LABELS[document.kind].toLowerCase()
  if (document.stage === 'draft')
    throw new UserError(`This ${kind} is a draft, so the customer can’t read it yet. Mark it as sent, then email it.`)
  if (document.stage === 'declined')
    throw new UserError(`This ${kind} was declined. Send it again with what you change, then email it.`)
  await ensureVersion(tx, document)
  return documentLabel(document)
}
