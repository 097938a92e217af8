import { type Evidence, isReversalLate, judgePaymentTime } from './judge-time'
import type { LedgerRow } from './ledger'
import type { PaymentRow, ReversalRow, Rows } from './rows'

// The verdict on a world, from PaySimple's ledger and our rows alone. It shares no code with what it judges: every list
// of statuses and every limit is written out here a second time.

const TAKEN = ['Authorized', 'Posted', 'Settled']
const LIVE = [...TAKEN, 'Pending']
/** What a row must say when PaySimple's record says so. */
const SAYS: Record<string, readonly string[]> = {
  Authorized: ['authorized'],
  Posted: ['authorized'],
  Settled: ['settled'],
  Failed: ['declined'],
  Pending: ['unknown'],
  Voided: ['voided'],
  Reversed: ['refunded'],
  Returned: ['returned'],
  Chargeback: ['chargeback'],
}
/** So long after its request may have gone out, a refund that turns up is taken for somebody else's. */
const OURS_FOR = 24 * 3_600_000
const PAID = ['authorized', 'settled']
const UNDECIDED = ['submitting', 'unknown']

const sum = (rows: readonly { amountCents: number }[]) => rows.reduce((cents, row) => cents + row.amountCents, 0)
const isOurs = (row: LedgerRow) => row.orderId?.startsWith('pay') === true

/**
 * Where PaySimple made two records of one request: the one that is not the payment's own. Of two of which it knows none,
 * the second. Nobody can keep PaySimple from that; what is done about it is no part of this world.
 */
function isExtra({ id, twin, orderId }: LedgerRow, rows: Rows): boolean {
  if (twin === null) return false
  const known = rows.payments.get(orderId ?? '')?.paysimplePaymentId ?? null
  return known === String(twin) || (known !== String(id) && id > twin)
}

/** Watched after every change of the ledger. */
export function isOvercharged({ ledger, plan, rows }: Evidence): boolean {
  if (plan.beyond) return false // what comes after the horizon cannot be promised
  let cents = 0
  for (const row of ledger.rows)
    if (isOurs(row) && LIVE.includes(row.status) && !isExtra(row, rows)) cents += row.amountCents
  return cents > plan.totalCents
}

/** What is wrong now that all is quiet. */
export function judge(evidence: Evidence): string[] {
  const { rows, ledger, plan } = evidence
  const payments = [...rows.payments.values()]
  const held = payments.filter(({ status }) => PAID.includes(status) || UNDECIDED.includes(status))
  return [
    ...ledger.rows
      .filter((row) => isOurs(row) && !rows.payments.has(row.orderId ?? ''))
      .map((row) => `a charge that nobody knows of: ${row.orderId}`),
    ...payments.flatMap((row) => judgePayment(row, evidence).map((what) => `${what} (${row.id})`)),
    ...payments.flatMap((row) => judgeReversals(row, evidence)),
    ...(!plan.beyond && sum(held) > plan.totalCents ? ['less than nothing is owed'] : []),
  ]
}

function judgePayment(row: PaymentRow, { ledger, plan, client, customerRef, rows }: Evidence): string[] {
  const wrong: string[] = []
  const records = ledger.rows.filter((each) => each.orderId === row.id && !each.isDebit && !isExtra(each, rows))
  const [record] = records
  if (records.filter(({ status }) => LIVE.includes(status)).length > 1) wrong.push('double charge')
  else if (records.length > 1) wrong.push('two records of one payment')
  if (record) {
    const customer = ledger.customers.find(({ id }) => id === record.customerId)
    if (!SAYS[record.status]?.includes(row.status)) wrong.push(`${record.status} at PaySimple, here ${row.status}`)
    if (record.amountCents !== row.amountCents) wrong.push('another amount')
    if (customer?.ref !== customerRef || record.client !== client) wrong.push("somebody else's charge")
  } else if (UNDECIDED.includes(row.status)) wrong.push('stuck: unconfirmed past its horizon')
  else if (row.status !== 'not_taken') wrong.push(`nothing at PaySimple, here ${row.status}`)

  const concluded = row.history.findIndex(({ to }) => to === 'not_taken')
  if (!plan.beyond && concluded !== -1 && concluded < row.history.length - 1)
    wrong.push('said to be not taken, and was')
  wrong.push(...judgeHistory(row, record))
  const wasPaid = row.history.some(({ to }) => PAID.includes(to))
  const receipts = row.emails.filter((kind) => kind === 'receipt').length
  if (receipts !== (wasPaid ? 1 : 0)) wrong.push(`${receipts} receipts`)
  if (record && TAKEN.includes(record.status) && receipts !== 1) wrong.push('paid, and no receipt')
  wrong.push(...judgePaymentTime(row, record, plan))
  return wrong
}

/** Whether a row went through what PaySimple's record went through, in that order, and stayed with that record. */
function judgeHistory({ history }: PaymentRow, record: LedgerRow | undefined): string[] {
  const wrong: string[] = []
  const decided = history.filter(({ to }) => !UNDECIDED.includes(to) && to !== 'not_taken')
  const said = decided.map(({ to }) => to).filter((to, n, all) => to !== all[n - 1])
  const told = (record?.was ?? []).map((status) => SAYS[status]?.[0])
  let at = 0
  for (const status of told) if (status === said[at]) at++
  if (record && at < said.length) wrong.push('went back to a state that had passed')
  if (decided.some((each, n) => n > 0 && each.record !== decided[n - 1]?.record))
    wrong.push('took another record for its own')
  return wrong
}

function judgeReversals(payment: PaymentRow, { rows, ledger, plan, isShownIncomplete }: Evidence): string[] {
  const wrong: string[] = []
  const mine = rows.reversals.filter(({ paymentId }) => paymentId === payment.id)
  if (mine.length === 0) return wrong
  const record = ledger.rows.find(
    (row) => row.orderId === payment.id && !row.isDebit && row.status !== 'Failed' && !isExtra(row, rows),
  )
  const credits = ledger.rows.filter((row) => row.isDebit && row.referenceId === record?.id)
  const back = record !== undefined && ['Voided', 'Reversed'].includes(record.status)
  const done = mine.filter(({ status }) => status === 'done')
  if (mine.some(({ status }) => UNDECIDED.includes(status))) wrong.push(`a reversal unconfirmed (${payment.id})`)
  for (const late of mine.filter((each) => isReversalLate(each, plan)))
    wrong.push(`a reversal decided after its horizon (${late.id})`)
  if (sum(credits) > payment.amountCents) wrong.push(`refunded more than was charged (${payment.id})`)
  if (done.length > 1) wrong.push(`taken back twice (${payment.id})`)
  const isOverlapped = ({ decidedAt }: ReversalRow, next: ReversalRow | undefined) =>
    next !== undefined && (decidedAt === null || decidedAt > next.createdAt)
  if (mine.some((each, n) => isOverlapped(each, mine[n - 1]))) wrong.push(`two reversals at once (${payment.id})`)
  if (done.length > 0 && !back) wrong.push(`said to be taken back, and was not (${payment.id})`)
  const byOthers = plan.outside.some(({ does }) => does === 'void' || does === 'reverse')
  const isOurs = mine.some(({ sendBy }) => (record?.changedAt ?? 0) < sendBy.getTime() + OURS_FOR)
  if (back && done.length === 0 && !byOthers && isOurs) wrong.push(`taken back, and nobody knows (${payment.id})`)
  for (const reversal of mine) wrong.push(...judgeRecharge(reversal, { rows, ledger, isShownIncomplete }))
  return wrong
}

/** What a partial refund retains is charged again once, or the refund is shown as incomplete. */
function judgeRecharge(
  { id, status, retainedCents }: ReversalRow,
  { rows, ledger, isShownIncomplete }: Pick<Evidence, 'rows' | 'ledger' | 'isShownIncomplete'>,
): string[] {
  const wrong: string[] = []
  const recharges = [...rows.payments.values()].filter(({ reversalId }) => reversalId === id)
  const charged = ledger.rows.filter(
    (row) =>
      recharges.some((recharge) => recharge.id === row.orderId) &&
      row.status !== 'Failed' &&
      row.status !== 'Pending' &&
      !isExtra(row, rows),
  )
  const undecided = recharges.some((recharge) => UNDECIDED.includes(recharge.status))
  if (recharges.length > (status === 'done' && retainedCents > 0 ? 1 : 0)) wrong.push(`a recharge too many (${id})`)
  if (sum(charged) > retainedCents) wrong.push(`more retained than was meant (${id})`)
  if (status !== 'done' || retainedCents === 0 || undecided) return wrong
  // What was retained may have been reversed in turn since, by a void or refund of its own.
  const isWhole = charged.length > 0
  if (!isWhole && !isShownIncomplete(id)) wrong.push(`an incomplete refund unseen (${id})`)
  if (isWhole && isShownIncomplete(id)) wrong.push(`a complete refund called incomplete (${id})`)
  return wrong
}

/** All that asking a second time must leave alone. */
export const snapshot = ({ rows, ledger, isShownIncomplete }: Evidence): string =>
  JSON.stringify([
    [...rows.payments.values()].map(({ id, status, reason, emails, history }) => [id, status, reason, emails, history]),
    rows.reversals.map(({ id, status, rechargeId }) => [id, status, rechargeId, isShownIncomplete(id)]),
    ledger.rows.map(({ id, status }) => [id, status]),
  ])
