import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// A document's stages: where the version that was sent last stands. Forward as the sale goes, and one step back to fix a
// mistake, but never out of completed. Canceling (lib/canceling) isn't among the moves that somebody chooses from a menu,
// because it takes a notice with its days; and nothing leads out of it.

const NEXT: Record<DocumentKind, Partial<Record<DocumentStage, readonly DocumentStage[]>>> = {
  proposal: { draft: ['sent'], sent: ['accepted', 'declined', 'draft'], accepted: ['sent'], declined: ['sent'] },
  agreement: { draft: ['sent'], sent: ['signed', 'draft'], signed: ['completed', 'sent'] },
  change_order: { draft: ['sent'], sent: ['signed', 'declined', 'draft'], signed: ['sent'], declined: ['sent'] },
}

/** Returns the stages a document may move to, forward ones first. */
export const nextStages = (kind: DocumentKind, stage: DocumentStage): readonly DocumentStage[] =>
  NEXT[kind][stage] ?? []

export const canMove = (kind: DocumentKind, from: DocumentStage, to: DocumentStage): boolean =>
  nextStages(kind, from).includes(to)

/**
 * Tells whether the draft can be changed. What was sent stays as it is, whatever is done to the draft; what was signed is
 * changed by another paper only.
 */
export const isEditable = (kind: DocumentKind, stage: DocumentStage): boolean =>
  kind === 'proposal' || (stage !== 'signed' && stage !== 'completed' && stage !== 'canceled')

/** Tells whether canceling ends a document: a signed agreement, and each of its change orders that is out. */
export const endsByCanceling = (kind: DocumentKind, stage: DocumentStage): boolean =>
  (kind === 'agreement' && (stage === 'signed' || stage === 'completed')) ||
  (kind === 'change_order' && (stage === 'sent' || stage === 'signed'))

/** Tells whether the draft holds what wasn't sent yet. */
export const hasUnsentChanges = ({ version, sentSave }: { version: number; sentSave: number | null }): boolean =>
  sentSave !== null && version !== sentSave

export const STAGE_LABELS: Record<DocumentStage, string> = {
  draft: 'Draft',
  sent: 'Sent',
  accepted: 'Accepted',
  declined: 'Declined',
  signed: 'Signed',
  completed: 'Completed',
  canceled: 'Canceled',
}

export const KIND_LABELS: Record<DocumentKind, string> = {
  proposal: 'Proposal',
  agreement: 'Agreement',
  change_order: 'Change order',
}

/** Which of a job's documents: one proposal, one agreement (`ordinal` 0), and any number of change orders. */
export type WhichDocument = { kind: DocumentKind; ordinal: number }

/** “Agreement”, “Change order 2” */
export const documentLabel = ({ kind, ordinal }: WhichDocument): string =>
  ordinal > 0 ? `${KIND_LABELS[kind]} ${ordinal}` : KIND_LABELS[kind]

/** A document as the audit log names it: “Agreement of job 1042, New roof”. */
export const documentName = (which: WhichDocument, { number, title }: { number: number; title: string }) =>
  `${documentLabel(which)} of job ${number}, ${title}`
