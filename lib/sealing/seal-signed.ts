import 'server-only'
import { queueCopyEmail } from '@/lib/customer-links/email-link'
import { now } from '@/lib/dates'
import { databaseNow, forOrg, type Tx } from '@/lib/db'
import { lockDocument } from '@/lib/documents/lock-document'
import { recordEvent } from '@/lib/documents/record-event'
import { shortHash } from '@/lib/documents/snapshot'
import { report } from '@/lib/errors'
import { log } from '@/lib/log'
import { renderDocument, renderSigned } from '@/lib/pdf/document-pdf'
import { readSentPaper } from '@/lib/pdf/read-document'
import { enqueue } from '@/lib/queue/enqueue'
import { sealJob } from '@/lib/queue/jobs'
import { CannotSeal } from '@/lib/seal/can-seal'
import { sealPaper } from '@/lib/seal/seal-paper'
import { keepSealed, type NewSealedFile } from '@/lib/seal/sealed-files'
import { sha256Of } from '@/lib/seal/sealer'
import { type OfVersion, readSigned } from './read-signed'
import { isSealable } from './sealable'
import type { DelayReason } from './words'

/** When what is known to keep a paper from being sealed is looked at again. */
const AGAIN_IN_MS = 60_000

/** Why a paper can't be sealed now, where it isn't a mistake of ours. */
class Waits extends Error {
  constructor(readonly why: DelayReason) {
    super(`a signed paper isn’t sealed yet: ${why}`)
  }
}

/** What readers of the PDF show as the reason of its signature. */
const REASON = 'Signed by everybody who was asked to'

/**
 * Seals a version that everybody has signed, keeps it, and has its copy emailed to each who signed and has an address. The
 * queue runs it, any number of times and whoever is killed when: a version has one seal for good, and what follows from it is
 * written in the same transaction. Does nothing for a version that is sealed, or isn't signed any longer.
 *
 * What keeps it from that is written down for the office, and it's tried again.
 * @throws what is unexpected, so that the queue runs it again
 */
export async function sealSigned(of: OfVersion): Promise<void> {
  try {
    const file = await make(of)
    if (file) await forOrg(of.orgId, (tx) => keep(tx, file))
  } catch (error) {
    const why = whyOf(error)
    // Queued by us where we know what it is; the queue's own times, which grow, are for what we don't.
    await forOrg(of.orgId, async (tx) => {
      await noteDelay(tx, of, why)
      if (why !== 'error') await enqueue(tx, [sealJob(of, { inMs: AGAIN_IN_MS })])
    })
    if (why === 'error') throw error
  }
}

function whyOf(error: unknown): DelayReason {
  if (error instanceof Waits) return error.why
  if (error instanceof CannotSeal) {
    log.error({ event: 'seal_unusable' }, error.message)
    return 'key'
  }
  if ((error as Error | null)?.name !== 'TimestampError') return 'error'
  report(error, 'sealSigned')
  return 'timestamp'
}

/** Makes the sealed copy; no transaction is open while it does. Null where nothing is to be sealed. */
async function make(of: OfVersion): Promise<NewSealedFile | null> {
  const { orgId, documentId, versionNumber } = of
  const read = await forOrg(orgId, async (tx) => {
    const signed = await readSigned(tx, of)
    return signed && { ...signed, clock: await databaseNow(tx) }
  })
  if (!read) return null
  const { kind, ordinal, jobNumber, signedAt, appendix, noticeAt, clock } = read
  // By the clock that all share, and never before what it seals, whose clock was a server's.
  const at = clock > signedAt ? clock : signedAt
  const paper = await readSentPaper(orgId, { jobNumber: `${jobNumber}`, kind, ordinal, version: `${versionNumber}` })
  if (!paper) throw new Error('a signed version is gone')
  if ('refused' in paper) throw new Waits('photo')
  const { snapshot, sha256, files } = paper
  const originalSha256 = sha256Of(await renderDocument(snapshot, sha256, files))
  const signed = await renderSigned(snapshot, sha256, files, { ...appendix, originalSha256, notice: noticeAt(at) })
  return { orgId, documentId, versionNumber, originalSha256, ...(await sealPaper(signed, { at, reason: REASON })) }
}

/** Plumbline itself, as what is done by nobody names it. */
const OURSELVES = { user: { id: '', name: 'Plumbline' }, role: 'owner' } as const

/** Keeps what was sealed, and does all that follows, where nobody has by now and it still stands. */
async function keep(tx: Tx, file: NewSealedFile): Promise<void> {
  const { orgId, documentId, versionNumber } = file
  const document = await lockDocument(tx, orgId, documentId)
  if (!isSealable(document.stage) || document.sentVersion !== versionNumber) return
  // Taken back, and somebody else asked to sign too, while it was made: the file doesn't name them.
  if (await tx.signer.findFirst({ where: { orgId, documentId, versionNumber, signature: null }, select: { id: true } }))
    return
  const { id: sealedFileId, sha256, isNew } = await keepSealed(tx, file)
  if (!isNew) return
  const by = { org: { id: orgId }, ...OURSELVES }
  const detail = `Fingerprint ${shortHash(sha256)}`
  await recordEvent(tx, by, document, {
    act: 'sealed',
    versionNumber,
    totalCents: document.totalCents,
    at: file.at,
    detail,
  })
  const signers = await tx.signer.findMany({
    where: { orgId, documentId, versionNumber, role: 'customer', email: { not: null } },
    orderBy: { position: 'asc' },
    select: { name: true, email: true },
  })
  for (const { name, email } of signers)
    await queueCopyEmail(
      tx,
      by,
      document.jobId,
      { name, email: email ?? '' },
      { documentId, sealedFileId, createdAt: now() },
    )
}

const noteDelay = async (tx: Tx, of: OfVersion, why: DelayReason): Promise<void> => {
  const at = now()
  await tx.sealDelay.upsert({
    where: { orgId_documentId_versionNumber: of },
    create: { ...of, why, since: at, triedAt: at },
    update: { why, triedAt: at },
  })
}
