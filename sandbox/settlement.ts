/** Money arriving: cards settle the day after they were charged (PS-051). */
import { toSeconds } from './calendar.ts'
import { batchInstant } from './clock.ts'
import type { Payment, Store } from './store.ts'

/** Keeps one commit's line at a sane length when a hundred thousand payments settle at once. */
const ROWS_PER_COMMIT = 500

/** Settles whatever is due up to and including that day. */
export function settleThrough(store: Store, day: string, nowMs: number) {
  const dueDays = [...store.settlesOn.keys()].filter((due) => due <= day).sort()
  for (const due of dueDays) {
    const rows = store.settlesOn.get(due) ?? []
    store.settlesOn.delete(due)
    const settledAt = toSeconds(Math.min(batchInstant(due), nowMs))
    for (let start = 0; start < rows.length; start += ROWS_PER_COMMIT) {
      const settled = rows.slice(start, start + ROWS_PER_COMMIT).filter((row) => settle(row, settledAt))
      if (settled.length > 0) store.commit(...settled.map((row): ['payment', Payment] => ['payment', row]))
    }
  }
}

/** False when the payment took another way since it was queued (voided, set by hand). */
function settle(row: Payment, settledAt: string): boolean {
  if (row.Status !== 'Authorized') return false
  row.Status = 'Settled'
  row.ActualSettledDate = settledAt
  row.LastModified = settledAt
  return true
}
