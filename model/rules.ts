import { env } from '@/lib/env'
import { computeBalance } from '@/lib/payments/rules/balance'
import { isChargeOf, outcomeOfAbsence } from '@/lib/payments/rules/match-record'
import {
  type Outcome,
  outcomeOfChargeError,
  outcomeOfPreparationError,
  outcomeOfRecord,
  outranks,
} from '@/lib/payments/rules/outcome'
import { incompleteKindOf } from '@/lib/payments/rules/partial-refund'
import { canReversalBecome, isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isConcludedAbsent, isPaid, isUndecided } from '@/lib/payments/rules/status'
import {
  absenceProvenAfter,
  CHECK_AFTER_ABSENCE,
  CHECK_HOLDS,
  FIRST_CHECK,
  nextCheckIn,
  SEND_WINDOW,
} from '@/lib/payments/rules/timing'
import type { PaySimpleError } from '@/lib/paysimple/errors'
import { walkPages } from '@/lib/paysimple/page-walk'
import type { PaymentStatus } from '@/prisma/generated/enums'
import type { Query } from './ledger'
import type { PaymentRow, ReversalRow } from './store'

// Everything that decides anything in the model: production's own pure rules, and the steps of production's impure
// code in the form of a yes or no. A planted bug replaces one entry.

const deadline = env().PAYSIMPLE_TIMEOUT_SECONDS * 1_000

export const PRODUCTION = {
  outcomeOfRecord,
  outcomeOfChargeError,
  outcomeOfPreparationError,
  outranks,
  isUndecided,
  isConcludedAbsent,
  isPaid,
  computeBalance,
  canReversalBecome,
  isReversalDone,
  isReversalOpen,
  incompleteKindOf,
  isChargeOf,
  outcomeOfAbsence,
  walkPages,
  nextCheckIn,
  FIRST_CHECK,
  CHECK_AFTER_ABSENCE,
  SEND_WINDOW,
  CHECK_HOLDS,
  /** How long one call waits for its answer. */
  deadline,

  /** The row is committed before anything is sent. */
  rowComesFirst: true,
  /** The OrderId of a new row, given the job's earlier ones. */
  orderIdOf: (id: string, _earlier: readonly PaymentRow[]): string => id,
  /** The check before a charge or a reversal goes out, by the database's clock. */
  mayStillSend: (row: { status: string; sendBy: number | null }, at: number): boolean =>
    row.status === 'submitting' && row.sendBy !== null && at < row.sendBy,
  /** The transport writes no byte after the send window either, should the process have stood still. */
  transportKeepsWindow: true,
  /** Whether a charge that failed so is sent once more. */
  resends: (_error: PaySimpleError): boolean => false,
  /** The worker asks about a reversal, and asks again for as long as it is in doubt. */
  traces: true,
  tracesAgain: true,
  /** Whether a payment that is in doubt still, once it was asked about, is asked about again. */
  looksAgain: (_row: PaymentRow): boolean => true,
  /** What a list is asked for besides its page. */
  lookUpQuery: (_orderId: string): Omit<Query, 'page'> => ({}),
  /** An unclaimed rest of a partial refund is claimed with a compare-and-set before it is sent. */
  claimsRest: true,
  /** Looking for an open reversal and writing the new one happen in one transaction, under the payment's lock. */
  locksRefund: true,
  /** Whoever records a payment as taken back closes its reversal, and starts the rest, in the same transaction. */
  closesReversal: true,
  /** What was read about a decided payment is written only over the state that it was read beside. */
  comparesSeen: true,
  /** A payment that turns out to be taken back after all turns the reversal that was given up into one that is done. */
  reopensReversal: true,
  /** What a list does not hold is judged by the instant before its reading began. */
  dates: 'before' as 'before' | 'after',

  /** Which way money goes back in this state of the payment; null when there is none. */
  waysBack: (status: PaymentStatus): ReversalRow['kind'] | null =>
    status === 'authorized' ? 'void' : status === 'settled' ? 'refund' : null,
  /** A PUT that failed: proven not done, turned down (then the payment itself is read), or in doubt. */
  outcomeOfReversalError: (error: PaySimpleError): 'not_done' | 'read' | 'unknown' => {
    if (outcomeOfChargeError(error).status === 'unknown') return 'unknown'
    return error.kind === 'refused' || error.kind === 'not_found' ? 'read' : 'not_done'
  },
  /** What the payment itself says about a reversal that was sent by `sendBy`; null when that is nothing yet. */
  outcomeOfReversalRead: (status: Outcome['status'], sendBy: number, at: number): 'done' | 'not_done' | null => {
    if (status === 'voided' || status === 'refunded') return 'done'
    return at > sendBy + absenceProvenAfter() ? 'not_done' : null
  },
}

export type Rules = typeof PRODUCTION
