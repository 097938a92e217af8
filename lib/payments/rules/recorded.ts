import type { Balance } from '@/lib/payments/rules/balance'
import type { RecordedMethod } from '@/prisma/generated/enums'

// The rules of recorded payments: checks, cash and others that PaySimple has no part in. Pure.

/** What is typed of one. `reference`: a check's number; for another payment what it was, "Zelle". */
export type RecordedFacts = {
  amountCents: number
  method: RecordedMethod
  reference: string | null
  /** YYYY-MM-DD, a day of the company's zone. */
  receivedOn: string
}

/**
 * What an entry is: it counts, it counts no longer because a counter-entry corrects it, or it is such a counter-entry.
 */
export type RecordedState = 'counts' | 'corrected' | 'counter'

type Entry = { correctsId: string | null; correction: unknown }

export const recordedState = ({ correctsId, correction }: Entry): RecordedState =>
  correctsId !== null ? 'counter' : correction ? 'corrected' : 'counts'

/** What a job owes once an entry that counts no longer does, in cents. */
export const owedWithout = ({ totalCents, paidCents, checkingCents }: Balance, amountCents: number): number =>
  Math.max(0, Math.max(0, totalCents - (paidCents - amountCents)) - checkingCents)

/** What is owed on a job in cents; below zero, what it is overpaid by. */
export const owedOrOver = ({ owedCents, overpaidCents }: Pick<Balance, 'owedCents' | 'overpaidCents'>): number =>
  owedCents - overpaidCents

/** Whether two entries say the same of the same money, so that one of them may be a second record of it. */
export const isSameMoney = (one: RecordedFacts, other: RecordedFacts): boolean =>
  one.amountCents === other.amountCents &&
  one.method === other.method &&
  plain(one.reference) === plain(other.reference) &&
  // A check's number tells it from others whatever day somebody typed.
  ((one.method === 'check' && plain(one.reference) !== '') || one.receivedOn === other.receivedOn)

const plain = (reference: string | null) => (reference ?? '').trim().replace(/^#/, '').toLowerCase()
