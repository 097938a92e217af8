import type { DocumentKind } from '@/prisma/generated/enums'

/** The last part of a document's address; null for anything else that somebody may type there. */
export const parseKind = (segment: string): DocumentKind | null =>
  segment === 'proposal' || segment === 'agreement' ? segment : null
