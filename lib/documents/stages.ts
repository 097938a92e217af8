import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// A document's stages: where the version that was sent last stands. Forward as the sale goes, and one step back to fix a
// mistake, but never out of completed.

const NEXT: Record<DocumentKind, Partial<Record<DocumentStage, readonly DocumentStage[]>>> = {
  proposal: { draft: ['sent'], sent: ['accepted', 'declined', 'draft'], accepted: ['sent'], declined: ['sent'] },
  agreement: { draft: ['sent'], sent: ['signed', 'draft'], signed: ['completed', 'sent'] },
}

/** Returns the stages a document may move to, forward ones first. */
export const nextStages = (kind: DocumentKind, stage: DocumentStage): readonly DocumentStage[] =>
  NEXT[kind][stage] ?? []

export const canMove = (kind: DocumentKind, from: DocumentStage, to: DocumentStage): boolean =>
  nextStages(kind, from).includes(to)

/**
 * Tells whether the draft can be changed. What was sent stays as it is, whatever is done to the draft; a signed agreement is
 * changed by another paper only.
 */
export const isEditable = (kind: DocumentKind, stage: DocumentStage): boolean =>
  kind === 'proposal' || stage === 'draft' || stage === 'sent'

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
}

export const KIND_LABELS: Record<DocumentKind, string> = { proposal: 'Proposal', agreement: 'Agreement' }

/** A document as the audit log names it: “Agreement of job 1042, New roof”. */
export const documentName = (kind: DocumentKind, { number, title }: { number: number; title: string }) =>
  `${KIND_LABELS[kind]} of job ${number}, ${title}`
