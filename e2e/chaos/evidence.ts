// What the judge looks at. Nothing here, in rules.ts or in judge.ts comes from the product: its books are read as rows.
import type { LedgerRow } from '@/tools/sandbox/sandbox-control'
import type { Incident } from './aims'
import type { Mail } from './mail-server'
import type { Intent } from './plan'
import type { Click, Entry } from './records'

/** One row of our table `payment`; instants in milliseconds. */
export type PaymentRow = {
  org_id: string
  id: string
  job_id: string
  status: string
  reason: string | null
  amount_cents: number
  merchant_key: string
  paysimple_payment_id: string | null
  receipt_email: string | null
  created_at: number
  decided_at: number | null
  needs_person_at: number | null
  /** PaySimple's ids of the job's customer under these credentials. */
  paysimple_customer_ids: string[]
}

export type EventRow = {
  payment_id: string
  at: number
  from: string | null
  to: string
  source: string
  detail: string | null
}
export type EmailRow = {
  id: string
  payment_id: string
  kind: string
  status: string
  attempts: number
  handed_over_at: number | null
  attention_at: number | null
}

/** One row of our table `reversal`: a void or a refund. */
export type ReversalRow = {
  id: string
  payment_id: string
  kind: 'void' | 'refund'
  status: string
  reason: string | null
  retained_cents: number
  recharge_id: string | null
  paysimple_credit_id: string | null
  created_at: number
}

export type Evidence = {
  /** What was to happen, all of it. */
  planned: Intent[]
  ledger: LedgerRow[]
  payments: PaymentRow[]
  events: EventRow[]
  emails: EmailRow[]
  reversals: ReversalRow[]
  /** Emails to members about what happened at the doors, a burst of declines among it. */
  notices: { id: string; to: string }[]
  /** What our books take for a payment made outside, and for a second record of one payment: there is neither here. */
  alarms: { what: string; paysimple_id: string }[]
  /** What each job's agreement is over, in cents. */
  jobs: { id: string; total_cents: number }[]
  entries: Entry[]
  mails: Mail[]
  incidents: Incident[]
  /** When the storm was over and things had become quiet, in real time. */
  endedMs: number
  /** The instant by the product's clock, in milliseconds. */
  nowMs: number
  /** How long after its row a payment may be unconfirmed. */
  horizonMs: number
  /** Only right after the storm: how long what is to be seen at PaySimple may still be unconfirmed. */
  visibleForMs?: number
}

export type Rule =
  | 'double_charge'
  | 'lost_charge'
  | 'charge_of_nobody'
  | 'paid_without_charge'
  | 'charge_differs'
  | 'not_taken_but_charged'
  | 'declined_without_record'
  | 'stale_status'
  | 'stuck_in_doubt'
  | 'said_otherwise'
  | 'concluded_wrongly'
  | 'more_than_owed'
  | 'sums_differ'
  | 'refund_above_charge'
  | 'reversal_differs'
  | 'half_done_unseen'
  | 'alarm'
  | 'receipt_missing'
  | 'receipt_twice'
  | 'receipt_for_nothing'
  | 'mail_astray'
  | 'click_without_row'
  | 'click_differs'
  | 'refused_but_begun'
  | 'hollow_run'
  | 'failed_alone'
  | 'promise_broken'
  | 'never_struck'
  | 'changed_by_second_run'
  | 'second_run_undone'

/** What somebody wanted who pressed Pay. */
export type Wanted = Pick<Click, 'org' | 'apiUser' | 'jobId' | 'customer' | 'amountCents' | 'receiptEmail'>

/** Everything, with the charges and the rows by payment id. */
export type Books = Evidence & {
  /** Refunds left out. */
  charges: Map<string, LedgerRow[]>
  rows: Map<string, PaymentRow>
  /** What each payment was meant to be. */
  wanted: Map<string, Wanted>
}
export type Judging = (books: Books) => Violation[]

export function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const of = key(item)
    const group = groups.get(of)
    if (group) group.push(item)
    else groups.set(of, [item])
  }
  return groups
}

/** PaySimple's statuses under which the customer's money is taken, or on its way. */
const LIVE = new Set(['Authorized', 'Posted', 'Settled'])
export const isCharge = (row: LedgerRow) => !row.isDebit
export const isLive = (row: LedgerRow) => isCharge(row) && LIVE.has(row.status)

/** Ours, in which nobody knows yet. */
export const IN_DOUBT: ReadonlySet<string> = new Set(['submitting', 'unknown'])
/** Ours, in which the money counts. */
export const PAID: ReadonlySet<string> = new Set(['authorized', 'settled'])
/** Ours, in which money was taken at some time. */
export const WAS_PAID: ReadonlySet<string> = new Set([...PAID, 'voided', 'refunded', 'returned', 'chargeback'])

/** Something that must never be, with all that is known about it. */
export type Violation = { rule: Rule; paymentId?: string; what: string; evidence?: object }

/** Which intent a payment id was opened for. */
export const intentOfPayments = (entries: readonly Entry[]): Map<string, number> =>
  new Map(entries.flatMap((entry) => (entry.what === 'click' ? [[entry.paymentId, entry.n] as const] : [])))
