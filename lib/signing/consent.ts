import 'server-only'
import { createHash } from 'node:crypto'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import type { LockedDocument } from '@/lib/documents/lock-document'
import { recordEvent } from '@/lib/documents/record-event'
import { UserError } from '@/lib/errors'
import { byColumns } from '@/lib/orgs/actor'
import { CONSENT_TEXTS, type ConsentText, CURRENT_VERSIONS, consentWords } from './consent-text'
import { evidence, lockSigning, requireOpen, type SigningActor } from './lock-signing'
import type { GiveConsent, ReadToSign } from './schema'

// Consent to sign electronically: 15 USC 7001(c). It's given for one paper, and taken back by one press.

const hashOf = (text: ConsentText) => createHash('sha256').update(consentWords(text)).digest('hex')
/** The hashes of the texts' words, by their versions. */
const CONSENT_SHA256 = new Map(CONSENT_TEXTS.map((text) => [text.version, hashOf(text)]))

/** A signer's consent to the text that is read now, in whichever language; null without one, or once it was taken back. */
export const standingConsent = (tx: Tx, orgId: string, signerId: string): Promise<{ id: string } | null> =>
  tx.consent.findFirst({
    where: { orgId, signerId, textVersion: { in: [...CURRENT_VERSIONS] }, withdrawal: null },
    orderBy: { consentedAt: 'desc' },
    select: { id: true },
  })

/** Each time the company is emailed, and what was done is kept for good: nobody goes on with it without end. */
const MOST_ROUNDS = 5
const TOO_OFTEN =
  'You have agreed and taken it back too often to do it here again. Nothing was signed. Ask your contractor for paper.'

const NOT_CUSTOMER = 'Only a customer is asked for this.'

/**
 * A customer consents to sign electronically, once they have opened a sample. Given twice, it is recorded once; after it
 * was taken back it is given anew.
 * @throws UserError as `sign`, or for a text that isn't the one that is read now
 */
export const giveConsent = (actor: SigningActor, input: GiveConsent): Promise<void> =>
  forOrg(actor.org.id, async (tx) => {
    const at = now()
    const signing = await lockSigning(tx, actor, input)
    const { linkId } = byColumns(actor)
    if (linkId === null) throw new UserError(NOT_CUSTOMER)
    const { textVersion } = input
    const textSha256 = CONSENT_SHA256.get(textVersion)
    if (textSha256 === undefined || !CURRENT_VERSIONS.includes(textVersion))
      throw new UserError('What you consent to has new words. Reload the page and read them.')
    const orgId = actor.org.id
    if (await standingConsent(tx, orgId, signing.signer.id)) return
    requireOpen(signing, actor, at)
    const of = { orgId, signerId: signing.signer.id, textVersion }
    const round = (await tx.consent.count({ where: of })) + 1
    if (round > MOST_ROUNDS) throw new UserError(TOO_OFTEN)
    await tx.consent.create({
      data: {
        ...of,
        round,
        textSha256,
        openedSample: true,
        consentedAt: at,
        linkId,
        ...evidence(actor),
      },
    })
    const { number: versionNumber, totalCents } = signing.version
    await recordEvent(tx, actor, signing.document, {
      ...{ act: 'consented', versionNumber, totalCents, at },
      detail: `Text version ${textVersion}, after opening the PDF`,
    })
  })

/**
 * A customer takes their consent back. What they have signed stays signed; before they sign anything else here they are
 * asked for it again. Taken back twice, it is recorded once.
 * @returns the document, or null where nothing was to be taken back
 * @throws UserError when another version stands or was shown, or it isn't theirs
 */
export async function withdrawIn(tx: Tx, actor: SigningActor, input: ReadToSign): Promise<LockedDocument | null> {
  const orgId = actor.org.id
  const at = now()
  const { document, version, signer } = await lockSigning(tx, actor, input)
  const { linkId } = byColumns(actor)
  if (linkId === null) throw new UserError(NOT_CUSTOMER)
  const consent = await standingConsent(tx, orgId, signer.id)
  if (!consent) return null
  const data = { orgId, consentId: consent.id, withdrawnAt: at, linkId, ...evidence(actor) }
  await tx.consentWithdrawal.create({ data })
  const { number: versionNumber, totalCents } = version
  await recordEvent(tx, actor, document, {
    ...{ act: 'consent_withdrawn', versionNumber, totalCents, at },
    detail: signer.signed ? 'After signing: the signature stands' : 'Before signing',
  })
  return document
}

/**
 * A customer wants to sign on paper. Nothing ends by it: they can still sign here. Asked twice, it is recorded once.
 * @returns the document, or null where they had asked before
 * @throws UserError as `sign`
 */
export async function askForPaperIn(tx: Tx, actor: SigningActor, input: ReadToSign): Promise<LockedDocument | null> {
  const orgId = actor.org.id
  const at = now()
  const signing = await lockSigning(tx, actor, input)
  const { document, version, signer } = signing
  const { linkId } = byColumns(actor)
  if (linkId === null) throw new UserError(NOT_CUSTOMER)
  const key = { orgId_signerId: { orgId, signerId: signer.id } }
  if (await tx.paperRequest.findUnique({ where: key, select: { signerId: true } })) return null
  requireOpen(signing, actor, at)
  await tx.paperRequest.create({ data: { orgId, signerId: signer.id, requestedAt: at, linkId, ...evidence(actor) } })
  const { number: versionNumber, totalCents } = version
  await recordEvent(tx, actor, document, { act: 'paper_asked', versionNumber, totalCents, at, detail: signer.name })
  return document
}
