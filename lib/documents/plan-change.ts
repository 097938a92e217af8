import type { Landing } from './landing'
import { changeSchedule, type LaidPayment, type SignedSchedule } from './schedule'
import type { SnapshotChange } from './snapshot'
import type { Problem } from './sums'

type Change = { ordinal: number; agreementNumber: number; changeCents: number; landing: Landing }

export type ChangePlan =
  | { ok: true; change: SnapshotChange; schedule: SignedSchedule }
  | { ok: false; problems: Problem[] }

/**
 * Computes what a change order does to its job: what its paper prints, and the schedule from its signature on. Pure.
 * @param current the signed schedule with all change orders that are signed
 * @param payments the job's: no payment of the schedule that they lie on changes
 * @param changeCents the change of the total; below zero for a credit
 */
export function planChange(
  current: SignedSchedule,
  payments: readonly LaidPayment[],
  { ordinal, agreementNumber, changeCents, landing }: Change,
): ChangePlan {
  const changed = changeSchedule(current, payments, changeCents, landing, {
    ...{ id: `change-${ordinal}`, label: `Change order ${ordinal}` },
    due: { on: 'signing' },
  })
  if (!changed.ok) return changed
  const { schedule, totalBeforeCents, totalCents, toRefundCents } = changed
  const before = new Map(current.parts.map(({ id, amountCents }) => [id, amountCents]))
  return {
    ok: true,
    schedule,
    change: {
      ...{ ordinal, agreementNumber, landing, totalBeforeCents, totalAfterCents: totalCents, toRefundCents },
      creditCents: schedule.creditCents - current.creditCents,
      parts: schedule.parts.map(({ id, label, due, amountCents }) => ({
        ...{ id, label, due, beforeCents: before.get(id) ?? null, afterCents: amountCents },
      })),
    },
  }
}
