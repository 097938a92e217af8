import type { SnapshotKind } from '@/lib/documents/snapshot'

// What the paper of a document says. Pure.

export const KIND_NAMES: Record<SnapshotKind, string> = {
  proposal: 'Proposal',
  agreement: 'Agreement',
  change_order: 'Change order',
}
