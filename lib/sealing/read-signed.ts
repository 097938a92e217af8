import 'server-only'
import { dayOf, formatDay } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { type Answers, toldRight } from '@/lib/documents/cancellation'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { WhichDocument } from '@/lib/documents/stages'
import { env } from '@/lib/env'
import type { Appendix, AppendixEvent, AppendixSigner } from '@/lib/pdf/document/appendix'
import type { NoticeFacts } from '@/lib/pdf/document/notice'
import { BOX, pathOf, type Strokes } from '@/lib/signing/strokes'
import { cancelDays } from '@/lib/states/cancel-by'
import { isSealable } from './sealable'
import { actWords, DRAFTING, detailOf, exactly, inUtc, reachedWords, zoneName } from './words'

/** Which version of which document. */
export type OfVersion = { orgId: string; documentId: string; versionNumber: number }

/** A version that everybody has signed, with what its certificate says; without the hash of its PDF. */
export type SignedVersion = WhichDocument & {
  jobNumber: number
  /** When the last one signed. */
  signedAt: Date
  appendix: Omit<Appendix, 'originalSha256' | 'notice'>
  /** @param at when it's sealed: from then on a customer has the signed copy */
  noticeAt: (at: Date) => NoticeFacts | null
}

/** A drawn signature as a picture of vectors. */
const svgOf = (strokes: Strokes): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${BOX.width} ${BOX.height}"><path d="${pathOf(strokes)}" fill="none" stroke="#1d1b18" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/></svg>`

const signersOf = (tx: Tx, where: OfVersion) =>
  tx.signer.findMany({
    where,
    orderBy: { position: 'asc' },
    include: { signature: { include: { consent: true } } },
  })
type Signed = Awaited<ReturnType<typeof signersOf>>[number] & {
  signature: NonNullable<Awaited<ReturnType<typeof signersOf>>[number]['signature']>
}
type Links = ReadonlyMap<string, { way: string; email: string | null }>

/** What of a signature is known, a fact each: what was not sent isn't there. */
function signerView({ name, role, signature }: Signed, links: Links, timeZone: string): AppendixSigner {
  const { kind, strokes, text, font, signedAt, signedByName, linkId, address, userAgent, screen, consent } = signature
  const link = linkId === null ? null : links.get(linkId)
  const both = (at: Date) => `${exactly(at, timeZone)} (${inUtc(at)})`
  const facts = [
    { label: 'Signed', value: both(signedAt) },
    { label: 'How', value: kind === 'drawn' ? 'Drawn by hand' : 'Typed' },
    {
      label: 'Reached',
      value: reachedWords(link ? { by: 'link', ...link } : { by: 'member', name: signedByName }),
    },
    {
      label: 'Consent',
      value: consent && `Text version ${consent.textVersion}, ${both(consent.consentedAt)}, after opening the PDF`,
    },
    { label: 'Address', value: address },
    { label: 'Browser', value: userAgent },
    { label: 'Screen', value: screen },
  ]
  return {
    ...{ name, role: role === 'company' ? 'contractor' : 'customer' },
    mark:
      kind === 'drawn'
        ? { kind: 'drawn', svg: svgOf(strokes as unknown as Strokes) }
        : { kind: 'typed', text: text ?? '', isGeist: font === 'geist-italic' },
    facts: facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
  }
}

/** The events of the document's chain up to the one with which this version was signed. */
async function readChain(tx: Tx, { orgId, documentId, versionNumber }: OfVersion, timeZone: string) {
  const all = await tx.documentEvent.findMany({ where: { orgId, documentId }, orderBy: { seq: 'asc' } })
  const signed = all.findLast(({ act, versionNumber: of }) => act === 'signed' && of === versionNumber)
  const last = signed ?? all.at(-1)
  const events = all.filter(({ seq }) => seq <= (last?.seq ?? 0))
  const hex = (hash: Uint8Array | undefined) => Buffer.from(hash ?? []).toString('hex')
  const rows = events
    .filter(({ act }) => !DRAFTING.includes(act))
    .map(
      ({ seq, at, act, versionNumber: version, actorName, detail }): AppendixEvent => ({
        ...{ number: seq, at: exactly(at, timeZone), utc: inUtc(at).slice(0, -' UTC'.length) },
        ...{ what: actWords(act, version), who: actorName, detail: detailOf(act, detail) },
      }),
    )
  return { rows, chain: { first: hex(events[0]?.hash), last: hex(last?.hash) } }
}

/** What a signed agreement's customer may still do, and until when; null where Plumbline knows of no such right. */
function noticeOf(
  snapshot: Snapshot,
  { signedAt, timeZone, copyAt, answers }: { signedAt: Date; timeZone: string; copyAt: Date; answers: Answers },
): NoticeFacts | null {
  const { cancellation } = snapshot
  // What says nothing of the right has no form for it either.
  if (!cancellation) return null
  const told = toldRight({ signedAt, copyAt, cancellation, states: [], timeZone, answers })
  if (!told) return null
  const isYes = (question: keyof Answers) => answers[question] === true
  return {
    signedOn: dayOf(signedAt, timeZone),
    untilOn: told.by.day,
    days: cancelDays(told.profile, { isSixtyFive: isYes('isSixtyFive'), isDisasterRepair: isYes('isDisasterRepair') }),
    more: told.longer.map(
      ({ condition, by }) => `${LONGER[condition]}, you may cancel until midnight of ${formatDay(by.day)}.`,
    ),
  }
}

const LONGER = {
  sixty_five: 'If you’re 65 or older',
  disaster: 'If this repairs what a declared disaster broke',
} as const

/** What those who signed answered, together: one yes is a yes, and null where nobody was asked. */
function answersOf(signed: readonly Signed[]): Answers {
  const together = (question: keyof Answers) => {
    const given = signed.flatMap(({ signature }) => signature[question] ?? [])
    return given.length > 0 ? given.includes(true) : null
  }
  return { isSixtyFive: together('isSixtyFive'), isDisasterRepair: together('isDisasterRepair') }
}

/**
 * Reads a version that stands as signed, and that everybody who was asked to has signed here.
 * @returns null of any other, and of one that is sealed
 */
export async function readSigned(tx: Tx, of: OfVersion): Promise<SignedVersion | null> {
  const { orgId, documentId, versionNumber: number } = of
  const document = await tx.document.findUnique({
    where: { orgId_id: { orgId, id: documentId } },
    include: { job: { select: { number: true, org: { select: { timeZone: true } } } } },
  })
  if (!document || !isSealable(document.stage) || document.sentVersion !== number) return null
  const version = await tx.documentVersion.findUniqueOrThrow({
    where: { orgId_documentId_number: { orgId, documentId, number } },
    select: { snapshot: true, sealedFile: { select: { id: true } } },
  })
  if (version.sealedFile) return null
  const signers = await signersOf(tx, of)
  const signed = signers.filter((each): each is Signed => each.signature !== null)
  if (signed.length === 0 || signed.length < signers.length) return null
  const links = await tx.customerLink.findMany({
    where: { orgId, id: { in: signed.flatMap(({ signature }) => signature.linkId ?? []) } },
    select: { id: true, way: true, email: true },
  })
  const snapshot: Snapshot = JSON.parse(version.snapshot)
  const { timeZone } = document.job.org
  const { rows, chain } = await readChain(tx, of, timeZone)
  const lastOf = (some: readonly Signed[]) =>
    new Date(Math.max(...some.map(({ signature }) => signature.signedAt.getTime())))
  const customers = signed.filter(({ role }) => role === 'customer')
  const signedAt = lastOf(signed)
  const customersAt = customers.length > 0 ? lastOf(customers) : signedAt
  const byId: Links = new Map(links.map(({ id, ...link }) => [id, link]))
  return {
    ...{ kind: document.kind, ordinal: document.ordinal, jobNumber: document.job.number, signedAt },
    appendix: {
      ...{ events: rows, chain, zone: zoneName(signedAt, timeZone), verifyUrl: new URL('/verify', env().APP_URL).href },
      signers: signed.map((each) => signerView(each, byId, timeZone)),
    },
    noticeAt: (copyAt) => noticeOf(snapshot, { signedAt: customersAt, timeZone, copyAt, answers: answersOf(signed) }),
  }
}
