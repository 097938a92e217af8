import { type Snapshot, shortHash } from '@/lib/documents/snapshot'
import type { FactView } from '../paper'
import { type NoticeFacts, type NoticeView, noticeView } from './notice'
import { scheduleOf, totalsOf } from './totals'
import { KIND_NAMES } from './words'

// What is appended to a paper that everybody has signed: texts, in their order (lib/pdf/templates/appendix.ts). Pure.

/** How somebody signed: as they drew it (an SVG in a box of 3 to 1), or their typed name in a font that has its letters. */
export type Mark = { kind: 'drawn'; svg: string } | { kind: 'typed'; text: string; isGeist: boolean }

export type AppendixSigner = {
  name: string
  /** "Customer" */
  role: string
  mark: Mark
  /** What is known of how they signed, and nothing else. */
  facts: FactView[]
}

/** An event of the document's chain. Instants as texts. */
export type AppendixEvent = { number: number; at: string; utc: string; what: string; who: string; detail: string }

/** All that is appended. */
export type Appendix = {
  /** Null where there is no right to cancel that we know of. */
  notice: NoticeFacts | null
  /** SHA-256 of the paper's PDF as it was signed. */
  originalSha256: string
  signers: AppendixSigner[]
  events: AppendixEvent[]
  /** The hashes of the chain, in hexadecimal: of its first event, and of the one with which the paper was signed. */
  chain: { first: string; last: string }
  /** "America/Denver (MST)" */
  zone: string
  /** Where anybody can check the file. */
  verifyUrl: string
}

export const signatureFile = (nth: number): string => `signature-${nth + 1}.svg`

type SignerView = Omit<AppendixSigner, 'mark'> & {
  /** One of the two is null. */
  drawn: { file: string; alt: string } | null
  typed: { text: string; isGeist: boolean } | null
}

export type AppendixView = {
  notice: NoticeView | null
  heading: string
  lead: string
  paper: FactView[]
  hashes: FactView[]
  money: { heading: string; total: FactView; columns: string[]; rows: string[][] }
  signersHeading: string
  signers: SignerView[]
  events: { heading: string; note: string; columns: string[]; rows: AppendixEvent[]; hashes: FactView[] }
  verify: { heading: string; paragraphs: string[]; link: string }
}

export function appendixView(snapshot: Snapshot, sha256: string, appendix: Appendix): AppendixView {
  const { kind, number, version, change, company, customer, job } = snapshot
  const name = `${KIND_NAMES[kind]} ${change?.ordinal ?? number}`
  const what = KIND_NAMES[kind].toLowerCase()
  const totals = totalsOf(snapshot)
  const schedule = scheduleOf(snapshot)
  return {
    notice: appendix.notice && noticeView(snapshot, appendix.notice),
    heading: 'Certificate of signing',
    lead: `Everybody who was asked to sign this ${what} has signed it, on the dates and in the ways that stand below. Times are in ${appendix.zone}, with UTC beside them.`,
    paper: [
      { label: 'Paper', value: `${name}, version ${version}` },
      { label: 'Job', value: `${job.number}${job.title === '' ? '' : ` · ${job.title}`}` },
      { label: 'Company', value: company.legalName || company.name },
      { label: 'Customer', value: [customer.name, customer.company].filter((each) => each !== '').join(', ') },
    ],
    hashes: [
      { label: 'SHA-256 of what was sent', value: sha256 },
      { label: 'SHA-256 of its PDF, as it was signed', value: appendix.originalSha256 },
    ],
    money: {
      heading: 'Amounts',
      total: { label: totals.label, value: totals.amount },
      columns: schedule.rows.length > 0 ? schedule.columns : [],
      rows: schedule.rows.map(({ label, due, share, amount }) => [label, due, share, amount]),
    },
    signersHeading: 'Signatures',
    signers: appendix.signers.map(({ mark, ...signer }, nth) => ({
      ...signer,
      drawn: mark.kind === 'drawn' ? { file: signatureFile(nth), alt: `Signature that ${signer.name} drew` } : null,
      typed: mark.kind === 'typed' ? { text: mark.text, isGeist: mark.isGeist } : null,
    })),
    events: {
      heading: 'What happened',
      note: 'In this order, as it was written down then. Numbers that are missing are edits of the draft. Each event holds the hash of the one before it, so one that is changed or removed shows.',
      columns: ['No.', 'When', 'UTC', 'What', 'Who'],
      rows: appendix.events,
      hashes: [
        { label: 'Hash of the first event', value: appendix.chain.first },
        { label: 'Hash of the last one above', value: appendix.chain.last },
      ],
    },
    verify: {
      heading: 'How to check this file',
      paragraphs: [
        `This file is sealed: a digital signature covers all of it, and any change after that shows. Its pages before the ${appendix.notice ? 'notices' : 'certificate'} are the ${what} as it was signed; each has ${shortHash(sha256)} at its foot.`,
        'Whoever has the file can check it here, with no account:',
      ],
      link: appendix.verifyUrl,
    },
  }
}
