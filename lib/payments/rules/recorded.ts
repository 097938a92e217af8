import { dayToDate } from '@/lib/dates'
import type { Balance } from '@/lib/payments/rules/balance'
import { plainText } from '@/lib/typed-text'
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
 * What an entry is: it counts; it counts no longer, because a counter-entry corrects it or because the money came back;
 * or it is such a counter-entry: of a mistake (`counter`), or of what came back (`return`).
 */
export type RecordedState = 'counts' | 'corrected' | 'returned' | 'counter' | 'return'

type Entry = { correctsId: string | null; cameBack: boolean; correction: { cameBack: boolean } | null }

export const recordedState = ({ correctsId, cameBack, correction }: Entry): RecordedState => {
  if (correctsId !== null) return cameBack ? 'return' : 'counter'
  if (correction) return correction.cameBack ? 'returned' : 'corrected'
  return 'counts'
}

/** Whether it counts: it is no counter-entry, and there is none of it. */
export const isCounted = ({ correctsId, correction }: { correctsId: string | null; correction: object | null }) =>
  correctsId === null && correction === null

/**
 * How an entry is corrected: it was a mistake and is recorded again with the right facts, it was a mistake and nothing was
 * there, or the money was there and came back.
 */
export const WAYS = ['again', 'never', 'came_back'] as const
export type CorrectWay = (typeof WAYS)[number]

/** Whether it is a counter-entry, which has no receipt and whose note is the reason. */
export const isCounterEntry = (state: RecordedState): boolean => state === 'counter' || state === 'return'

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

/** How many days back a day may be that nobody asks about: a quarter, which is what the office still works on. */
const RECENT_DAYS = 90

/** Whether a day is so far back that its year may be a slip. Both YYYY-MM-DD. */
export const isLongAgo = (day: string, today: string): boolean =>
  dayToDate(today).getTime() - dayToDate(day).getTime() > RECENT_DAYS * 86_400_000

/**
 * A check's number, or what another payment was, as it is kept: on one line, without anything unseen and without the "#"
 * that people write before a number.
 */
export const plainReference = (typed: string): string =>
  plainText(typed)
    .replace(/\s+/g, ' ')
    .replace(/^(?:[#＃] ?)+/, '')

const plain = (reference: string | null) => plainReference(reference ?? '').toLowerCase()
