import type { FailureKind } from '@/lib/paysimple/errors'

const KIND_WORDS: Record<FailureKind, string> = {
  not_sent: 'Can’t reach PaySimple',
  unauthorized: 'Credentials rejected',
  forbidden: 'Not allowed for this API user',
  refused: 'Rejected',
  not_found: 'Not found',
  unsupported: 'Not offered by PaySimple',
  server_error: 'Failed at PaySimple',
  no_answer: 'No answer',
  unreadable: 'Answer not understood',
}

/** How a call failed, in words. An unknown kind stays as it was stored. */
export const failureWords = (kind: string): string =>
  Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind as FailureKind] : kind
