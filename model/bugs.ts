import type { Outcome } from '@/lib/payments/rules/outcome'
import type { PaySimpleError } from '@/lib/paysimple/errors'
import type { PaymentRow } from './rows'
import { ENGINE, type Rules } from './rules'

// Planted bugs: each replaces one decision of the engine, or one step of the model, by a broken one. The judge must see
// each of them for what it is.

const isDuplicate = (error: PaySimpleError) => error.messages.some(({ message }) => /duplicate/i.test(message))
const refused: Outcome = { status: 'not_taken', reason: 'refused' }

/** Mistakes that PaySimple's API invites. */
const OF_THE_API = {
  're-send on 500': { resends: (error) => error.kind === 'server_error' },
  're-send on time-out': { resends: (error) => error.kind === 'no_answer' },
  'unknown read as failed': {
    outcomeOfChargeError: (error) => {
      const outcome = ENGINE.outcomeOfChargeError(error)
      return outcome.status === 'unknown' ? refused : outcome
    },
  },
  'trust in the list filter': { listQuery: { filtered: true }, isChargeOf: () => true },
  'only page one': {
    walkPages: () => {
      const walk = ENGINE.walkPages<never>()
      return (page) => ({ ...walk(page as never), last: true })
    },
  },
  'lite rows': { listQuery: { lite: true } },
  '201 read as paid': {
    outcomeOfRecord: (record, asked) => {
      const outcome = ENGINE.outcomeOfRecord(record, asked)
      return outcome.facts && ['declined', 'unknown'].includes(outcome.status)
        ? { status: 'authorized', facts: outcome.facts }
        : outcome
    },
  },
  'Duplicate read as failed': {
    outcomeOfChargeError: (error) => (isDuplicate(error) ? refused : ENGINE.outcomeOfChargeError(error)),
  },
  'commit skipped': { rowComesFirst: false },
  'lease without fencing': { mayStillSend: () => true, transportKeepsWindow: false },
  'refund without lock': { locksReversal: false },
  'OrderId reused': { orderIdOf: (id, earlier) => earlier[0]?.orderId ?? id },
} satisfies Record<string, Partial<Rules>>

/** What a row said at that instant. */
const saidAt = ({ history }: PaymentRow, at: Date) => history.findLast((each) => each.at <= at.getTime())?.to

/** Mistakes that this design invites. */
const OF_THE_DESIGN = {
  'absence judged by the end of the reading': { absenceIsOf: 'end' },
  'absence counted from the row, not from sendBy': {
    outcomeOfAbsence: ({ sendBy, reason }, at) =>
      ENGINE.outcomeOfAbsence({ sendBy: new Date(sendBy.getTime() - 120_000), reason }, at),
  },
  'recharge sent without a claim': { claimsRecharge: false },
  'a refund recorded without closing its reversal': { decideReversalTurn: () => null },
  'a stale reading written over a newer one': {
    decideTransition: (before, outcome) => ENGINE.decideTransition(before, outcome),
  },
  'a stale reading told by the status, not by the time': {
    decideTransition: (before, outcome, readAt) => {
      const isSame = readAt !== undefined && saidAt(before as PaymentRow, readAt) === before.status
      return ENGINE.decideTransition(before, outcome, isSame ? undefined : readAt)
    },
  },
  'a second record written over the known one': {
    decideTransition: (before, outcome, readAt) =>
      ENGINE.decideTransition({ ...before, paysimplePaymentId: null }, outcome, readAt),
  },
  'a late Reversed leaves its reversal not done': {
    decideReversalTurn: (...the) => {
      const turning = ENGINE.decideReversalTurn(...the)
      return turning?.reversal.status === 'not_done' ? null : turning
    },
  },
  'nobody asks about a reversal': { asksAboutReversals: false },
  'a reversal is asked about once only': { asksAboutReversalsAgain: false },
  'a payment is asked about once only': { asksAgain: () => false },
  'a payment that PaySimple has is not asked about again': { asksAgain: (row) => row.paysimplePaymentId === null },
  'questions come too rarely': {
    nextCheckIn: (age, answered) => 60 * ENGINE.nextCheckIn(age, answered),
    nextCheckOf: (status, age, answered) => 60 * ENGINE.nextCheckOf(status, age, answered),
  },
  'what was concluded absent is not asked about later': {
    firstCheckIn: (payment) => (ENGINE.isUndecided(payment.status) ? ENGINE.firstCheckIn(payment) : null),
    CHECK_AFTER_ABSENCE: Number.POSITIVE_INFINITY,
  },
} satisfies Record<string, Partial<Rules>>

export type Bug = keyof typeof OF_THE_API | keyof typeof OF_THE_DESIGN
export const API_BUGS = Object.keys(OF_THE_API) as Bug[]
export const DESIGN_BUGS = Object.keys(OF_THE_DESIGN) as Bug[]

export const BUGS: readonly Bug[] = [...API_BUGS, ...DESIGN_BUGS]

const ALL: Record<Bug, Partial<Rules>> = { ...OF_THE_API, ...OF_THE_DESIGN }

const TWICE = /^(double charge|two records of one payment)/
const SAID_TOO_EARLY = /^said to be not taken, and was/
const PASSED = /^went back to a state that had passed/
const UNSEEN = /^taken back, and nobody knows/
const STUCK_REVERSAL = /^stuck (submitting|unknown) \(pay-\S+-reversal\d+\)/

/** By what a mistake shows itself: that anything is wrong would not prove that it is seen for what it is. */
export const SHOWS: Record<Bug, RegExp> = {
  're-send on 500': TWICE,
  're-send on time-out': TWICE,
  'unknown read as failed': SAID_TOO_EARLY,
  // Whatever record comes is taken for the charge, and is of another OrderId: so it never reads as paid either.
  'trust in the list filter': /^stuck unknown \(pay-\d/,
  'only page one': SAID_TOO_EARLY,
  'lite rows': SAID_TOO_EARLY,
  '201 read as paid': /^Failed at PaySimple, here authorized/,
  'Duplicate read as failed': SAID_TOO_EARLY,
  'commit skipped': /^a charge that nobody knows of/,
  'lease without fencing': SAID_TOO_EARLY,
  'refund without lock': /^two reversals at once/,
  'OrderId reused': TWICE,
  'absence judged by the end of the reading': SAID_TOO_EARLY,
  'absence counted from the row, not from sendBy': SAID_TOO_EARLY,
  'recharge sent without a claim': TWICE,
  'a refund recorded without closing its reversal': UNSEEN,
  'a stale reading written over a newer one': PASSED,
  'a stale reading told by the status, not by the time': PASSED,
  'a second record written over the known one': /^took another record for its own/,
  'a late Reversed leaves its reversal not done': UNSEEN,
  'nobody asks about a reversal': STUCK_REVERSAL,
  'a reversal is asked about once only': STUCK_REVERSAL,
  'a payment is asked about once only': /^stuck (submitting|unknown) \(pay-\d/,
  'a payment that PaySimple has is not asked about again': /^stuck unknown \(pay-\d/,
  'questions come too rarely': /^known late, though PaySimple showed it/,
  'what was concluded absent is not asked about later': /^stuck not_taken, and PaySimple has it/,
}

/** The engine with one mistake in it. */
export const withBug = (bug: Bug): Rules => ({ ...ENGINE, ...ALL[bug] })
