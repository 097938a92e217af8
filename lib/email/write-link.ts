import 'server-only'
import { createElement } from 'react'
import { COMPANY_LICENSES } from '@/lib/company/face'
import { makeAddress } from '@/lib/customer-links/create-link'
import { dayOf, formatDay, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { KIND_WORDS } from '@/lib/documents/kind-words'
import { documentLabel } from '@/lib/documents/stages'
import { asLanguage } from '@/lib/language/language'
import { ENGLISH } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'
import { formatCents } from '@/lib/money'
import { requestEmailWords, signingReminderWords } from '@/lib/payments/words/request-words'
import { withoutLinks } from '@/lib/plain-links'
import { readRequests } from '@/lib/requests/read-requests'
import { readSigningRequest } from '@/lib/requests/read-signing-requests'
import { readStandings } from '@/lib/requests/read-standing'
import { stateOfRequest } from '@/lib/requests/signing-facts'
import type { Document, Email } from '@/prisma/generated/client'
import { companySender } from './company-sender'
import { LinkEmail } from './templates/link'
import type { Written } from './written'

const isInPast = (at: Date) => at.getTime() <= Date.now()

/**
 * Writes the email that brings a customer their link. Its address is made now, and kept nowhere: each try has its own.
 * Superseded once the link was revoked or its time is over, or its document is a draft again, which nobody can open.
 */
export async function writeLink(tx: Tx, email: Email): Promise<Written> {
  const { orgId, linkId, documentId, message, paymentRequestId, signerId, reminderStep } = email
  const link = await tx.customerLink.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: linkId ?? '' } },
    include: { job: { include: { org: { include: COMPANY_LICENSES } } } },
  })
  if (link.revokedAt || isInPast(link.expiresAt)) return { kind: 'superseded', by: null }
  const document =
    documentId === null ? null : await tx.document.findUniqueOrThrow({ where: { orgId_id: { orgId, id: documentId } } })
  if (document?.stage === 'draft') return { kind: 'superseded', by: null }
  const { job } = link
  const language = asLanguage(link.language)
  const words = language ? wordsIn(language) : ENGLISH
  const { say, known } = words
  const request = paymentRequestId === null ? null : await readAsked(tx, orgId, paymentRequestId)
  if (request === 'settled') return { kind: 'superseded', by: null }
  if (signerId !== null && !(await isAskedToSign(tx, orgId, signerId))) return { kind: 'superseded', by: null }
  const { company, ...sender } = await companySender(tx, job.org)
  const jobTitle = withoutLinks(job.title)
  const today = dayOf(now(), job.org.timeZone)
  const isReminder = reminderStep !== null
  const asked = request && { ...request, ...requestEmailWords({ ...request, isReminder }, today) }
  const label = document && documentLabel(document)
  const asksToSign = signerId === null && document !== null && (await isOneWhoSigns(tx, document, link.email))
  const toSign = signerId !== null && label ? signingReminderWords(label.toLowerCase()) : null
  const about = label && `${label}${document.stage === 'canceled' ? ' canceled' : ''}`
  const what = asked ? formatCents(asked.cents) : about ? known(about) : say('Your project')
  const href = await makeAddress(tx, link, email.id)
  const element = createElement(LinkEmail, {
    ...{
      company,
      words,
      jobTitle,
      canReply: sender.replyTo !== null,
      name: withoutLinks(link.name),
      jobNumber: job.number,
    },
    subject: what,
    siteAddress: withoutLinks(
      [job.street, job.city, [job.state, job.zip].filter(Boolean).join(' ')].filter(Boolean).join(', '),
    ),
    message: [
      ...(asked && isReminder ? [known(asked.reminder)] : []),
      ...(toSign ? [known(toSign.reminder)] : []),
      ...(asksToSign
        ? [say(`Please read and sign the ${KIND_WORDS[document.kind]}.`, { count: document.ordinal })]
        : []),
      ...(message ?? '')
        .split(/\n\s*\n/)
        .map(withoutLinks)
        .filter(Boolean),
    ],
    asked: asked && { due: known(asked.due), label: asked.label && withoutLinks(asked.label) },
    button: { label: label ? known(`Open the ${label.toLowerCase()}`) : say('Open your page'), href },
    worksUntil: formatDay(dayOf(link.expiresAt, job.org.timeZone)),
  })
  return {
    ...{ kind: 'message', ...sender, element, secret: href.slice(href.lastIndexOf('/') + 1) },
    subject: known(
      asked
        ? `${company.name}: ${asked.subject} for ${jobTitle}`
        : toSign
          ? `${company.name}: ${toSign.subject} for ${jobTitle}`
          : `${company.name}: ${about ? `${about.toLowerCase()} for ${jobTitle}` : jobTitle}`,
    ),
  }
}

/** What a request asks for now; `settled` once it has ended, or money for it is undecided. */
async function readAsked(tx: Tx, orgId: string, id: string) {
  const [request] = await readRequests(tx, orgId, { id })
  if (!request) return 'settled'
  const [read] = await readStandings(tx, orgId, request.jobId, [request])
  if (read?.standing.state !== 'open') return 'settled'
  return { cents: read.standing.openCents, dueOn: request.dueOn, label: request.partLabel }
}

/** Tells whether it's still this signer's turn, and nobody has declined. */
async function isAskedToSign(tx: Tx, orgId: string, signerId: string): Promise<boolean> {
  const request = await readSigningRequest(tx, orgId, signerId)
  return request !== null && stateOfRequest(request, now()) === 'open'
}

/** Whether somebody with this address is to sign the version that was sent, and hasn't. */
async function isOneWhoSigns(tx: Tx, document: Document, email: string | null): Promise<boolean> {
  const { orgId, id: documentId, stage, sentVersion } = document
  if (stage !== 'sent' || sentVersion === null || email === null) return false
  const where = { orgId, documentId, versionNumber: sentVersion, role: 'customer', email, signature: null }
  return (await tx.signer.count({ where })) > 0
}
