import { checkDeposit, type DepositExcess } from '@/lib/states/deposit'
import type { StateProfile } from '@/lib/states/profile'
import type { DocumentContent } from './content'
import type { SnapshotChange } from './snapshot'
import { priceContent } from './standing-total'

// An agreement whose schedule asks for more ahead of the work than its state allows. Pure.

/** Why an agreement wasn't sent, and what can be done. */
export type Excess = {
  /** The law's limit and what the schedule asks for. */
  sentence: string
  /** What to do, for whoever tried. */
  advice: string
  /** Whether they may send it anyway, with a reason. */
  mayOverride: boolean
}

/** A priced schedule: when each part is due, and what it comes to. */
export type AskedDeposit = Pick<Parameters<typeof checkDeposit>[0], 'schedule' | 'parts' | 'totalCents'>

/** What an agreement asks for; null where it has no total, and isn't sent (ready.ts). */
export function askedOf(content: DocumentContent): AskedDeposit | null {
  const { priced } = priceContent(content, 'agreement')
  if (!priced.ok || priced.state === 'open') return null
  return { schedule: content.schedule, parts: priced.parts, totalCents: priced.totalCents }
}

const AHEAD = ['signing', 'cancel_by', 'day']

/** What a job asks for with a change order; null where that doesn't raise what is asked ahead of the work. */
export function askedWith({ parts, totalAfterCents }: SnapshotChange): AskedDeposit | null {
  const isRaised = parts.some(
    ({ due, beforeCents, afterCents }) => AHEAD.includes(due.on) && afterCents > (beforeCents ?? 0),
  )
  if (!isRaised) return null
  return {
    schedule: parts,
    parts: parts.map(({ id, afterCents }) => ({ id, amountCents: afterCents })),
    totalCents: totalAfterCents,
  }
}

/**
 * Compares what is asked for ahead of the work with a state's limit.
 * @param signsOn YYYY-MM-DD in the company's zone: today, while nobody signed
 * @returns null where it is within the limit, or there is none
 */
export const depositExcess = (
  profile: StateProfile,
  asked: AskedDeposit | null,
  signsOn: string,
): DepositExcess | null =>
  // Documents don't know yet what special-order materials cost.
  asked && checkDeposit({ profile, ...asked, specialOrderCents: 0, signsOn })

/** What to do about an excess. @param isOwner whether whoever reads it may override limits */
export function excessFor(profile: StateProfile, excess: DepositExcess, isOwner: boolean): Excess {
  const when = profile.deposit.counts === 'to_start' ? 'before work starts' : 'at signing'
  const lower = `It wasn’t sent. Lower the payments that are due ${when}`
  const mayOverride = isOwner && excess.mayOverride
  const otherwise = mayOverride
    ? ', or send it anyway, with a reason.'
    : excess.mayOverride
      ? '. Or ask an owner, who can send it anyway, with a reason.'
      : '.'
  return { sentence: excess.sentence, advice: `${lower}${otherwise}`, mayOverride }
}
