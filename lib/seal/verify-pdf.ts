import 'server-only'
import { isChainIntact } from './event-chain'
import { judgeSeals } from './judge-seals'
import { knownCertificates } from './own-key'
import { isPdf } from './read-seals'
import { findSealed } from './sealed-files'
import { sha256Of } from './sealer'
import { type Chain, MOST_PDF_BYTES, type Verdict } from './verdict'

const NONE = {
  isOurs: false,
  isWhole: false,
  isUnchanged: false,
  chain: 'not checked',
  known: null,
  seal: null,
} as const

/**
 * Tells of a file whether it was sealed here and is as it was. Keeps nothing of it. Any bytes get an answer: broken, cut off
 * or hostile ones, too.
 * @throws where the database doesn't answer
 */
export async function verifyPdf(bytes: Uint8Array): Promise<Verdict> {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sha256 = sha256Of(pdf)
  if (pdf.length > MOST_PDF_BYTES) return { ...NONE, sha256, problem: 'too large' }
  if (!isPdf(pdf)) return { ...NONE, sha256, problem: 'no PDF' }
  const known = await knownCertificates()
  const judged = judgeSeals(pdf, new Map(known.map(({ sha256, isOwn }) => [sha256, { isOwn }])))
  const found = await findSealed(sha256)
  if (!found) return { ...NONE, sha256, ...judged, problem: judged.problem ?? 'not on record' }
  const { orgId, documentId } = found.which
  const chain: Chain = (await isChainIntact(orgId, documentId)) ? 'intact' : 'broken'
  return { ...judged, isOurs: true, chain, sha256, known: found.known }
}

/** Whether all four answers are good, as far as they were looked into. */
export const isGood = ({ isOurs, isWhole, isUnchanged, chain }: Verdict): boolean =>
  isOurs && isWhole && isUnchanged && chain !== 'broken'
