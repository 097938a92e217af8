import 'server-only'
import { judgeSeals } from './judge-seals'
import { knownCertificates } from './own-key'
import { isPdf } from './read-seals'
import { findSealed, type WhichSealed } from './sealed-files'
import { sha256Of } from './sealer'
import { type Chain, MOST_PDF_BYTES, type Verdict } from './verdict'

export type ChainOf = (which: WhichSealed) => Promise<Chain>

const NONE = {
  isOurs: false,
  isWhole: false,
  isUnchanged: false,
  chain: 'not checked',
  known: null,
  seal: null,
} as const

/** Until documents' events are chained. */
const noChain: ChainOf = async () => 'not checked'

/**
 * Tells of a file whether it was sealed here and is as it was. Keeps nothing of it. Any bytes get an answer: broken, cut off
 * or hostile ones, too.
 * @throws where the database doesn't answer
 */
export async function verifyPdf(bytes: Uint8Array, chainOf: ChainOf = noChain): Promise<Verdict> {
  const pdf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sha256 = sha256Of(pdf)
  if (pdf.length > MOST_PDF_BYTES) return { ...NONE, sha256, problem: 'too large' }
  if (!isPdf(pdf)) return { ...NONE, sha256, problem: 'no PDF' }
  const known = await knownCertificates()
  const judged = judgeSeals(pdf, new Map(known.map(({ sha256, isOwn }) => [sha256, { isOwn }])))
  const found = await findSealed(sha256)
  if (!found) return { ...NONE, sha256, ...judged, problem: judged.problem ?? 'not on record' }
  return { ...judged, isOurs: true, chain: await chainOf(found.which), sha256, known: found.known }
}

/** Whether all four answers are good, as far as they were looked into. */
export const isGood = ({ isOurs, isWhole, isUnchanged, chain }: Verdict): boolean =>
  isOurs && isWhole && isUnchanged && chain !== 'broken'
