import { isReversalLate, judgePaymentTime } from './judge-time'
import type { Ledger, LedgerRow } from './ledger'
import type { Plan } from './plan'
import type { PaymentRow, Store } from './store'

// The verdict on a world, from PaySimple's ledger and our rows alone. It shares nothing with the rules that decide in
// there: every list of statuses and every limit is written out here a second time.

export type Evidence = {
  store: Store
  ledger: Ledger
  plan: Plan
  client: string
  customerRef: string
  /** Whether people are shown that only the first half of this reversal was done. */
  isShownTorn: (reversalId: string) => boolean
}

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
const PAID = ['authorized', 'settled']
const UNDECIDED = ['submitting', 'unknown']

const sum = (rows: readonly { amountCents: number }[]) => rows.reduce((cents, row) => cents + row.amountCents, 0)
const isOurs = (row: LedgerRow) => row.orderId?.startsWith('pay') === true

/** Watched after every change of the ledger. */
export function isOvercharged({ ledger, plan }: Evidence): boolean {
  if (plan.beyond) return false // what comes after the horizon cannot be promised
  return sum(ledger.rows.filter((row) => isOurs(row) && LIVE.includes(row.status))) > plan.totalCents
}

/** What is wrong now that all is quiet. */
export function judge(evidence: Evidence): string[] {
  const { store, ledger, plan } = evidence
  const rows = [...store.payments.values()]
  return [
    ...ledger.rows
      .filter((row) => isOurs(row) && !store.payments.has(row.orderId ?? ''))
      .map((row) => `a charge that nobody knows of: ${row.orderId}`),
    ...rows.flatMap((row) => judgePayment(row, evidence)),
    ...judgeReversals(evidence),
    ...(!plan.beyond && sum(rows.filter(({ status }) => [...PAID, ...UNDECIDED].includes(status))) > plan.totalCents
      ? ['less than nothing is owed']
      : []),
  ]
}

function judgePayment(row: PaymentRow, { ledger, plan, client, customerRef }: Evidence): string[] {
  const wrong: string[] = []
  const records = ledger.rows.filter((each) => each.orderId === row.id && !each.isDebit)
  const [record] = records
  if (records.filter(({ status }) => LIVE.includes(status)).length > 1) wrong.push('double charge')
  else if (records.length > 1) wrong.push('two records of one payment')
  if (record) {
    const customer = ledger.customers.find(({ id }) => id === record.customerId)
    if (!SAYS[record.status]?.includes(row.status)) wrong.push(`${record.status} at PaySimple, here ${row.status}`)
    if (record.amountCents !== row.amountCents) wrong.push('another amount')
    if (customer?.ref !== customerRef || record.client !== client) wrong.push("somebody else's charge")
  } else if (UNDECIDED.includes(row.status)) wrong.push('stuck: in doubt past its horizon')
  else if (row.status !== 'not_taken') wrong.push(`nothing at PaySimple, here ${row.status}`)

  if (!plan.beyond && row.history.findIndex(({ to }) => to === 'not_taken') < row.history.length - 1)
    if (row.history.some(({ to }) => to === 'not_taken')) wrong.push('said to be not taken, and was')
  const decided = row.history.map(({ to }) => to).filter((to) => !UNDECIDED.includes(to))
  if (new Set(decided).size < decided.length) wrong.push('went back and forth') // no record of PaySimple's does
  const wasPaid = row.history.some(({ to }) => PAID.includes(to))
  if (row.receipts !== (wasPaid ? 1 : 0)) wrong.push(`${row.receipts} receipts`)
  if (record && TAKEN.includes(record.status) && row.receipts !== 1) wrong.push('paid, and no receipt')
  wrong.push(...judgePaymentTime(row, record, plan))
  return wrong.map((what) => `${what} (${row.id})`)
}

function judgeReversals({ store, ledger, plan, isShownTorn }: Evidence): string[] {
  const wrong: string[] = []
  for (const payment of store.payments.values()) {
    const mine = store.reversals.filter(({ paymentId }) => paymentId === payment.id)
    const record = ledger.rows.find((row) => row.orderId === payment.id && !row.isDebit && row.status !== 'Failed')
    const credits = ledger.rows.filter((row) => row.isDebit && row.referenceId === record?.id)
    const back = record !== undefined && ['Voided', 'Reversed'].includes(record.status)
    const done = mine.filter(({ status }) => status === 'done')
    if (mine.some(({ status }) => UNDECIDED.includes(status))) wrong.push(`a reversal in doubt (${payment.id})`)
    for (const late of mine.filter((each) => isReversalLate(each, plan)))
      wrong.push(`a reversal decided after its horizon (${late.id})`)
    if (sum(credits) > payment.amountCents) wrong.push(`refunded more than was charged (${payment.id})`)
    if (done.length > 1) wrong.push(`taken back twice (${payment.id})`)
    if (done.length > 0 && !back) wrong.push(`said to be taken back, and was not (${payment.id})`)
    const byOthers = plan.outside?.does === 'void' || plan.outside?.does === 'reverse'
    if (back && done.length === 0 && !byOthers) wrong.push(`taken back, and nobody knows (${payment.id})`)
    for (const { id, status, retainedCents } of mine) {
      const rests = [...store.payments.values()].filter(({ restOf }) => restOf === id)
      const charged = ledger.rows.filter(
        (row) => rests.some((rest) => rest.id === row.orderId) && row.status !== 'Failed' && row.status !== 'Pending',
      )
      const undecided = rests.some((rest) => UNDECIDED.includes(rest.status))
      if (rests.length > (status === 'done' && retainedCents > 0 ? 1 : 0)) wrong.push(`a rest too many (${id})`)
      if (sum(charged) > retainedCents) wrong.push(`more kept than was meant (${id})`)
      if (status !== 'done' || retainedCents === 0 || undecided) continue
      // What was kept may have been given back in turn since, by a void or refund of its own.
      const isWhole = charged.length > 0
      if (!isWhole && !isShownTorn(id)) wrong.push(`a half-done pair unseen (${id})`)
      if (isWhole && isShownTorn(id)) wrong.push(`a whole pair called half done (${id})`)
    }
  }
  return wrong
}

/** All that a second run of the reconciler must leave alone. */
export const snapshot = ({ store, ledger, isShownTorn }: Evidence): string =>
  JSON.stringify([
    [...store.payments.values()].map(({ id, status, reason, receipts, history }) => [
      id,
      status,
      reason,
      receipts,
      history,
    ]),
    store.reversals.map(({ id, status, restId }) => [id, status, restId, isShownTorn(id)]),
    ledger.rows.map(({ id, status }) => [id, status]),
  ])
