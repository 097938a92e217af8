import type { DocumentKind } from '@/prisma/generated/enums'

/** A document within a sentence of lib/language, filled in with its ordinal as `count`. */
export const KIND_WORDS = {
  proposal: 'proposal',
  agreement: 'agreement',
  change_order: 'change order {count}',
} as const satisfies Record<DocumentKind, string>
