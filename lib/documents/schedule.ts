import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import type { PaymentStatus } from '@/prisma/generated/enums'
import type { Due } from './sums'
import { sum } from './sums/integers'

// A signed schedule, and how payments lie on its parts. Pure, in whole cents.
//
// What a part owes is never stored. It follows from the signed amounts and the payments that count, so that a refund, a
// returned check or a chargeback months later changes what is owed and nothing that was signed.

/**
 * A part as it was signed, in the order in which parts are paid. `creditCents`: what change orders took off it while a
 * payment lay on it, which keeps its amount. `signedAt`: of a change order's part when it was signed, in ISO 8601.
 */
export type SignedPart = {
  id: string
  label: string
  amountCents: number
  due: Due
  creditCents?: number
  signedAt?: string
}

/**
 * What was signed. `creditCents`: what change orders took off when nothing was open any longer, so that it was paid above
 * the total. The signed total is the parts less all credits.
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

/** What has come of the job so far. */
export type Progress = {
  /** The parts whose time has come, each with the instant at which it came. */
  since: ReadonlyMap<string, Date>
  /** The parts for which a payment request is out, each with the instant at which it was asked for. */
  requested: ReadonlyMap<string, Date>
  /** The parts that were asked for earlier, each with when that began and ended: payments lie where they lay then. */
  askedBefore?: ReadonlyMap<string, readonly (readonly [from: Date, until: Date])[]>
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
  /** A payment that counts lies on it, or was made for it. No change order changes its amount then. */
  isBegun: boolean
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
  sum(parts.map(amountOf)) - creditCents

/** What a part comes to, with what was taken off it. */
export const amountOf = ({ amountCents, creditCents = 0 }: SignedPart): number => amountCents - creditCents

type Laid = { paid: number; paying: number; credited: number; open: number; isTouched: boolean }

const untouched = (part: SignedPart): Laid => {
  const { creditCents: credited = 0 } = part
  return { paid: 0, paying: 0, credited, open: amountOf(part), isTouched: false }
}

/**
 * Lays the payments that count on the parts: each on the part it was made for, then what is left of all, oldest first, on
 * the first open part that was due or asked for when it was made, or else on the first one. So it lies where it lay then, whatever falls
 * due or is added later. What is left when none is open stays on the last part that it could have paid: the one it was
 * made for, or the last one. What was credited above all then covers what is open, from the last part on.
 */
function lay({ parts, creditCents }: SignedSchedule, payments: readonly LaidPayment[], progress: Progress): Laid[] {
  const laid = parts.map(untouched)
  const wasAsked = (index: number, at: Date) => {
    const id = parts[index]?.id ?? ''
    const isSince = (times: ReadonlyMap<string, Date>) => (times.get(id) ?? new Date(at.getTime() + 1)) <= at
    return (
      [progress.since, progress.requested].some(isSince) ||
      (progress.askedBefore?.get(id) ?? []).some(([from, until]) => from <= at && at < until)
    )
  }
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
  live.forEach(({ own, key, at }, nth) => {
    let left = lefts[nth] ?? 0
    if (left === 0) return
    const then = [...laid.filter((_, index) => wasAsked(index, at)), ...laid.filter((_, index) => !wasAsked(index, at))]
    for (const part of then) {
      const cents = Math.min(left, part.open)
      put(part, cents, key)
      left -= cents
    }
    put(own ?? laid.at(-1), left, key)
  })
  let credit = creditCents
  for (const part of laid.toReversed()) {
    const cents = Math.min(credit, part.open)
    part.credited += cents
    part.open -= cents
    credit -= cents
  }
  return laid
}

/** Returns how a schedule stands: each part with its state, what is owed, and what to refund. */
export function viewSchedule(
  schedule: SignedSchedule,
  payments: readonly LaidPayment[],
  progress: Progress,
): ScheduleView {
  const laid = lay(schedule, payments, progress)
  const parts = schedule.parts.map((part, index): PartView => {
    const { paid, paying, credited, open, isTouched } = laid[index] ?? untouched(part)
    // A part of $0.00 closes by itself, once those before it are paid.
    const isClosed = part.amountCents > 0 || laid.slice(0, index).every((before) => before.open + before.paying === 0)
    const state = (): PartState => {
      if (paid > part.amountCents) return 'over'
      if (open === 0 && paying === 0 && isClosed) return 'paid'
      if (paying > 0) return 'paying'
      if (progress.requested.has(part.id)) return 'requested'
      return progress.since.has(part.id) ? 'due' : 'upcoming'
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
      isBegun: isTouched,
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
