import type { DocumentKind } from '@/prisma/generated/enums'

/** The document kind at the end of a path, or null when it's something else. */
export const parseKind = (segment: string): DocumentKind | null =>
  segment === 'proposal' || segment === 'agreement' ? segment : null
