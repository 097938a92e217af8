import { WAY_WORDS } from '@/lib/customer-links/ways'
import { KIND_LABELS } from '@/lib/documents/stages'
import type { DocumentAct, DocumentKind } from '@/prisma/generated/enums'

// What the certificate of a signed paper says of who did what when, and what the office reads while one isn't sealed. Pure.

const formats = new Map<string, Intl.DateTimeFormat>()

/** "Nov 30, 2026, 7:45:12 PM MST": to the second, with its zone. */
export function exactly(at: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, dateStyle: 'medium', timeStyle: 'long' })
  formats.set(timeZone, format)
  return format.format(at).replaceAll('\u202f', ' ')
}

/** "2026-12-01 02:45:12 UTC" */
export const inUtc = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** A zone by its name, with what it's called at that time: "America/Denver (MST)". */
export const zoneName = (at: Date, timeZone: string): string => {
  const short = exactly(at, timeZone).split(' ').at(-1)
  return `${timeZone} (${short})`
}

/** Acts that are on no certificate: of drafting. */
export const DRAFTING: readonly DocumentAct[] = ['created', 'edited']

const ACTS: Record<DocumentAct, string> = {
  ...{ created: 'Created', edited: 'Edited', sent: 'Sent', accepted: 'Accepted', declined: 'Declined' },
  ...{ signed: 'Signed by everybody', completed: 'Completed', reopened: 'Taken one step back' },
  ...{ reached: 'Milestone reached', unreached: 'Milestone not reached after all' },
  ...{ viewed: 'Opened', asked: 'Question asked', signing_asked: 'Signatures asked for' },
  ...{ consented: 'Agreed to sign electronically', signature_given: 'Signature given' },
  ...{ signing_declined: 'Declined to sign', sealed: 'Sealed', canceled: 'Canceled' },
  ...{ paper_asked: 'Paper asked for', consent_withdrawn: 'Consent to sign electronically withdrawn' },
}

/** "Sent, version 2" */
export const actWords = (act: DocumentAct, version: number | null): string =>
  version === null ? ACTS[act] : `${ACTS[act]}, version ${version}`

/** Acts whose details everybody who signs has read. What a company notes with others stays with the company. */
const TOLD: readonly DocumentAct[] = ['signing_asked', 'consented', 'signature_given', 'signing_declined']
export const detailOf = (act: DocumentAct, detail: string | null): string => (TOLD.includes(act) ? (detail ?? '') : '')

type Reached =
  | { by: 'link'; way: string; email: string | null }
  /** In the office. */
  | { by: 'member'; name: string }

/** How somebody was reached: "By email to olivia@example.com". */
export function reachedWords(reached: Reached): string {
  if (reached.by === 'member') return `${reached.name}, signed in as a member of the company`
  const way = WAY_WORDS[reached.way as keyof typeof WAY_WORDS] ?? reached.way
  const words = reached.email === null ? way : `${way} to ${reached.email}`
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What kept a paper from being sealed. */
export type DelayReason = 'key' | 'timestamp' | 'photo' | 'error'

const DELAYS: Record<DelayReason, string> = {
  key: 'The key that seals papers can’t be used. Whoever runs your Plumbline finds what to do in its log.',
  timestamp: 'The server that says when it was sealed doesn’t answer.',
  photo: 'The file of a photo is missing. Add the same photo again to any document, and it’s back.',
  error: 'Something went wrong. Whoever runs your Plumbline finds it in its log.',
}

/** What the office reads while a signed paper isn't sealed. Nothing that was signed is lost by then. */
export const waitingWords = (kind: DocumentKind, why: DelayReason | null): string =>
  why === null
    ? 'The sealed copy is being made.'
    : `The sealed copy isn’t made yet. ${DELAYS[why]} Plumbline keeps trying; the ${KIND_LABELS[kind].toLowerCase()} is signed all the same.`

/** Those who signed and get no email, because there's no address of theirs: "Ada and Noah get no email: …". */
export const noAddressWords = (names: string, many: number): string =>
  `${names} ${many > 1 ? 'have' : 'has'} no email address here, so the copy isn’t sent to ${many > 1 ? 'them' : 'that person'}. Download it and hand it over.`
