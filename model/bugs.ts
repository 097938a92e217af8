import type { Outcome } from '@/lib/payments/rules/outcome'
import type { PaySimpleError } from '@/lib/paysimple/errors'
import { PRODUCTION, type Rules } from './rules'

// Twelve mistakes that one can make with PaySimple, each as one rule replaced. The model must see through all of them.

const isDuplicate = (error: PaySimpleError) => error.messages.some(({ message }) => /duplicate/i.test(message))
const refused: Outcome = { status: 'not_taken', reason: 'refused' }

const OVERRIDES = {
  're-send on 500': { resends: (error) => error.kind === 'server_error' },
  're-send on time-out': { resends: (error) => error.kind === 'no_answer' },
  'unknown read as failed': {
    outcomeOfChargeError: (error) => {
      const outcome = PRODUCTION.outcomeOfChargeError(error)
      return outcome.status === 'unknown' ? refused : outcome
    },
  },
  'trust in the list filter': { lookUpQuery: (orderid) => ({ orderid }), isChargeOf: () => true },
  'only page one': {
    walkPages: () => {
      const walk = PRODUCTION.walkPages<never>()
      return (page) => ({ ...walk(page as never), last: true })
    },
  },
  'lite rows': { lookUpQuery: () => ({ lite: true }) },
  '201 read as paid': {
    outcomeOfRecord: (record, asked) => {
      const outcome = PRODUCTION.outcomeOfRecord(record, asked)
      return outcome.facts && ['declined', 'unknown'].includes(outcome.status)
        ? { status: 'authorized', facts: outcome.facts }
        : outcome
    },
  },
  'Duplicate read as failed': {
    outcomeOfChargeError: (error) => (isDuplicate(error) ? refused : PRODUCTION.outcomeOfChargeError(error)),
  },
  'commit skipped': { rowComesFirst: false },
  'lease without fencing': { mayStillSend: () => true, transportKeepsWindow: false },
  'refund without lock': { locksRefund: false },
  'OrderId reused': { orderIdOf: (id, earlier) => earlier[0]?.orderId ?? id },
} satisfies Record<string, Partial<Rules>>

/** Mistakes that are not PaySimple's to invite but this design's own, found while it was modelled. */
const OF_THE_DESIGN = {
  'absence judged by the end of the reading': { dates: 'after' },
  'absence counted from the row, not from sendBy': {
    outcomeOfAbsence: ({ sendBy, reason }, at) =>
      PRODUCTION.outcomeOfAbsence({ sendBy: new Date(sendBy.getTime() - 120_000), reason }, at),
  },
  'rest sent without a claim': { claimsRest: false },
  'sync records a refund without closing its reversal': { closesReversal: false },
  'a stale reading written over a newer one': { comparesSeen: false },
  'a late Reversed leaves its reversal not done': { reopensReversal: false },
  'nobody looks a reversal up': { traces: false },
  'a reversal is looked up once only': { tracesAgain: false },
  'a look-up is not repeated': { looksAgain: () => false },
  'a payment that PaySimple has is not looked up again': { looksAgain: (row) => row.paysimplePaymentId === null },
  'questions come too rarely': { nextCheckIn: (age) => 60 * PRODUCTION.nextCheckIn(age) },
  'what was concluded absent is not looked up later': { CHECK_AFTER_ABSENCE: Number.POSITIVE_INFINITY },
} satisfies Record<string, Partial<Rules>>

export type Bug = keyof typeof OVERRIDES | keyof typeof OF_THE_DESIGN
export const BUGS = Object.keys(OVERRIDES) as Bug[]
export const DESIGN_BUGS = Object.keys(OF_THE_DESIGN) as Bug[]

const ALL: Record<Bug, Partial<Rules>> = { ...OVERRIDES, ...OF_THE_DESIGN }

const TWICE = /^(double charge|two records of one payment)/
const THERE_BUT_NOT_TAKEN = /^(Authorized|Posted|Settled) at PaySimple, here not_taken/
const SAID_TOO_EARLY = /^said to be not taken, and was/
const UNSEEN = /^taken back, and nobody knows/
const STUCK_REVERSAL = /^stuck (submitting|unknown) \(pay-\S+-reversal\d+\)/

/** By what a mistake shows itself: that anything is wrong would not prove that it is seen for what it is. */
export const SHOWS: Record<Bug, RegExp> = {
  're-send on 500': TWICE,
  're-send on time-out': TWICE,
  'unknown read as failed': THERE_BUT_NOT_TAKEN,
  // Whatever record comes is taken for the charge, and is of another OrderId: so it never reads as paid either.
  'trust in the list filter': /^Settled at PaySimple, here unknown/,
  // By the look-up. That the sync misses what has settled shows itself much sooner.
  'only page one': THERE_BUT_NOT_TAKEN,
  'lite rows': THERE_BUT_NOT_TAKEN,
  '201 read as paid': /^Failed at PaySimple, here authorized/,
  'Duplicate read as failed': THERE_BUT_NOT_TAKEN,
  'commit skipped': /^a charge that nobody knows of/,
  'lease without fencing': SAID_TOO_EARLY,
  'refund without lock': /^taken back twice/,
  'OrderId reused': TWICE,
  'absence judged by the end of the reading': SAID_TOO_EARLY,
  'absence counted from the row, not from sendBy': SAID_TOO_EARLY,
  'rest sent without a claim': TWICE,
  'sync records a refund without closing its reversal': UNSEEN,
  'a stale reading written over a newer one': /^went back and forth/,
  'a late Reversed leaves its reversal not done': UNSEEN,
  'nobody looks a reversal up': STUCK_REVERSAL,
  'a reversal is looked up once only': STUCK_REVERSAL,
  'a look-up is not repeated': /^stuck (submitting|unknown) \(pay-\d/,
  'a payment that PaySimple has is not looked up again': /^stuck unknown \(pay-\d/,
  'questions come too rarely': /^known late, though PaySimple showed it/,
  'what was concluded absent is not looked up later': /^stuck not_taken, and PaySimple has it/,
}

/** Production's rules with one mistake in them. */
export const withBug = (bug: Bug): Rules => ({ ...PRODUCTION, ...ALL[bug] })
