import 'server-only'
import { createHash, verify, X509Certificate } from 'node:crypto'
import { fromBER, type OctetString, UTCTime } from 'asn1js'
import { type Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs'
import { ownBuffer } from './make-certificate'

// Reads the seals of a PDF by hand, byte by byte: whoever made the file may have meant to mislead. Pure.

/** A seal as it stands in the file. */
export type ReadSeal = {
  /** Where what it covers ends, in bytes from the start. Behind it is what was added later. */
  end: number
  /** Of whoever says to have sealed, DER. */
  certificate: Buffer
  /** When, by the clock of whoever sealed. */
  at: Date | null
  /** What it covers is as it was sealed, with this certificate's key, and nothing of the seal itself is changed. */
  isGenuine: boolean
}

const MARK = '/ByteRange'
/** A range as every program writes it, with room: [0 1234 56789 4321] */
const RANGE = /^\s{0,20}\[\s{0,20}(\d{1,10})\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{1,20}(\d{1,10})\s{0,20}\]/
/** So many of the first and of the last are looked at: a contract has one, and each takes a hash over all of the file. */
const MOST_SEALS = 4
/** Four times the room that we leave for a seal. */
const LONGEST_HOLE = 2 * 48 * 1024

const OIDS = {
  ...{ data: '1.2.840.113549.1.7.1', signedData: '1.2.840.113549.1.7.2' },
  ...{ digest: '1.2.840.113549.1.9.4', time: '1.2.840.113549.1.9.5', timestamp: '1.2.840.113549.1.9.16.2.14' },
  ...{ sha256: '2.16.840.1.101.3.4.2.1', rsa: '1.2.840.113549.1.1.11', ec: '1.2.840.10045.4.3.2' },
}

type Range = { before: number; from: number; end: number }

function rangesOf(pdf: Buffer): Range[] {
  const places: number[] = []
  for (let at = pdf.indexOf(MARK); at >= 0 && places.length < MOST_SEALS; at = pdf.indexOf(MARK, at + 1))
    places.push(at)
  for (let at = pdf.lastIndexOf(MARK), n = 0; at > 0 && n < MOST_SEALS; at = pdf.lastIndexOf(MARK, at - 1), n++)
    if (!places.includes(at)) places.push(at)
  return places.flatMap((at) => {
    const text = pdf.subarray(at + MARK.length, at + MARK.length + 200).toString('latin1')
    const [start = -1, before = 0, from = 0, rest = 0] = RANGE.exec(text)?.slice(1).map(Number) ?? []
    const isRange = start === 0 && before > 0 && from > before + 2 && from - before <= LONGEST_HOLE + 2
    return isRange && from + rest <= pdf.length ? [{ before, from, end: from + rest }] : []
  })
}

/** What stands between the two parts, without the zeros that fill its room. Null where that is anything but one seal. */
function messageIn(pdf: Buffer, { before, from }: Range): Buffer | null {
  const hole = pdf.subarray(before, from).toString('latin1')
  if (hole.length % 2 !== 0 || !/^<[0-9A-F]+>$/.test(hole)) return null
  const bytes = Buffer.from(hole.slice(1, -1), 'hex')
  // A sequence with a length of one to three bytes.
  const [tag, size = 0] = bytes
  const wide = size >= 0x81 && size <= 0x83 ? size - 0x80 : 0
  if (tag !== 0x30 || (size >= 0x80 && wide === 0) || bytes.length < 2 + wide) return null
  const length = 2 + wide + (wide === 0 ? size : bytes.readUIntBE(2, wide))
  if (bytes.subarray(length).some((byte) => byte !== 0)) return null
  return length > bytes.length ? null : bytes.subarray(0, length)
}

const bytesOf = (schema: { toBER: (sizeOnly: boolean) => ArrayBuffer }) => Buffer.from(schema.toBER(false))
const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)

/** Whether each part that no signature covers is as we write it, so that no byte of a seal can be another one. */
function isPlain(signed: SignedData, signer: SignerInfo, certificate: Certificate): boolean {
  const { version, digestAlgorithms, encapContentInfo, signerInfos, crls, ocsps } = signed
  const { sid, digestAlgorithm, signatureAlgorithm, unsignedAttrs } = signer
  const digests = [...digestAlgorithms, digestAlgorithm]
  const unsigned = unsignedAttrs?.attributes ?? []
  return (
    version === 1 &&
    signer.version === 1 &&
    signerInfos.length === 1 &&
    digestAlgorithms.length === 1 &&
    digests.every(({ algorithmId, algorithmParams }) => algorithmId === OIDS.sha256 && isEmpty(algorithmParams)) &&
    [OIDS.rsa, OIDS.ec].includes(signatureAlgorithm.algorithmId) &&
    isEmpty(signatureAlgorithm.algorithmParams) &&
    encapContentInfo.eContentType === OIDS.data &&
    encapContentInfo.eContent === undefined &&
    isEmpty(crls) &&
    isEmpty(ocsps) &&
    unsigned.every(({ type }) => type === OIDS.timestamp) &&
    sid instanceof IssuerAndSerialNumber &&
    bytesOf(sid.issuer.toSchema()).equals(bytesOf(certificate.issuer.toSchema())) && // `isEqual` takes A for a
    sid.serialNumber.isEqual(certificate.serialNumber)
  )
}

/** @throws where it isn't what a seal is */
function readSeal(pdf: Buffer, range: Range): ReadSeal | null {
  const message = messageIn(pdf, range)
  if (!message) return null
  const parsed = fromBER(ownBuffer(message))
  if (parsed.offset !== message.length) return null
  const outer = new ContentInfo({ schema: parsed.result })
  if (outer.contentType !== OIDS.signedData) return null
  const signed = new SignedData({ schema: outer.content })
  const [signer] = signed.signerInfos
  const first = signed.certificates?.[0] as Certificate | undefined
  const attributes = signer?.signedAttrs?.attributes ?? []
  if (!signer?.signedAttrs || !first?.tbsView) return null
  const one = (type: string): unknown => {
    const found = attributes.filter((each) => each.type === type)
    return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined
  }
  const [stated, time] = [one(OIDS.digest) as OctetString | undefined, one(OIDS.time)]
  if (!stated) return null
  const certificate = bytesOf(first.toSchema(true))
  const digest = createHash('sha256')
    .update(pdf.subarray(0, range.before))
    .update(pdf.subarray(range.from, range.end))
    .digest()
  const { publicKey } = new X509Certificate(certificate)
  const isSigned = verify(
    'sha256',
    Buffer.from(signer.signedAttrs.encodedValue),
    { key: publicKey, dsaEncoding: 'der' },
    Buffer.from(signer.signature.valueBlock.valueHexView),
  )
  const isSame = digest.equals(Buffer.from(stated.valueBlock.valueHexView))
  // Written again it is the same: nothing is said in another way than ours.
  const isCanonical = bytesOf(outer.toSchema()).equals(message) && message.includes(certificate)
  return {
    ...{ end: range.end, certificate, at: time instanceof UTCTime ? time.toDate() : null },
    isGenuine: isSame && isSigned && isCanonical && isPlain(signed, signer, first),
  }
}

/** Returns the seals of a file, in no order, as far as they can be read. Never throws. */
export function readSeals(pdf: Buffer): ReadSeal[] {
  return rangesOf(pdf).flatMap((range) => {
    try {
      return readSeal(pdf, range) ?? []
    } catch {
      return [] // what a hostile file holds may be anything
    }
  })
}

/** Whether a file says of itself that it's a PDF, as readers look for it. */
export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 1024).includes('%PDF-')

/** Whether anything in a file says that it's signed, if only with a mark that can't be read. */
export const hasMark = (pdf: Buffer): boolean => pdf.includes(MARK)
