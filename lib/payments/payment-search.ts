import 'server-only'
import { now } from '@/lib/dates'
import { fold } from '@/lib/fold'
import { brandCalled } from '@/lib/payment-methods/card'
import { statusLabel } from '@/lib/payments/words/labels'
import { openReversalWords } from '@/lib/payments/words/sentences'
import { searchWords, wordCents } from '@/lib/search'
import { findDay } from '@/lib/search-days'
import type { RowWord } from '@/lib/search-rows'
import { all, any, hasWord } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import { PaymentMethod, PaymentStatus, ReversalKind } from '@/prisma/generated/enums'

// Which payments a search finds: every word of it stands in one of the list's columns.

/**
 * Matches the payments that a search finds, as a condition on `payment`. The texts of a payment, its job and its
 * customer are one column (`search`); the amount, the status and the day it was taken (in the organization's zone) are
 * matched by what they are.
 */
export function paymentSearch(query: string, timeZone: string): Prisma.Sql {
  const day = findDay(fold(query), timeZone, now())
  if (!day) return allWords(query)
  // "March 4" may be a street as well.
  const onDay = day.spans.map(
    ({ gte, lt }) => Prisma.sql`(payment.created_at >= ${gte} and payment.created_at < ${lt})`,
  )
  return all([any([...onDay, allWords(day.text)]), allWords(day.rest)])
}

const allWords = (text: string): Prisma.Sql => all(searchWords(text).map(matchesWord))

const SEARCH = Prisma.sql`payment.search`

function matchesWord(word: string): Prisma.Sql {
  const cents = wordCents(word)
  return any([
    hasWord(SEARCH, word),
    ...(cents === null ? [] : [Prisma.sql`payment.amount_cents = ${cents}`]),
    ...named(word),
  ])
}

/** What a word names that is in no text: a brand of cards, a status. */
function named(word: string): Prisma.Sql[] {
  const brand = brandCalled(word)
  return [...(brand === null ? [] : [Prisma.sql`payment.account_label = ${brand}`]), ...inState(word)]
}

/** The words of a search that stand in a payment's text or are its amount. */
export const paymentWords = (query: string, timeZone: string): RowWord[] =>
  searchWords(findDay(fold(query), timeZone, now())?.rest ?? query)
    .filter((word) => named(word).length === 0)
    .map((word) => ({ word, ...amountOf(word) }))

function amountOf(word: string): { cents?: number } {
  const cents = wordCents(word)
  return cents === null ? {} : { cents }
}

const OPEN_REVERSALS = Object.values(ReversalKind).flatMap((kind) =>
  (['submitting', 'unknown'] as const).map((status) => ({ kind, status, label: openReversalWords({ kind, status }) })),
)
const STATES = Object.values(PaymentStatus).flatMap((status) =>
  Object.values(PaymentMethod).map((method) => ({ status, method, label: statusLabel(status, method).label })),
)

/** The filters for a word of what the list says of a payment's status: "Submitted", "Not charged", "Confirming the refund". */
function inState(word: string): Prisma.Sql[] {
  if (word.length < 3) return []
  const says = ({ label }: { label: string }) =>
    label
      .toLowerCase()
      .split(' ')
      .some((part) => part.startsWith(word))
  return [
    ...STATES.filter(says).map(
      ({ status, method }) => Prisma.sql`(payment.status = ${status}::payment_status
        and payment.method = ${method}::payment_method)`,
    ),
    ...OPEN_REVERSALS.filter(says).map(
      ({ kind, status }) => Prisma.sql`exists (select from reversal
        where reversal.org_id = payment.org_id and reversal.payment_id = payment.id
          and reversal.kind = ${kind}::reversal_kind and reversal.status = ${status}::reversal_status)`,
    ),
  ]
}
