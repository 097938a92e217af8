import { changeProblem, type Landing, totalProblem } from './landing'
import { amountOf, type ScheduleView, type SignedPart, type SignedSchedule, signedTotalCents } from './schedule'
import { spread, sum } from './sums/integers'
import type { Problem } from './sums/problem'

// Where a change order lands in a signed schedule. Pure, in whole cents.

export type ChangedSchedule = {
  ok: true
  schedule: SignedSchedule
  totalBeforeCents: number
  totalCents: number
  /** What is paid, or being paid, above the new total. */
  toRefundCents: number
}

/**
 * Computes a schedule with a signed change order. No part that has a payment on it changes its amount, not even where it
 * isn't decided yet. What a credit can't take off the parts without payments comes off what the others have open, as their
 * `creditCents`; the rest of it is paid already, or being paid.
 * @param view how it stands
 * @param changeCents the change of the total; below zero for a credit
 * @param added the part of its own that a charge gets where it is to have one, or where payments lie on all the parts that
 *   it could be added to
 */
export function changeSchedule(
  schedule: SignedSchedule,
  view: ScheduleView,
  changeCents: number,
  landing: Landing,
  added: Omit<SignedPart, 'amountCents'>,
): ChangedSchedule | { ok: false; problems: Problem[] } {
  const totalBeforeCents = signedTotalCents(schedule)
  const totalCents = totalBeforeCents + changeCents
  const problem = changeProblem(changeCents, landing) ?? totalProblem(totalBeforeCents, changeCents)
  if (problem) return { ok: false, problems: [problem] }
  if (schedule.parts.some(({ id }) => id === added.id))
    return { ok: false, problems: [{ path: 'added.id', message: 'The schedule has a payment with this id already.' }] }

  const free = view.parts.map(({ isBegun }) => !isBegun)
  const amounts = schedule.parts.map(amountOf)
  const moved =
    changeCents > 0 ? charge(amounts, free, changeCents, landing) : credit(amounts, free, -changeCents, landing)
  const parts = schedule.parts.map((part, index): SignedPart => {
    const changed = (moved.amounts[index] ?? 0) - (amounts[index] ?? 0)
    return changed === 0 ? part : { ...part, amountCents: part.amountCents + changed }
  })
  const own = { ...added, amountCents: moved.unplaced }
  // Before the last part, which stays what is paid at the end, unless that is being paid already.
  if (changeCents > 0 && moved.unplaced > 0) parts.splice(free.at(-1) ? -1 : parts.length, 0, own)
  const above = changeCents < 0 ? creditOpen(parts, view, moved.unplaced) : 0
  return {
    ok: true,
    schedule: { parts, creditCents: schedule.creditCents + above },
    totalBeforeCents,
    totalCents,
    toRefundCents: Math.max(0, view.paidCents + view.payingCents - totalCents),
  }
}

/** Takes a credit off what is open on the parts with payments, from the last one on. @returns what is left of it */
function creditOpen(parts: SignedPart[], view: ScheduleView, cents: number): number {
  let left = cents
  for (let index = parts.length - 1; index >= 0; index--) {
    const [part, was] = [parts[index], view.parts[index]]
    const off = was?.isBegun ? Math.min(was.openCents, left) : 0
    if (!part || off === 0) continue
    parts[index] = { ...part, creditCents: (part.creditCents ?? 0) + off }
    left -= off
  }
  return left
}

type Moved = { amounts: number[]; unplaced: number }

/**
 * Adds to the parts that are free, but for those of $0.00: if one was due, payments that passed it would lie on it. What
 * finds no place is a part of its own.
 */
function charge(amounts: number[], free: readonly boolean[], cents: number, on: Landing): Moved {
  const last = amounts.length - 1
  const weights = amounts.map((amount, index) => (free[index] ? amount : 0))
  if (on === 'spread' && sum(weights) > 0) {
    const shares = spread(cents, weights)
    return { amounts: amounts.map((amount, index) => amount + (shares[index] ?? 0)), unplaced: 0 }
  }
  if (on !== 'own' && (weights[last] ?? 0) > 0)
    return { amounts: amounts.map((amount, index) => (index === last ? amount + cents : amount)), unplaced: 0 }
  return { amounts, unplaced: cents }
}

/** Takes off the parts that are free, none below zero: in proportion, or from the last one on. */
function credit(amounts: number[], free: readonly boolean[], cents: number, on: Landing): Moved {
  const weights = amounts.map((amount, index) => (free[index] ? amount : 0))
  const placed = Math.min(cents, sum(weights))
  if (on === 'spread') {
    const shares = spread(placed, weights)
    return { amounts: amounts.map((amount, index) => amount - (shares[index] ?? 0)), unplaced: cents - placed }
  }
  let left = placed
  const lowered = amounts
    .map((amount, index) => [amount, free[index]] as const)
    .toReversed()
    .map(([amount, isFree]) => {
      const off = isFree ? Math.min(amount, left) : 0
      left -= off
      return amount - off
    })
  return { amounts: lowered.toReversed(), unplaced: cents - placed }
}
