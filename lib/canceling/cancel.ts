import 'server-only'
import { maskCardNumbers } from '@/lib/card-in-text'
import { queueLinkEmail } from '@/lib/customer-links/email-link'
import { customerName } from '@/lib/customers/schema'
import { dayToDate, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { refundDay } from '@/lib/documents/cancellation'
import { ensureVersion } from '@/lib/documents/ensure-version'
import { getHeldCents, type LockedDocument, lockDocument } from '@/lib/documents/lock-document'
import { moveIn } from '@/lib/documents/set-stage'
import type { Snapshot } from '@/lib/documents/snapshot'
import { endsByCanceling } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import { asLanguage, type Language } from '@/lib/language/language'
import { ENGLISH } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'
import { type Actor, byColumns } from '@/lib/orgs/actor'
import type { NoticeWay } from './ways'
import { canceledMail, eventWords, NOT_SIGNED } from './words'

/** A notice of cancellation. Days are YYYY-MM-DD in the company's zone. */
export type Notice = { way: NoticeWay; datedOn: string; receivedOn: string; reason: string | null }

/**
 * Cancels a locked agreement that is signed: writes the notice down, moves it and its change orders that are out to canceled,
 * ends what was asked for, and has those who signed emailed what was done. All in the caller's transaction, under the job's
 * lock: a payment that began before stands and is refunded, and none begins after.
 *
 * Whether the notice is in time is the caller's to know.
 * @throws UserError for one that isn't signed
 */
export async function cancelIn(tx: Tx, actor: Actor, document: LockedDocument, notice: Notice): Promise<void> {
  const { orgId, id: documentId, jobId } = document
  const at = now()
  const version = await ensureVersion(tx, document)
  if (!version || document.kind !== 'agreement' || !endsByCanceling('agreement', document.stage))
    throw new UserError(NOT_SIGNED)
  const { way, datedOn, receivedOn, reason } = notice
  await tx.cancellation.create({
    data: {
      ...{ orgId, documentId, versionNumber: version.number, sha256: version.sha256, way, reason },
      ...{ datedOn: dayToDate(datedOn), receivedOn: dayToDate(receivedOn), canceledAt: at },
      ...{ recordedByName: actor.user.name, ...byColumns(actor) },
      ...(actor.role === 'customer' && {
        address: actor.source?.address || null,
        userAgent: maskCardNumbers(actor.source?.userAgent ?? '') || null,
      }),
    },
  })
  const said = eventWords(notice, reason)
  // The change orders first: they change what the agreement comes to.
  const orders = await tx.document.findMany({
    where: { orgId, jobId, kind: 'change_order' },
    select: { id: true, stage: true },
    orderBy: { ordinal: 'desc' },
  })
  for (const { id, stage } of orders)
    if (endsByCanceling('change_order', stage))
      await moveIn(tx, actor, await lockDocument(tx, orgId, id), 'canceled', {
        at,
        said: 'With the agreement that it changes',
      })
  await moveIn(tx, actor, document, 'canceled', { at, said })
  await tx.paymentRequest.updateMany({
    where: { orgId, jobId, endedAt: null },
    data: { endedAt: at, endedWhy: 'canceled', endedByName: actor.user.name },
  })
  await tellSigners(tx, actor, document, version, notice)
}

/** Emails those customers who signed what was done: at their links, and not to one whose link was revoked. */
async function tellSigners(
  tx: Tx,
  actor: Actor,
  { orgId, id: documentId, jobId }: LockedDocument,
  version: { number: number; snapshot: string },
  notice: Notice,
): Promise<void> {
  const { cancellation }: Snapshot = JSON.parse(version.snapshot)
  const heldCents = await getHeldCents(tx, orgId, jobId)
  const message = canceledMail(notice, heldCents, refundDay(cancellation, notice.receivedOn))
  const about = { documentId, requestedByName: actor.user.name, createdAt: now() }
  for (const { language, ...person } of await peopleToTell(tx, actor, {
    orgId,
    documentId,
    jobId,
    versionNumber: version.number,
  }))
    await queueLinkEmail(tx, actor, jobId, person, { ...about, message: inLanguage(message, asLanguage(language)) })
}

/** What is emailed, as its reader is spoken to. */
const inLanguage = (message: string, language: Language | null): string =>
  message
    .split('\n\n')
    .map((language ? wordsIn(language) : ENGLISH).known)
    .join('\n\n')

type Whose = { orgId: string; documentId: string; jobId: string; versionNumber: number }

/** Who signed and has an email address, and who cancels; without any of them the job's contact. */
async function peopleToTell(tx: Tx, actor: Actor, { orgId, documentId, jobId, versionNumber }: Whose) {
  const signers = await tx.signer.findMany({
    where: { orgId, documentId, versionNumber, role: 'customer', email: { not: null } },
    select: { name: true, email: true },
    orderBy: { position: 'asc' },
  })
  const links = await tx.customerLink.findMany({
    where: { orgId, jobId },
    select: { id: true, name: true, email: true, revokedAt: true, language: true },
  })
  const { linkId } = byColumns(actor)
  const own = links.filter(({ id }) => id === linkId)
  const people = new Map<string, string>()
  for (const { name, email } of [...signers, ...own]) if (email !== null) people.set(email.toLowerCase(), name)
  if (people.size === 0) {
    const { contactEmail, customer } = await tx.job.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: jobId } },
      select: { contactEmail: true, customer: true },
    })
    const email = contactEmail ?? customer.email
    if (email !== null) people.set(email.toLowerCase(), customerName(customer))
  }
  const isShutOut = (email: string) => {
    const theirs = links.filter((link) => link.email === email)
    return theirs.length > 0 && theirs.every(({ revokedAt }) => revokedAt !== null)
  }
  return [...people]
    .filter(([email]) => !isShutOut(email))
    .map(([email, name]) => ({
      ...{ name, email, language: links.find((link) => link.email === email)?.language ?? null },
    }))
}
