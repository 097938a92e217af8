import { documentSegment } from '@/lib/documents/document-path'
import { documentLabel } from '@/lib/documents/stages'
import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// A job's papers as its customer has them: what was sent, what is asked of them, and whether they may pay. Pure.

/** What was sent of a document, as it stands. */
export type PaperRow = {
  id: string
  kind: DocumentKind
  ordinal: number
  number: number
  stage: Exclude<DocumentStage, 'draft'>
  stageAt: Date
  /** What it comes to, in cents; null while a choice is open. Of a change order the change. */
  totalCents: number | null
  /** The version that stands; null for what was sent before Plumbline kept versions. */
  versionNumber: number | null
  /** The last day on which it can be accepted, YYYY-MM-DD. */
  expiresOn: string | null
}

/**
 * `to_answer`: a proposal that the customer may accept. `to_sign`: an agreement or a change order that waits for the
 * signature. `replaced`: a proposal beside an agreement.
 */
export type PaperState =
  | 'to_answer'
  | 'expired'
  | 'accepted'
  | 'declined'
  | 'to_sign'
  | 'signed'
  | 'completed'
  | 'canceled'
  | 'replaced'

export type Paper = PaperRow & { label: string; segment: string; state: PaperState }

/** @param today in the company's zone */
function stateOf(row: PaperRow, hasAgreement: boolean, today: string): PaperState {
  if (row.stage !== 'sent') return row.stage
  if (row.kind === 'proposal' && hasAgreement) return 'replaced'
  if (row.expiresOn !== null && today > row.expiresOn) return 'expired'
  return row.kind === 'proposal' ? 'to_answer' : 'to_sign'
}

const ORDER: Record<PaperState, number> = {
  ...{
    to_answer: 0,
    to_sign: 0,
    expired: 1,
    signed: 2,
    completed: 2,
    accepted: 2,
    declined: 3,
    canceled: 3,
    replaced: 4,
  },
}

/** The papers of a job: what waits for the customer first. */
export function papersOf(rows: readonly PaperRow[], today: string): Paper[] {
  const hasAgreement = rows.some(({ kind }) => kind === 'agreement')
  return rows
    .map((row) => ({
      ...{ ...row, label: documentLabel(row), segment: documentSegment(row) },
      state: stateOf(row, hasAgreement, today),
    }))
    .sort((one, other) => ORDER[one.state] - ORDER[other.state])
}
