import type { DocumentKind, DocumentStage } from '@/prisma/generated/enums'

// The life of a document. Forward as the sale goes; one step back to mend a mistake, but never out of completed.

const NEXT: Record<DocumentKind, Partial<Record<DocumentStage, readonly DocumentStage[]>>> = {
  proposal: { draft: ['sent'], sent: ['accepted', 'declined', 'draft'], accepted: ['sent'], declined: ['sent'] },
  agreement: { draft: ['sent'], sent: ['signed', 'draft'], signed: ['completed', 'sent'] },
}

/** The stages a document may move to from where it is, forward ones first. */
export const nextStages = (kind: DocumentKind, stage: DocumentStage): readonly DocumentStage[] =>
  NEXT[kind][stage] ?? []

export const canMove = (kind: DocumentKind, from: DocumentStage, to: DocumentStage): boolean =>
  nextStages(kind, from).includes(to)

/** Whether the lines may still be changed: nobody has agreed to them yet. */
export const isEditable = (stage: DocumentStage): boolean => stage === 'draft' || stage === 'sent'

export const STAGE_LABELS: Record<DocumentStage, string> = {
  draft: 'Draft',
  sent: 'Sent',
  accepted: 'Accepted',
  declined: 'Declined',
  signed: 'Signed',
  completed: 'Completed',
}

export const KIND_LABELS: Record<DocumentKind, string> = { proposal: 'Proposal', agreement: 'Agreement' }
