import type { FailureKind } from '@/lib/paysimple/errors'

const KIND_WORDS: Record<FailureKind, string> = {
  not_sent: 'PaySimple could not be reached',
  unauthorized: 'Credentials not accepted',
  forbidden: 'Not allowed for this API user',
  refused: 'Turned down',
  not_found: 'Not found',
  unsupported: 'Not offered by PaySimple',
  server_error: 'Failed at PaySimple',
  no_answer: 'No answer',
  unreadable: 'Answer not understood',
}

/** How a call failed, in words. A kind that is not known any more stays as it was written. */
export const failureWords = (kind: string): string =>
  Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind as FailureKind] : kind
