import { formatDay } from '@/lib/dates'
import type { SnapshotKind } from '@/lib/documents/snapshot'
import type { Due } from '@/lib/documents/sums'
import { formatCents } from '@/lib/money'

// What the paper of a document says. Pure.

export const KIND_NAMES: Record<SnapshotKind, string> = {
  proposal: 'Proposal',
  agreement: 'Agreement',
  change_order: 'Change order',
}

/** When a part of the schedule is due. */
export function dueWords(due: Due): string {
  switch (due.on) {
    case 'signing':
      return 'At signing'
    case 'cancel_by':
      return 'Once your right to cancel has ended'
    case 'day':
      return formatDay(due.day)
    case 'milestone':
      return due.milestone
    case 'completion':
      return 'At completion'
  }
}

/** A change in cents with its sign: 100000 → "+ $1,000.00". */
export function differenceWords(cents: number): string {
  if (cents === 0) return 'No change'
  return cents > 0 ? `+ ${formatCents(cents)}` : `- ${formatCents(-cents)}`
}

/** What is taken off: 5000 → "-$50.00". Of nothing it is "$0.00". */
export const offWords = (cents: number): string => formatCents(cents === 0 ? 0 : -cents)
