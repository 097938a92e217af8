import 'server-only'
import { now } from '@/lib/dates'
import { fold } from '@/lib/fold'
import { brandCalled } from '@/lib/payment-methods/card'
import { statusLabel } from '@/lib/payments/words/labels'
import { openReversalWords } from '@/lib/payments/words/sentences'
import { hasWord, searchWords, wordCents } from '@/lib/search'
import { findDay } from '@/lib/search-days'
import type { Prisma } from '@/prisma/generated/client'
import { PaymentMethod, PaymentStatus, ReversalKind } from '@/prisma/generated/enums'

// Which payments a search finds: every word of it stands in one of the list's columns.

/**
 * Matches the payments that a search finds. The texts of a payment, its job and its customer are one column (`search`);
 * the amount, the status and the day it was taken (in the organization's zone) are matched by what they are.
 */
export function paymentSearch(query: string, timeZone: string): Prisma.PaymentWhereInput {
  const day = findDay(fold(query), timeZone, now())
  if (!day) return allWords(query)
  // "March 4" may be a street as well.
  const onDay = { OR: [...day.spans.map((createdAt) => ({ createdAt })), allWords(day.text)] }
  return { AND: [onDay, allWords(day.rest)] }
}

const allWords = (text: string): Prisma.PaymentWhereInput => ({ AND: searchWords(text).map(matchesWord) })

function matchesWord(word: string): Prisma.PaymentWhereInput {
  const cents = wordCents(word)
  const brand = brandCalled(word)
  return {
    OR: [
      hasWord(word),
      ...(brand === null ? [] : [{ accountLabel: brand }]),
      ...(cents === null ? [] : [{ amountCents: cents }]),
      ...inState(word),
    ],
  }
}

const OPEN_REVERSALS = Object.values(ReversalKind).flatMap((kind) =>
  (['submitting', 'unknown'] as const).map((status) => ({ kind, status, label: openReversalWords({ kind, status }) })),
)
const STATES = Object.values(PaymentStatus).flatMap((status) =>
  Object.values(PaymentMethod).map((method) => ({ status, method, label: statusLabel(status, method).label })),
)

/** The filters for a word of what the list says of a payment's status: "Submitted", "Not charged", "Confirming the refund". */
function inState(word: string): Prisma.PaymentWhereInput[] {
  if (word.length < 3) return []
  const says = ({ label }: { label: string }) =>
    label
      .toLowerCase()
      .split(' ')
      .some((part) => part.startsWith(word))
  return [
    ...STATES.filter(says).map(({ status, method }) => ({ status, method })),
    ...OPEN_REVERSALS.filter(says).map(({ kind, status }) => ({ reversals: { some: { kind, status } } })),
  ]
}
