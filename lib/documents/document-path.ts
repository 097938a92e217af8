import type { WhichDocument } from './stages'

/** A document's part of a path: "agreement", "change-order-2". */
export const documentSegment = ({ kind, ordinal }: WhichDocument): string =>
  kind === 'change_order' ? `change-order-${ordinal}` : kind

const CHANGE_ORDER = /^change-order-([1-9]\d{0,5})$/

/** Which document a part of a path names; null where it names none. */
export function parseSegment(segment: string): WhichDocument | null {
  if (segment === 'proposal' || segment === 'agreement') return { kind: segment, ordinal: 0 }
  const ordinal = CHANGE_ORDER.exec(segment)?.[1]
  return ordinal ? { kind: 'change_order', ordinal: Number(ordinal) } : null
}
