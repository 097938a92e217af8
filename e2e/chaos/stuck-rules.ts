// What is still unconfirmed while nothing is in the way of finding out.
import { type Evidence, groupBy, IN_DOUBT, intentOfPayments, type Judging } from './evidence'
import { MACHINES, outagesOf, upTime, withoutWorkers } from './outages'

/** Within this time of both being up again, or of a worker being there again, somebody has asked. */
const BACK_TO_WORK_MS = 5_000
const TAKEN_OVER_MS = 12_000

/**
 * Asked right after the storm, before a restart whose first act is to ask about everything: nothing is unconfirmed that
 * PaySimple has shown for `visibleForMs` while database, sandbox and a worker were up.
 */
export const stuckWhileUp: Judging = (books) => {
  const { visibleForMs, payments, reversals, charges, nowMs } = books
  if (visibleForMs === undefined) return []
  const outages = [
    ...outagesOf(books.incidents, MACHINES, BACK_TO_WORK_MS),
    ...withoutWorkers(books.incidents, TAKEN_OVER_MS),
  ]
  const upSince = (from: number) => upTime({ from, to: nowMs }, outages)
  const shown = shownAt(books)
  const inDoubt = payments.flatMap((row) => {
    const charge = (charges.get(row.id) ?? []).find(({ status }) => status !== 'Pending')
    if (!IN_DOUBT.has(row.status) || !charge) return []
    const from = Math.max(Date.parse(charge.createdOn), shown(row.id))
    return { paymentId: row.id, ms: upSince(from), what: `"${row.status}", and PaySimple says ${charge.status}` }
  })
  const undoings = reversals.flatMap(({ kind, status, payment_id }) => {
    const after = kind === 'void' ? 'Voided' : 'Reversed'
    const charge = (charges.get(payment_id) ?? []).find((row) => row.status === after)
    if (!IN_DOUBT.has(status) || !charge) return []
    const from = Math.max(Date.parse(charge.lastModified), shown(payment_id))
    return { paymentId: payment_id, ms: upSince(from), what: `the ${kind} is "${status}", and PaySimple says ${after}` }
  })
  return [...inDoubt, ...undoings]
    .filter(({ ms }) => ms > visibleForMs)
    .map(({ paymentId, ms, what }) => ({
      rule: 'stuck_in_doubt',
      paymentId,
      what: `${what} for ${Math.round(ms / 1000)} s, with everything up`,
    }))
}

/** When a payment that PaySimple hid for a while, or called Pending, was last made so by the world or a fault. */
function shownAt({ incidents, entries, ledger }: Evidence): (paymentId: string) => number {
  const intents = intentOfPayments(entries)
  const hits = groupBy(
    incidents.filter(({ what, intent }) => what === 'fault' && intent !== undefined),
    ({ intent }) => String(intent),
  )
  const changed = new Map(ledger.map((row) => [row.orderId, Date.parse(row.lastModified)]))
  return (paymentId) => {
    const ours = hits.get(String(intents.get(paymentId))) ?? []
    const last = Math.max(0, ...ours.map(({ at, ms }) => at + (ms ?? 0)))
    return Math.max(last, changed.get(paymentId) ?? 0)
  }
}
