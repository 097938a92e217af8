// Voids and refunds: what we say of each against what PaySimple did.
import { groupBy, IN_DOUBT, isLive, type Judging, type ReversalRow, type Violation } from './evidence'

const DONE = new Set(['done', 'settled'])

/**
 * A reversal is done exactly when PaySimple has done it, one at most per payment; nothing is unconfirmed for longer than its
 * time; and of a partial refund no half stands unseen: the whole is reversed exactly when the row exists that charges
 * again what is kept, for that amount. That row is judged like every payment; declined, it shows it as incomplete.
 */
export const judgeReversals: Judging = ({ reversals, rows, charges, ledger, entries, nowMs, horizonMs }) => {
  const violations: Violation[] = []
  const refunds = groupBy(
    ledger.filter((row) => row.isDebit && row.status !== 'Voided' && row.status !== 'Failed'),
    (row) => String(row.referenceId),
  )

  /** What PaySimple did of it. */
  function isDoneThere({ kind, payment_id }: ReversalRow): boolean {
    const theirs = charges.get(payment_id) ?? []
    return kind === 'void'
      ? theirs.some((row) => row.status === 'Voided')
      : theirs.some((row) => row.status === 'Reversed' && refunds.has(String(row.id)))
  }

  for (const [payment, ours] of groupBy(reversals, (reversal) => reversal.payment_id)) {
    const wrong = (rule: Violation['rule'], what: string) => violations.push({ rule, paymentId: payment, what })
    if (ours.filter(({ status }) => DONE.has(status)).length > 1) wrong('reversal_differs', 'reversed more than once')
    for (const reversal of ours) {
      const { kind, status, retained_cents: keep, recharge_id: againId } = reversal
      if (IN_DOUBT.has(status)) {
        if (nowMs - reversal.created_at > horizonMs) wrong('stuck_in_doubt', `the ${kind} is still "${status}"`)
        continue
      }
      const done = DONE.has(status)
      const other = ours.some((one) => one !== reversal && one.kind === kind && DONE.has(one.status))
      if (done !== isDoneThere(reversal) && !(other && !done))
        wrong(
          'reversal_differs',
          `the ${kind} is "${status}", and PaySimple says ${done ? 'it was not done' : 'it was'}`,
        )
      const again = againId === null ? undefined : rows.get(againId)
      const live = againId !== null && (charges.get(againId) ?? []).some(isLive)
      if (done && keep > 0 && !again) wrong('half_done_unseen', `refunded, and nothing charges the ${keep} cents again`)
      if (again && again.amount_cents !== keep)
        wrong('half_done_unseen', `${again.amount_cents} cents are charged again instead of ${keep}`)
      if (!done && live) wrong('half_done_unseen', `charged again, and the ${kind} is "${status}"`)
    }
  }

  const statuses = new Map(reversals.map((reversal) => [reversal.id, reversal.status]))
  for (const entry of entries) {
    if (entry.what !== 'undone') continue
    const status = statuses.get(entry.reversalId)
    const known = DONE.has(entry.answer) || IN_DOUBT.has(entry.answer) || entry.answer === 'not_done'
    const what = `told "${entry.answer}" of the ${entry.kind}, is "${status ?? 'nothing'}"`
    if (known && status === undefined) violations.push({ rule: 'click_without_row', paymentId: entry.paymentId, what })
    else if (
      DONE.has(entry.answer) !== DONE.has(status ?? '') &&
      (DONE.has(entry.answer) || entry.answer === 'not_done')
    )
      violations.push({ rule: 'said_otherwise', paymentId: entry.paymentId, what })
  }
  return violations
}
