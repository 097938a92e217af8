import 'server-only'
import { hasMark, isPdf, type ReadSeal, readSeals } from './read-seals'
import { sha256Of } from './sealer'
import { type Judged, MOST_PDF_BYTES, type SealProblem } from './verdict'

/** By their SHA-256. */
type Certificates = ReadonlyMap<string, { isOwn: boolean }>

/** What is wrong with the seals of a file that has none of ours, or none that is genuine. */
function problemOf(pdf: Buffer, seals: readonly ReadSeal[], certificates: Certificates): SealProblem {
  if (seals.some(({ certificate }) => certificates.has(sha256Of(certificate)))) return 'changed'
  if (seals.length > 0) return 'another certificate'
  return hasMark(pdf) ? 'seal unreadable' : 'no seal'
}

/**
 * Judges the seals of a file alone, without what is on record. Pure, and takes any bytes.
 * @param certificates those of this installation, by their SHA-256
 */
export function judgeSeals(pdf: Buffer, certificates: Certificates): Judged {
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
