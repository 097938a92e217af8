import type { Cancellation } from './cancellation'
import type { DocumentContent } from './content'
import type { Landing } from './landing'
import type { Due, PricedDocument } from './sums'

// What was sent: everything that the customer is shown, frozen. Pages, PDFs and the arithmetic of a sent document read its
// snapshot, never live rows. Plain JSON; lib/documents/canonical.ts writes it down the same for ever, and hashes that.

export type SnapshotKind = 'proposal' | 'agreement' | 'change_order'

/** An address on one or two lines; empty where nothing is known. */
export type SnapshotAddress = { street: string; city: string; state: string; zip: string }

export type SnapshotCompany = {
  name: string
  legalName: string
  address: SnapshotAddress
  phone: string
  email: string
  website: string
  licenses: { state: string; number: string }[]
  /** SHA-256 of its PNG (org_logo). */
  logo: { hash: string; width: number; height: number } | null
  /** "#1d4f91" */
  brandColor: string | null
  footer: string
}

export type SnapshotSignatures = {
  /** By its legal name, where that is known. */
  company: string
  /** `company` is empty for one who signs for nobody else. */
  customers: { name: string; company: string }[]
}

type SnapshotLine = Omit<DocumentContent['sections'][number]['lines'][number], 'costCents'>
type SnapshotSection = { id: string; title: string; lines: SnapshotLine[] }

export type Snapshot = {
  format: 1
  kind: SnapshotKind
  /** Counts per company: "Proposal 1007". */
  number: number
  /** 1 for what was sent first. */
  version: number
  /** UTC, ISO 8601. */
  sentAt: string
  /** IANA name: the zone of every day and time that is printed. */
  timeZone: string
  company: SnapshotCompany
  customer: { name: string; company: string; address: SnapshotAddress }
  job: { number: number; title: string; site: SnapshotAddress }
  /** Of an agreement: the customer’s right to cancel. What was sent before Plumbline printed it has none. */
  cancellation?: Cancellation
  /** Who signs it on paper. Of a proposal, and of what was sent before Plumbline left room for it, there is none. */
  signatures?: SnapshotSignatures
  content: Omit<DocumentContent, 'internalNote' | 'sections' | 'optionGroups'> & {
    sections: SnapshotSection[]
    optionGroups: (Omit<DocumentContent['optionGroups'][number], 'options'> & {
      options: { id: string; title: string; lines: SnapshotLine[]; sections: SnapshotSection[] }[]
    })[]
  }
  /** What `priceDocument` answered when it was sent. */
  sums: PricedDocument
  /** Of a change order: what it does to the job's total and payments. */
  change?: SnapshotChange
}

/** A change order as money. Amounts in cents. */
export type SnapshotChange = {
  ordinal: number
  /** The agreement that it changes. */
  agreementNumber: number
  landing: Landing
  totalBeforeCents: number
  totalAfterCents: number
  /**
   * All payments of the schedule then; `beforeCents` null for one that wasn't there. `creditedCents`: what comes off what is
   * open on a payment that is begun, and keeps its amount.
   */
  parts: {
    id: string
    label: string
    due: Due
    beforeCents: number | null
    afterCents: number
    creditedCents: number
  }[]
  /** What is paid, or being paid, above the new total. */
  toRefundCents: number
}

/** What a customer may compare with somebody who has the same paper: the first eight characters of its hash. */
export const shortHash = (sha256: string): string => sha256.slice(0, 8)

/** What of a document is shown. A draft has more, which isn't. */
export type ShownContent = Snapshot['content']
