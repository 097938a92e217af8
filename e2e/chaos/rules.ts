// The rules, each of them a function from the evidence to what is wrong with it.
import { judgeClicks, wantedOf } from './click-rules'
import { neverStruck } from './coverage'
import { judgeEmails } from './email-rules'
import {
  type Books,
  type Evidence,
  groupBy,
  IN_DOUBT,
  isCharge,
  isLive,
  type Judging,
  PAID,
  type PaymentRow,
  type Violation,
  WAS_PAID,
} from './evidence'
import { judgeReversals } from './reversal-rules'
import { failedAlone, hollowRun, promises } from './run-rules'
import { stuckWhileUp } from './stuck-rules'

/** PaySimple's status → ours. */
const OURS: Readonly<Record<string, string>> = {
  Authorized: 'authorized',
  Posted: 'authorized',
  Settled: 'settled',
  Failed: 'declined',
  Voided: 'voided',
  Reversed: 'refunded',
  Returned: 'returned',
  ReverseNSF: 'returned',
  Chargeback: 'chargeback',
}

const userOf = (merchantKey: string) => merchantKey.slice(merchantKey.indexOf(':') + 1)

/**
 * At most one charge per payment id. One POST makes one record here, so a second one means a second POST. It counts when
 * it was voided or reversed since, too: what the product repairs it has done first. A decline alone took nothing.
 */
const doubleCharge: Judging = ({ charges }) =>
  [...charges].flatMap(([paymentId, rows]) => {
    const made = rows.filter((row) => row.status !== 'Failed')
    if (made.length < 2) return []
    const statuses = made.map(({ status }) => status).join(', ')
    return { rule: 'double_charge', paymentId, what: `charges at PaySimple for one payment: ${statuses}` }
  })

/** Everything at PaySimple is somebody's. */
const chargeOfNobody: Judging = ({ ledger, rows }) =>
  ledger
    .filter((row) => isCharge(row) && !rows.has(row.orderId ?? ''))
    .map((row) => ({
      rule: 'charge_of_nobody',
      ...(row.orderId && { paymentId: row.orderId }),
      what: `PaySimple's payment ${row.id} (${row.status}, ${row.amountCents} cents) has no row`,
      evidence: { ledger: [row] },
    }))

/** Row by row: what PaySimple has for a payment against what we say of it. */
const rowByRow: Judging = (books) => [...books.rows.values()].flatMap((row) => judgeRow(row, books) ?? [])

function judgeRow(row: PaymentRow, { charges, nowMs, horizonMs }: Books): Violation | null {
  const found = charges.get(row.id) ?? []
  const charge = found.find(isLive) ?? found.find(({ status }) => status === 'Pending') ?? found.at(-1)
  const wrong = (rule: Violation['rule'], what: string): Violation => ({ rule, paymentId: row.id, what })
  if (IN_DOUBT.has(row.status)) {
    // As long as PaySimple itself does not know, neither can we.
    if (charge?.status === 'Pending' || nowMs - row.created_at <= horizonMs) return null
    return wrong('stuck_in_doubt', `still "${row.status}", and PaySimple says ${charge?.status ?? 'nothing'}`)
  }
  if (!charge) {
    if (WAS_PAID.has(row.status)) return wrong('paid_without_charge', `"${row.status}" without a charge at PaySimple`)
    if (row.status === 'declined') return wrong('declined_without_record', '"declined", and PaySimple has no record')
    return null
  }
  if (charge.amountCents !== row.amount_cents)
    return wrong('charge_differs', `charged ${charge.amountCents} cents instead of ${row.amount_cents}`)
  if (charge.client !== userOf(row.merchant_key))
    return wrong('charge_differs', `charged through ${charge.client} instead of ${row.merchant_key}`)
  if (!row.paysimple_customer_ids.includes(String(charge.customerId)))
    return wrong('charge_differs', `charged to PaySimple's customer ${charge.customerId}, who is not the job's`)
  if (isLive(charge) && !PAID.has(row.status))
    return row.status === 'not_taken' || row.status === 'declined'
      ? wrong('not_taken_but_charged', `"${row.status}", and PaySimple says ${charge.status}`)
      : wrong('lost_charge', `"${row.status}", and PaySimple says ${charge.status}`)
  if (PAID.has(row.status) && !isLive(charge))
    return wrong('paid_without_charge', `"${row.status}", and PaySimple says ${charge.status}`)
  if (row.status !== OURS[charge.status])
    return wrong('stale_status', `"${row.status}", and PaySimple says ${charge.status}`)
  return null
}

/** Answers that speak of a payment which was begun. */
const STATES = { authorized: true, declined: true, not_taken: true, checking: true, reversed: true }

/** Nothing that was concluded is taken back: neither what people were told, nor what was written. */
const wordsKept: Judging = ({ entries, rows, events }) => {
  const violations: Violation[] = []
  for (const entry of entries) {
    if (entry.what !== 'told') continue
    const status = rows.get(entry.paymentId)?.status
    if (status === undefined) {
      if (entry.answer in STATES)
        violations.push({
          rule: 'click_without_row',
          paymentId: entry.paymentId,
          what: `told "${entry.answer}", no row`,
        })
      continue
    }
    const broken =
      ((entry.answer === 'authorized' || entry.answer === 'reversed') && !WAS_PAID.has(status)) ||
      (entry.answer === 'declined' && status !== 'declined') ||
      (entry.answer === 'not_taken' && WAS_PAID.has(status))
    if (broken)
      violations.push({
        rule: 'said_otherwise',
        paymentId: entry.paymentId,
        what: `told "${entry.answer}", is "${status}"`,
      })
  }
  for (const { payment_id, from, to, source } of events)
    if ((from === 'not_taken' || from === 'declined') && WAS_PAID.has(to))
      violations.push({
        rule: 'concluded_wrongly',
        paymentId: payment_id,
        what: `was "${from}" and then "${to}" by the ${source}`,
      })
  return violations
}

/** The money taken for a job is never more than its agreement is over. */
const moreThanOwed: Judging = ({ jobs, payments, charges }) => {
  const totals = new Map(jobs.map(({ id, total_cents }) => [id, total_cents]))
  return [...groupBy(payments, (row) => row.job_id)].flatMap(([job, rows]) => {
    const taken = rows.flatMap(({ id }) => (charges.get(id) ?? []).filter(isLive))
    const cents = taken.reduce((sum, row) => sum + row.amountCents, 0)
    if (cents <= (totals.get(job) ?? 0)) return []
    const [first] = rows
    const what = `${cents} cents taken for job ${job}, whose agreement is over ${totals.get(job)}`
    return { rule: 'more_than_owed', ...(first && { paymentId: first.id }), what }
  })
}

const DAY_MS = 86_400_000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** Per API user and day, both books add up to the same. A charge made across midnight counts for its row's day. */
const sumsDiffer: Judging = ({ ledger, payments, rows }) => {
  const sums = new Map<string, { ours: number; theirs: number }>()
  const at = (user: string, ms: number) => {
    const key = `${user} ${dayOf(ms)}`
    const sum = sums.get(key) ?? { ours: 0, theirs: 0 }
    sums.set(key, sum)
    return sum
  }
  for (const row of payments)
    if (PAID.has(row.status)) at(userOf(row.merchant_key), row.created_at).ours += row.amount_cents
  for (const row of ledger.filter(isLive)) {
    const begun = rows.get(row.orderId ?? '')?.created_at
    const made = Date.parse(row.createdOn)
    const near = begun !== undefined && Math.abs(made - begun) < DAY_MS / 24
    at(row.client, near ? begun : made).theirs += row.amountCents
  }
  return [...sums]
    .filter(([, { ours, theirs }]) => ours !== theirs)
    .map(([key, { ours, theirs }]) => ({
      rule: 'sums_differ',
      what: `${key}: ${ours} cents in our books, ${theirs} at PaySimple`,
    }))
}

/** Nothing is made at PaySimple without us here, and nothing twice: an alarm is false, or there was reason for it. */
const alarm: Judging = ({ alarms }) =>
  alarms.map(({ what, paysimple_id }) => ({ rule: 'alarm', what: `${what}: PaySimple's ${paysimple_id}` }))

/** What goes back is never more than what came. */
const refundAboveCharge: Judging = ({ ledger }) => {
  const refunds = groupBy(
    ledger.filter((row) => row.isDebit && row.status !== 'Voided' && row.status !== 'Failed'),
    (row) => String(row.referenceId),
  )
  return ledger.filter(isCharge).flatMap((row) => {
    const back = (refunds.get(String(row.id)) ?? []).reduce((sum, refund) => sum + refund.amountCents, 0)
    if (back <= row.amountCents) return []
    const what = `${back} cents refunded of ${row.amountCents}`
    return { rule: 'refund_above_charge', ...(row.orderId && { paymentId: row.orderId }), what }
  })
}

const RULES: readonly Judging[] = [
  doubleCharge,
  chargeOfNobody,
  rowByRow,
  wordsKept,
  moreThanOwed,
  sumsDiffer,
  refundAboveCharge,
  alarm,
  judgeClicks,
  judgeReversals,
  judgeEmails,
  hollowRun,
  failedAlone,
  promises,
  stuckWhileUp,
  neverStruck,
]

/** Everything that is wrong, each with what is needed to look at it. */
export function findViolations(evidence: Evidence): Violation[] {
  const charges = groupBy(
    evidence.ledger.filter((row) => isCharge(row) && row.orderId !== null),
    (row) => row.orderId ?? '',
  )
  const rows = new Map(evidence.payments.map((row) => [row.id, row]))
  const books: Books = { ...evidence, charges, rows, wanted: wantedOf(evidence.entries, evidence.reversals) }
  return RULES.flatMap((rule) => rule(books)).map((violation) => ({
    ...violation,
    evidence: violation.evidence ?? evidenceOf(violation.paymentId, books),
  }))
}

/** All that is known of one payment. */
function evidenceOf(paymentId: string | undefined, books: Books): object {
  const { rows, events, charges, entries, incidents, emails, reversals, ledger } = books
  if (paymentId === undefined) return {}
  const clicks = entries.filter((entry) => entry.what !== 'planned' && entry.paymentId === paymentId)
  const n = clicks.flatMap((entry) => (entry.what === 'click' ? [entry.n] : []))[0]
  const ids = new Set((charges.get(paymentId) ?? []).map((row) => row.id))
  return {
    row: rows.get(paymentId),
    events: events.filter((event) => event.payment_id === paymentId),
    ledger: charges.get(paymentId) ?? [],
    reversals: reversals.filter((reversal) => reversal.payment_id === paymentId),
    credits: ledger.filter((row) => row.isDebit && ids.has(row.referenceId)),
    emails: emails.filter((email) => email.payment_id === paymentId),
    clicks,
    plan: entries.find((entry) => entry.what === 'planned' && entry.intent.n === n),
    incidents: incidents.filter(({ intent }) => intent === n),
  }
}
