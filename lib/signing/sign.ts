import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { dayOf, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { questionsOf, rightOf } from '@/lib/documents/cancellation'
import { requireDeposit } from '@/lib/documents/deposit-guard'
import { getJobSchedule } from '@/lib/documents/job-schedule'
import type { LockedDocument } from '@/lib/documents/lock-document'
import { recordEvent } from '@/lib/documents/record-event'
import { moveIn } from '@/lib/documents/set-stage'
import type { Snapshot } from '@/lib/documents/snapshot'
import { documentName } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import { byColumns } from '@/lib/orgs/actor'
import type { DocumentVersion } from '@/prisma/generated/client'
import { standingConsent } from './consent'
import { evidence, lockSigning, requireOpen, type SigningActor } from './lock-signing'
import type { DeclineSigning, Sign } from './schema'
import { namesOf, stateOf, waitsFor } from './states'
import { fontOf } from './typed-name'

// What a signer does, each under the job's lock and of the version that their page showed: sign, decline.

/**
 * Signs: a customer by their link once they have consented, the company by one of its members. The last signature moves
 * the document to signed in the same transaction, as the office does by hand. Signed twice, it is signed once.
 * @returns whether this signed it now, and whether all have
 * @throws UserError when another version stands or was shown, it isn't this person's to sign or not their turn yet, somebody
 *   has declined, or it can't be signed as it is (`moveIn`); nothing is signed then
 */
export async function signIn(
  tx: Tx,
  actor: SigningActor,
  input: Sign,
): Promise<{ isNew: boolean; isComplete: boolean; document: LockedDocument; missing: string[] }> {
  const orgId = actor.org.id
  const at = now()
  const signing = await lockSigning(tx, actor, input)
  const { document, version, signers, signer } = signing
  const missing = signers.filter(({ id, signed }) => id !== signer.id && signed === null).map(({ name }) => name)
  if (signer.signed) return { isNew: false, isComplete: stateOf(signers) === 'complete', document, missing }
  requireOpen(signing, actor, at)
  const before = waitsFor(signers, signer)
  if (before.length > 0)
    throw new UserError(`${namesOf(before)} ${before.length > 1 ? 'sign' : 'signs'} first. Nothing was signed yet.`)
  const consent = actor.role === 'customer' ? await requireConsent(tx, orgId, signer.id) : null
  const { mark, screen } = input
  const answers = actor.role === 'customer' ? requireAnswers(version, input) : NONE
  await tx.signature.create({
    data: {
      ...{ orgId, signerId: signer.id, documentId: document.id, versionNumber: version.number, sha256: version.sha256 },
      ...(mark.kind === 'drawn'
        ? { kind: 'drawn', strokes: mark.strokes }
        : { kind: 'typed', text: mark.text, font: fontOf(mark.text) }),
      ...{ consentId: consent, signedAt: at, signedByName: actor.user.name, ...byColumns(actor), screen },
      ...answers,
      ...evidence(actor),
    },
  })
  const { number: versionNumber, totalCents } = version
  const detail = [signer.role === 'company' ? `For ${signer.name}` : signer.name, ...answerWords(answers)].join('. ')
  await recordEvent(tx, actor, document, { act: 'signature_given', versionNumber, totalCents, detail, at })
  const subject = documentName(document, document.job)
  await recordAudit(tx, actor, { action: 'document_signed', subject, detail: `Version ${versionNumber}, ${detail}` })
  try {
    // What nobody could sign isn't signed by the first of several either.
    if (document.kind === 'agreement') await requireDeposit(tx, document, version, dayOf(at, actor.org.timeZone))
    if (missing.length === 0) {
      await moveIn(tx, actor, document, 'signed', { at })
      if (document.kind === 'agreement') await keepLinks(tx, document)
    }
  } catch (error) {
    if (!(error instanceof UserError) || actor.role !== 'customer') throw error
    throw new UserError(CANNOT_BE_SIGNED)
  }
  return { isNew: true, isComplete: missing.length === 0, document, missing }
}

type Answered = Record<'isSixtyFive' | 'isDisasterRepair', boolean | null>
const NONE: Answered = { isSixtyFive: null, isDisasterRepair: null }

/** What a customer answered of what the right to cancel depends on here. @throws UserError where an answer is missing */
function requireAnswers({ snapshot }: DocumentVersion, input: Sign): Answered {
  const { cancellation }: Snapshot = JSON.parse(snapshot)
  const asked = questionsOf(cancellation)
  const answerTo = (question: keyof Answered): boolean | null => {
    if (!asked[question]) return null
    const answer = input[question]
    if (answer === undefined)
      throw new UserError(
        'Answer the questions above your signature first. If you see none, reload the page. Nothing was signed.',
      )
    return answer
  }
  return { isSixtyFive: answerTo('isSixtyFive'), isDisasterRepair: answerTo('isDisasterRepair') }
}

/** The answers as the timeline and the chain of events keep them. */
function answerWords({ isSixtyFive, isDisasterRepair }: Answered): string[] {
  const word = (answer: boolean) => (answer ? 'yes' : 'no')
  return [
    ...(isSixtyFive === null ? [] : [`65 or older: ${word(isSixtyFive)}`]),
    ...(isDisasterRepair === null ? [] : [`Repairs after a disaster: ${word(isDisasterRepair)}`]),
  ]
}

/** Has the links that customers signed by work as long as they may cancel: a code in the room would end before. */
async function keepLinks(tx: Tx, { orgId, jobId, id: documentId }: LockedDocument): Promise<void> {
  const signed = await getJobSchedule(tx, orgId, jobId)
  const right = signed && rightOf(signed)
  if (!right) return
  const expiresAt = right.endsAt
  const signatures = await tx.signature.findMany({
    where: { orgId, documentId, linkId: { not: null } },
    select: { linkId: true },
  })
  const ids = signatures.flatMap(({ linkId }) => linkId ?? [])
  // Also where it has ended by now: the company may be the last who signs.
  const ending = { orgId, expiresAt: { lt: expiresAt } }
  await tx.customerLinkToken.updateMany({
    where: { ...ending, linkId: { in: ids }, kind: 'cookie' },
    data: { expiresAt },
  })
  await tx.customerLink.updateMany({ where: { ...ending, id: { in: ids } }, data: { expiresAt } })
}

/** What a customer is told where what is wrong is the contractor's to change. */
const CANNOT_BE_SIGNED =
  'Something has changed since this was sent, so it can’t be signed as it is. Nothing was signed. Call your contractor, who can send it again.'

/** @returns the consent's id @throws UserError without one that stands */
async function requireConsent(tx: Tx, orgId: string, signerId: string): Promise<string> {
  const consent = await standingConsent(tx, orgId, signerId)
  if (!consent) throw new UserError('Open the sample and agree to sign electronically first. Nothing was signed.')
  return consent.id
}

/** The same, in a transaction of its own. */
export const sign = (actor: SigningActor, input: Sign) => forOrg(actor.org.id, (tx) => signIn(tx, actor, input))

/**
 * A customer doesn't sign, and says why. Nothing more is signed of this version then. Declined twice, it is declined once.
 * @returns the document, or null where they had declined before
 * @throws UserError when they have signed, or as `signIn`
 */
export async function declineIn(tx: Tx, actor: SigningActor, input: DeclineSigning): Promise<LockedDocument | null> {
  const orgId = actor.org.id
  const at = now()
  const signing = await lockSigning(tx, actor, input)
  const { document, version, signer } = signing
  const { linkId } = byColumns(actor)
  if (signer.declined) return null
  if (linkId === null) throw new UserError('Only a customer declines here. Mark it as draft to take it back.')
  if (signer.signed)
    throw new UserError('You have signed this already. Call your contractor if you have changed your mind.')
  requireOpen(signing, actor, at)
  await tx.signingDecline.create({
    data: { orgId, signerId: signer.id, reason: input.reason, declinedAt: at, linkId, ...evidence(actor) },
  })
  await recordEvent(tx, actor, document, {
    ...{ act: 'signing_declined', versionNumber: version.number, totalCents: version.totalCents, at },
    detail: `“${input.reason}”`,
  })
  await recordAudit(tx, actor, {
    action: 'signing_declined',
    subject: documentName(document, document.job),
    detail: `Version ${version.number}`,
  })
  return document
}

export const declineToSign = (actor: SigningActor, input: DeclineSigning): Promise<LockedDocument | null> =>
  forOrg(actor.org.id, (tx) => declineIn(tx, actor, input))
