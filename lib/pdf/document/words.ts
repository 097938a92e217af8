import type { SnapshotKind } from '@/lib/documents/snapshot'
import { formatCents } from '@/lib/money'

// What the paper of a document says. Pure.

export const KIND_NAMES: Record<SnapshotKind, string> = {
  proposal: 'Proposal',
  agreement: 'Agreement',
  change_order: 'Change order',
}

/** What is taken off: 5000 → "-$50.00". Of nothing it is "$0.00". */
export const offWords = (cents: number): string => formatCents(cents === 0 ? 0 : -cents)
