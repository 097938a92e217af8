import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { changeProblem, creditProblem, type Landing } from './landing'
import type { Due } from './sums'
import { spread, sum } from './sums/integers'
import type { Problem } from './sums/problem'

// A signed schedule: how payments lie on its parts, and where a change order lands. Pure, in whole cents.
//
// What a part owes is never stored. It follows from the signed amounts and the payments that count, so that a refund, a
// returned check or a chargeback months later changes what is owed and nothing that was signed.

/** A part as it was signed, in the order in which parts are paid. */
export type SignedPart = { id: string; label: string; amountCents: number; due: Due }

/**
 * What was signed. `creditCents`: what change orders took off that no part could be lowered by, because each had a
 * payment on it. The signed total is the parts less that credit.
 */
export type SignedSchedule = { parts: readonly SignedPart[]; creditCents: number }

/**
 * A payment of the job, whatever came of it; or an entry recorded by a person that counts. `amountCents` above 0, `at` when
 * it was made, `partId` the part it was made for.
 */
export type LaidPayment = {
  id: string
  amountCents: number
  status: PaymentStatus | 'recorded'
  at: Date
  partId: string | null
}

/** What has come of the job so far. `today`: YYYY-MM-DD in the company's zone. `reached`: milestones. */
export type Progress = {
  today: string
  isSigned: boolean
  mayNotCancel: boolean
  isCompleted: boolean
  reached: readonly string[]
  /** Parts for which a payment request is out. */
  requestedPartIds: readonly string[]
}

/**
 * `over`: more was paid than it comes to, and no other part is open. `paid`: nothing is open, also where a credit covers
 * it. `paying`: a payment on it isn't decided yet. `requested`: asked for. `due`: may be asked for. `upcoming`: not yet.
 */
export type PartState = 'upcoming' | 'due' | 'requested' | 'paying' | 'paid' | 'over'

export type PartView = SignedPart & {
  state: PartState
  paidCents: number
  /** Undecided: not paid, and not free to charge again. */
  payingCents: number
  creditedCents: number
  /** What may still be asked for. Never negative. */
  openCents: number
}

export type ScheduleView = {
  parts: PartView[]
  totalCents: number
  paidCents: number
  payingCents: number
  /** Total − paid − paying: what all parts have open together. Never negative. */
  owedCents: number
  /** Paid above the total: what to refund. Nothing refunds it by itself. */
  toRefundCents: number
}

/** The signed total in cents: the agreement with all its signed change orders. */
export const signedTotalCents = ({ parts, creditCents }: SignedSchedule): number =>
  sum(parts.map(({ amountCents }) => amountCents)) - creditCents

/** Whether the time of a part has come. A part that is due on a day is due all that day. */
export function isDue(due: Due, { today, isSigned, mayNotCancel, isCompleted, reached }: Progress): boolean {
  switch (due.on) {
    case 'signing':
      return isSigned
    case 'cancel_by':
      return isSigned && mayNotCancel
    case 'day':
      return isSigned && today >= due.day
    case 'milestone':
      return isSigned && reached.includes(due.milestone)
    case 'completion':
      return isCompleted
  }
}

type Laid = { paid: number; paying: number; credited: number; open: number; isTouched: boolean }

/**
 * Lays the payments that count on the parts: each on the part it was made for, then what is left of all, oldest first, on
 * the first part that is open. What is left when none is open stays on the last part that it could have paid: the one it
 * was made for, or the last one. A credit then covers what is open, from the last part on.
 */
function lay({ parts, creditCents }: SignedSchedule, payments: readonly LaidPayment[]): Laid[] {
  const laid = parts.map(({ amountCents }): Laid => {
    return { paid: 0, paying: 0, credited: 0, open: amountCents, isTouched: false }
  })
  const put = (part: Laid | undefined, cents: number, key: 'paid' | 'paying') => {
    if (!part || cents <= 0) return
    part[key] += cents
    part.open = Math.max(0, part.open - cents)
    part.isTouched = true
  }
  const live = payments
    .flatMap(({ id, amountCents, status, at, partId }) => {
      const key = status === 'recorded' || isPaid(status) ? 'paid' : isUndecided(status) ? 'paying' : null
      return key
        ? [{ id, key, at, left: amountCents, own: laid[parts.findIndex((part) => part.id === partId)] } as const]
        : []
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  const lefts = live.map((payment) => {
    const { own, key, left } = payment
    if (!own) return left
    own.isTouched = true // also where others have paid it already
    const cents = Math.min(left, own.open)
    put(own, cents, key)
    return left - cents
  })
  live.forEach(({ own, key }, nth) => {
    let left = lefts[nth] ?? 0
    for (const part of laid) {
      const cents = Math.min(left, part.open)
      put(part, cents, key)
      left -= cents
    }
    put(own ?? laid.at(-1), left, key)
  })
  let credit = creditCents
  for (const part of laid.toReversed()) {
    part.credited = Math.min(credit, part.open)
    part.open -= part.credited
    credit -= part.credited
  }
  return laid
}

/** Returns how a schedule stands: each part with its state, what is owed, and what to refund. */
export function viewSchedule(
  schedule: SignedSchedule,
  payments: readonly LaidPayment[],
  progress: Progress,
): ScheduleView {
  const laid = lay(schedule, payments)
  const parts = schedule.parts.map((part, index): PartView => {
    const { paid, paying, credited, open } = laid[index] ?? { paid: 0, paying: 0, credited: 0, open: part.amountCents }
    // A part of $0.00 closes by itself, once those before it are paid.
    const isClosed = part.amountCents > 0 || laid.slice(0, index).every((before) => before.open + before.paying === 0)
    const state = (): PartState => {
      if (paid > part.amountCents) return 'over'
      if (open === 0 && paying === 0 && isClosed) return 'paid'
      if (paying > 0) return 'paying'
      if (progress.requestedPartIds.includes(part.id)) return 'requested'
      return isDue(part.due, progress) ? 'due' : 'upcoming'
    }
    const { id, label, amountCents, due } = part
    return {
      id,
      label,
      amountCents,
      due,
      state: state(),
      paidCents: paid,
      payingCents: paying,
      creditedCents: credited,
      openCents: open,
    }
  })
  const totalCents = signedTotalCents(schedule)
  const paidCents = sum(laid.map(({ paid }) => paid))
  const payingCents = sum(laid.map(({ paying }) => paying))
  return {
    parts,
    totalCents,
    paidCents,
    payingCents,
    owedCents: Math.max(0, totalCents - paidCents - payingCents),
    toRefundCents: Math.max(0, paidCents - totalCents),
  }
}

/** The payments as they lie on the parts of a view, so that they lie the same whatever the order of the parts. */
export const laidOf = ({ parts }: ScheduleView): LaidPayment[] =>
  parts.flatMap(({ id, paidCents, payingCents }) =>
    [
      { amountCents: paidCents, status: 'recorded' as const },
      { amountCents: payingCents, status: 'unknown' as const },
    ]
      .filter(({ amountCents }) => amountCents > 0)
      .map((payment) => ({ ...payment, id: `${id} ${payment.status}`, at: new Date(0), partId: id })),
  )

export type ChangedSchedule = {
  ok: true
  schedule: SignedSchedule
  totalBeforeCents: number
  totalCents: number
  /** The parts that change, for the change order to print; `beforeCents` is null for a new part. */
  changes: { id: string; beforeCents: number | null; afterCents: number }[]
  /** What is owed and what to refund, with the payments as they are. */
  owedCents: number
  toRefundCents: number
}

/**
 * Computes a schedule with a signed change order. No part that has a payment on it changes, not even one that isn't
 * decided yet. What a credit can't take off the parts without payments is kept in `creditCents`, and covers what the
 * others still have open; what was paid above the new total is `toRefundCents`.
 * @param changeCents the change of the total; below zero for a credit
 * @param added the part of its own that a charge gets where it is to have one, or where payments lie on all the parts that
 *   it could be added to
 */
export function changeSchedule(
  schedule: SignedSchedule,
  payments: readonly LaidPayment[],
  changeCents: number,
  landing: Landing,
  added: Omit<SignedPart, 'amountCents'>,
): ChangedSchedule | { ok: false; problems: Problem[] } {
  const totalBeforeCents = signedTotalCents(schedule)
  const totalCents = totalBeforeCents + changeCents
  const problem = changeProblem(changeCents, landing) ?? creditProblem(totalBeforeCents, changeCents)
  if (problem) return { ok: false, problems: [problem] }
  if (schedule.parts.some(({ id }) => id === added.id))
    return { ok: false, problems: [{ path: 'added.id', message: 'The schedule has a payment with this id already.' }] }

  const free = lay(schedule, payments).map(({ isTouched }) => !isTouched)
  const amounts = schedule.parts.map(({ amountCents }) => amountCents)
  const moved =
    changeCents > 0 ? charge(amounts, free, changeCents, landing) : credit(amounts, free, -changeCents, landing)
  const parts = schedule.parts.map((part, index) => ({ ...part, amountCents: moved.amounts[index] ?? 0 }))
  const own = { ...added, amountCents: moved.unplaced }
  // Before the last part, which stays what is paid at the end, unless that is being paid already.
  if (changeCents > 0 && moved.unplaced > 0) parts.splice(free.at(-1) ? -1 : parts.length, 0, own)
  const changed = { parts, creditCents: schedule.creditCents + (changeCents < 0 ? moved.unplaced : 0) }
  const live = lay(changed, payments)
  const paidCents = sum(live.map(({ paid }) => paid))
  const payingCents = sum(live.map(({ paying }) => paying))
  const before = new Map(schedule.parts.map(({ id, amountCents }) => [id, amountCents]))
  return {
    ok: true,
    schedule: changed,
    totalBeforeCents,
    totalCents,
    changes: parts
      .map(({ id, amountCents }) => ({ id, beforeCents: before.get(id) ?? null, afterCents: amountCents }))
      .filter(({ beforeCents, afterCents }) => beforeCents !== afterCents),
    owedCents: Math.max(0, totalCents - paidCents - payingCents),
    toRefundCents: Math.max(0, paidCents - totalCents),
  }
}

type Moved = { amounts: number[]; unplaced: number }

/** Adds to the parts that are free. What finds no place is a part of its own. */
function charge(amounts: number[], free: readonly boolean[], cents: number, on: Landing): Moved {
  const last = amounts.length - 1
  const weights = amounts.map((amount, index) => (free[index] ? amount : 0))
  if (on === 'spread' && sum(weights) > 0) {
    const shares = spread(cents, weights)
    return { amounts: amounts.map((amount, index) => amount + (shares[index] ?? 0)), unplaced: 0 }
  }
  if (on !== 'own' && free[last])
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
