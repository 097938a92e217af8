import 'server-only'
import { knownCertificates } from './own-key'
import { hasMark, isPdf, type ReadSeal, readSeals } from './read-seals'
import { findSealed, type KnownFile, type WhichSealed } from './sealed-files'
import { sha256Of } from './sealer'
import { MOST_PDF_BYTES } from './verify-words'

/** Whether the history of a document is as it was written: each event holds the hash of the one before. */
export type Chain = 'intact' | 'broken' | 'not checked'
export type ChainOf = (which: WhichSealed) => Promise<Chain>

/** What there is to say about the seal, where not all is well: `problemWords` has words for it. */
export type VerifyProblem =
  | 'too large'
  | 'no PDF'
  | 'no seal'
  | 'seal unreadable'
  | 'another certificate'
  | 'changed'
  | 'added'
  | 'not on record'

/** Four answers about a file, and what is known of it. */
export type Verdict = {
  /** 1. These very bytes were sealed here: their SHA-256 is on record. */
  isOurs: boolean
  /** 2. The seal covers the file to its last byte. */
  isWhole: boolean
  /** 3. What a seal of ours covers is as it was sealed, and the certificate is one of this installation. */
  isUnchanged: boolean
  /** 4. The history of the paper. */
  chain: Chain
  problem: VerifyProblem | null
  sha256: string
  known: KnownFile | null
  /** Of the seal, if it's genuine and ours: when, and whether readers know whoever vouches for it. */
  seal: { at: Date | null; isOwnCertificate: boolean } | null
}

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

type Certificates = ReadonlyMap<string, { isOwn: boolean }>

/** What is wrong with the seals of a file that has none of ours, or none that is genuine. */
function problemOf(pdf: Buffer, seals: readonly ReadSeal[], certificates: Certificates): VerifyProblem {
  if (seals.some(({ certificate }) => certificates.has(sha256Of(certificate)))) return 'changed'
  if (seals.length > 0) return 'another certificate'
  return hasMark(pdf) ? 'seal unreadable' : 'no seal'
}

/**
 * Judges the seals of a file alone, without what is on record. Pure, and takes any bytes.
 * @param certificates those of this installation, by their SHA-256
 */
export function judgeSeals(
  pdf: Buffer,
  certificates: Certificates,
): Pick<Verdict, 'isWhole' | 'isUnchanged' | 'seal' | 'problem'> {
  const nothing = { isWhole: false, isUnchanged: false, seal: null }
  if (pdf.length > MOST_PDF_BYTES) return { ...nothing, problem: 'too large' }
  if (!isPdf(pdf)) return { ...nothing, problem: 'no PDF' }
  const seals = readSeals(pdf)
  const ours = seals
    .filter(({ certificate, isGenuine }) => isGenuine && certificates.has(sha256Of(certificate)))
    .sort((one, other) => other.end - one.end)[0]
  if (!ours) {
    const isWhole = seals.some(({ end }) => end === pdf.length)
    return { ...nothing, isWhole, problem: problemOf(pdf, seals, certificates) }
  }
  const isOwnCertificate = certificates.get(sha256Of(ours.certificate))?.isOwn === true
  const isWhole = ours.end === pdf.length
  return { isWhole, isUnchanged: true, seal: { at: ours.at, isOwnCertificate }, problem: isWhole ? null : 'added' }
}

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
