import 'server-only'
import { maskCardNumbers } from '@/lib/card-in-text'
import { dateToDay, dayOf, formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { ensureVersion } from '@/lib/documents/ensure-version'
import { type LockedDocument, lockDocument } from '@/lib/documents/lock-document'
import { KIND_LABELS } from '@/lib/documents/stages'
import { UserError } from '@/lib/errors'
import type { Actor } from '@/lib/orgs/actor'
import type { DocumentVersion } from '@/prisma/generated/client'
import { readSigners } from './read-signers'
import type { Sign } from './schema'
import { type SignerState, signerAt } from './states'

// What holds before a signer does anything: the document is locked, the version stands as it was read, and it's theirs.

export type Signing = {
  document: LockedDocument
  version: DocumentVersion
  signers: SignerState[]
  signer: SignerState
}

/** A customer with the link by which they came; a member has none. */
export type SigningActor = Actor & { link?: { name: string; email: string | null; job: { id: string } } }

/**
 * Locks what is signed, and holds that it stands as it was read and that this person is the signer that they say.
 * @throws UserError that says which of it isn't so
 */
export async function lockSigning(
  tx: Tx,
  actor: SigningActor,
  read: Pick<Sign, 'documentId' | 'versionNumber' | 'sha256' | 'signerId'>,
): Promise<Signing> {
  const orgId = actor.org.id
  const document = await lockDocument(tx, orgId, read.documentId)
  if (actor.role === 'customer' && document.jobId !== actor.link?.job.id)
    throw new UserError('This document no longer exists. Reload the page.')
  const version = await ensureVersion(tx, document)
  if (!version || version.number !== read.versionNumber || version.sha256 !== read.sha256)
    throw new UserError('This has changed since you opened it. Nothing was signed. Read it again, then decide.')
  const signers = await readSigners(tx, orgId, read)
  const signer = signers.find(({ id }) => id === read.signerId)
  const isTheirs =
    actor.role === 'customer' ? actor.link && signerAt(signers, actor.link) === signer : signer?.role === 'company'
  if (!signer || !isTheirs)
    throw new UserError('You aren’t one of those who sign this. Nothing was signed. Ask your contractor.')
  return { document, version, signers, signer }
}

/** Holds that something may still be signed. @throws UserError */
export function requireOpen({ document, version, signers }: Signing, actor: Actor, at: Date): void {
  const kind = KIND_LABELS[document.kind].toLowerCase()
  const declined = signers.find((each) => each.declined)
  if (declined)
    throw new UserError(`${declined.name} declined to sign this ${kind}, so nothing more is signed of this version.`)
  if (document.stage !== 'sent')
    throw new UserError(`This ${kind} doesn’t wait for signatures any longer. Reload the page to see how it stands.`)
  const last = version.expiresOn && dateToDay(version.expiresOn)
  if (last !== null && dayOf(at, actor.org.timeZone) > last)
    throw new UserError(
      `This ${kind} was good until ${formatDay(last)}. Nothing was signed. It has to be sent again with a later day.`,
    )
}

/** From where and with what something was done. */
export const evidence = ({ source }: Actor) => ({
  address: source?.address || null,
  userAgent: maskCardNumbers(source?.userAgent ?? '') || null,
})
