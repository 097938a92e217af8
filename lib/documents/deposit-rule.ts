import { checkDeposit, type DepositExcess } from '@/lib/states/deposit'
import type { StateProfile } from '@/lib/states/profile'
import type { DocumentContent } from './content'
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

/**
 * Compares what an agreement asks for ahead of the work with its state's limit.
 * @param signsOn YYYY-MM-DD in the company's zone: today, while nobody signed
 * @returns null where it is within the limit, or there is none
 */
export function depositExcess(profile: StateProfile, content: DocumentContent, signsOn: string): DepositExcess | null {
  const { priced } = priceContent(content, 'agreement')
  if (!priced.ok || priced.state === 'open') return null // and isn't sent: ready.ts
  const { schedule } = content
  const { parts, totalCents } = priced
  // Documents don't know yet what special-order materials cost.
  return checkDeposit({ profile, schedule, parts, totalCents, specialOrderCents: 0, signsOn })
}

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
