import { formatCents } from '@/lib/money'
import type { Share, StateProfile } from './profile'
import { capWords } from './words'

// How much a state lets a contractor ask for ahead of the work. Pure, in whole cents.

/** `totalCents`: the price with taxes. `specialOrderCents`: what special-order materials really cost the company, or 0. */
export type Priced = { totalCents: number; specialOrderCents: number }

/**
 * The most that may be asked for as a deposit, in cents, rounded down; never more than the price. Null where there is no
 * limit.
 */
export function depositCap(
  { deposit: { cap } }: StateProfile,
  { totalCents, specialOrderCents }: Priced,
): number | null {
  const total = Math.max(0, totalCents)
  const special = Math.max(0, specialOrderCents)
  const atMostTotal = (cents: number) => Math.min(total, cents)
  switch (cap.kind) {
    case 'none':
      return null
    case 'lesser':
      return Math.min(cap.fixedCents, shareOf(total, cap.share))
    case 'share':
      return shareOf(total, cap.share)
    case 'greater':
      return atMostTotal(Math.max(shareOf(total, cap.share), special))
    case 'share_plus':
      return total > cap.aboveCents ? atMostTotal(shareOf(total, cap.share) + special) : null
  }
}

/** A share in whole cents, rounded down, in integers: a cent too much is against the law. */
function shareOf(cents: number, [numerator, denominator]: Share): number {
  const product = cents * numerator
  return (product - (product % denominator)) / denominator
}

// The fields of SchedulePart and PartPrice (lib/documents/sums) that count here. Documents keep profiles, so this room
// stands below theirs and doesn't import it.
type DuePart = { id: string; due: { on: string; day?: string } }
type PricedPart = { id: string; amountCents: number }

/** What a schedule asks for against the law's limit. All in cents. */
export type DepositExcess = {
  capCents: number
  askedCents: number
  /** Why, for whoever writes the document. */
  sentence: string
  /** Whether an owner may let it pass with a reason. */
  mayOverride: boolean
}

/**
 * Compares what a schedule asks for ahead of the work with the state's limit: what is due at signing, on days up to then
 * and, where the state counts all that is due before work starts, also once the right to cancel has ended or on days
 * before the start.
 * @param schedule the parts as they are typed, `parts` what each comes to
 * @param signsOn YYYY-MM-DD: the day of signing, or today's while nobody signed
 * @param startsOn the day on which work starts, if it is known
 * @returns null where the schedule is within the limit, or there is none
 */
export function checkDeposit({
  profile,
  schedule,
  parts,
  signsOn,
  startsOn = null,
  ...priced
}: Priced & {
  profile: StateProfile
  schedule: readonly DuePart[]
  parts: readonly PricedPart[]
  signsOn: string
  startsOn?: string | null
}): DepositExcess | null {
  const capCents = depositCap(profile, priced)
  if (capCents === null) return null
  const { counts, mayOverride } = profile.deposit
  const isAhead = ({ on, day }: DuePart['due']): boolean => {
    if (on === 'signing') return true
    if (on === 'cancel_by') return counts === 'to_start'
    if (on !== 'day' || day === undefined) return false
    return day <= signsOn || (counts === 'to_start' && startsOn !== null && day < startsOn)
  }
  const ids = new Set(schedule.filter(({ due }) => isAhead(due)).map(({ id }) => id))
  const askedCents = parts.reduce((sum, part) => sum + (ids.has(part.id) ? part.amountCents : 0), 0)
  if (askedCents <= capCents) return null
  return { capCents, askedCents, sentence: excessSentence(profile, capCents, askedCents), mayOverride }
}

function excessSentence(profile: StateProfile, capCents: number, askedCents: number): string {
  const { counts, law } = profile.deposit
  const until = counts === 'to_start' ? 'before work starts' : 'at signing'
  return `${profile.name} allows at most ${formatCents(capCents)} ${until}: ${capWords(profile.deposit.cap)}${law ? ` (${law})` : ''}. This schedule asks for ${formatCents(askedCents)}.`
}
