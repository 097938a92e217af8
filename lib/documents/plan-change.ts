import { changeSchedule } from './change-schedule'
import type { Landing } from './landing'
import type { ScheduleView, SignedPart, SignedSchedule } from './schedule'
import type { SnapshotChange } from './snapshot'
import type { Problem } from './sums'

type Change = { ordinal: number; agreementNumber: number; changeCents: number; landing: Landing; signedAt: Date | null }

export type ChangePlan =
  | { ok: true; change: SnapshotChange; schedule: SignedSchedule }
  | { ok: false; problems: Problem[] }

/** When a payment of its own is due: on signing where it was asked for, else with the last payment, on which money lies. */
const dueOf = (landing: Landing, last: SignedPart | undefined): SignedPart['due'] =>
  landing === 'own' || !last ? { on: 'signing' } : last.due

/**
 * Computes what a change order does to its job: what its paper prints, and the schedule from its signature on. Pure.
 * @param current the signed schedule with all change orders that are signed, and how it stands
 * @param change `changeCents` below zero for a credit; `signedAt` null while it isn't signed
 */
export function planChange(
  { schedule, view }: { schedule: SignedSchedule; view: ScheduleView },
  { ordinal, agreementNumber, changeCents, landing, signedAt }: Change,
): ChangePlan {
  const changed = changeSchedule(schedule, view, changeCents, landing, {
    ...{ id: `change-${ordinal}`, label: `Change order ${ordinal}`, due: dueOf(landing, schedule.parts.at(-1)) },
    ...(signedAt && { signedAt: signedAt.toISOString() }),
  })
  if (!changed.ok) return changed
  const { totalBeforeCents, totalCents, toRefundCents } = changed
  const before = new Map(schedule.parts.map((part) => [part.id, part]))
  return {
    ok: true,
    schedule: changed.schedule,
    change: {
      ...{ ordinal, agreementNumber, landing, totalBeforeCents, totalAfterCents: totalCents, toRefundCents },
      parts: changed.schedule.parts.map(({ id, label, due, amountCents, creditCents = 0 }) => {
        const was = before.get(id)
        const creditedCents = creditCents - (was?.creditCents ?? 0)
        return { id, label, due, beforeCents: was?.amountCents ?? null, afterCents: amountCents, creditedCents }
      }),
    },
  }
}
