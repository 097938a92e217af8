import { env } from '@/lib/env'
import { computeBalance } from '@/lib/payments/rules/balance'
import { byWorth, isChargeOf, isReversalAbsent, outcomeOfAbsence, tellsNews } from '@/lib/payments/rules/match-record'
import { outcomeOfChargeError, outcomeOfPreparationError, outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { canReversalBecome, isReversalOpen, offerReversal } from '@/lib/payments/rules/reversal'
import { outcomeOfCredit, outcomeOfReversalError, outcomeOfVoid } from '@/lib/payments/rules/reversal-outcome'
import { isUndecided } from '@/lib/payments/rules/status'
import {
  CHECK_AFTER_ABSENCE,
  CHECK_HOLDS,
  FIRST_CHECK,
  isRechargeTooLate,
  nextCheckIn,
  SEND_WINDOW,
} from '@/lib/payments/rules/timing'
import {
  decideReversalTurn,
  decideTransition,
  emailAbout,
  firstCheckIn,
  isAskedAbout,
  nextCheckOf,
} from '@/lib/payments/rules/transition'
import type { PaySimpleError } from '@/lib/paysimple/errors'
import { walkPages } from '@/lib/paysimple/page-walk'
import type { Query } from './ledger'
import type { PaymentRow } from './rows'

// The seam between the model and the engine (lib/payments).

/** The engine's own decision functions: everything in the model that decides anything calls one of these. */
const DECISIONS = {
  ...{ outcomeOfRecord, outcomeOfChargeError, outcomeOfPreparationError, outcomeOfAbsence },
  ...{ outcomeOfVoid, outcomeOfCredit, outcomeOfReversalError, isReversalAbsent },
  ...{ decideTransition, decideReversalTurn, canReversalBecome, tellsNews, emailAbout },
  ...{ isUndecided, isReversalOpen, isChargeOf, byWorth, walkPages },
  ...{ computeBalance, offerReversal, incompleteKindOf },
  ...{ isAskedAbout, firstCheckIn, nextCheckOf, nextCheckIn, isRechargeTooLate },
  ...{ FIRST_CHECK, CHECK_AFTER_ABSENCE, SEND_WINDOW, CHECK_HOLDS },
  /** How long one call waits for its answer, in milliseconds. */
  deadline: env().PAYSIMPLE_TIMEOUT_SECONDS * 1_000,
}

/** What the engine leaves to SQL, to the transport or to the order of its statements: written here a second time. */
const STEPS = {
  /** The row is committed before anything is sent. */
  rowComesFirst: true,
  /** The OrderId of a new row, given the job's earlier ones. */
  orderIdOf: (id: string, _earlier: readonly PaymentRow[]): string => id,
  /** The check right before a request goes out, by the database's clock. */
  mayStillSend: (row: { status: string; sendBy: Date }, at: Date): boolean =>
    row.status === 'submitting' && at < row.sendBy,
  /** The transport writes no byte of a charge after the send window either, should the process have stood still. */
  transportKeepsWindow: true,
  /** Whether a charge that failed so is sent once more. */
  resends: (_error: PaySimpleError): boolean => false,
  /** What a list is asked for besides its page. */
  listQuery: {} as Omit<Query, 'page'>,
  /** What a list does not hold is judged by the instant before its reading began. */
  absenceIsOf: 'begin' as 'begin' | 'end',
  /** The recharge of a partial refund is claimed with a compare-and-set before it is sent. */
  claimsRecharge: true,
  /** Looking for an open reversal and writing the new one happen in one transaction, under the payment's lock. */
  locksReversal: true,
  /** The worker asks about a reversal, and asks again for as long as it is unconfirmed. */
  asksAboutReversals: true,
  asksAboutReversalsAgain: true,
  /** Whether a payment that is unconfirmed still, once it was asked about, is asked about again. */
  asksAgain: (_payment: PaymentRow): boolean => true,
}

export type Rules = typeof DECISIONS & typeof STEPS

/** What the engine does. A planted bug replaces one entry. */
export const ENGINE: Rules = { ...DECISIONS, ...STEPS }
