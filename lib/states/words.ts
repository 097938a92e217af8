import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { cancelDays, type Signing } from './cancel-by'
import type { CancelRule, DepositCap, DepositRule, Share, StateProfile } from './profile'

// The words of profiles, on the screen and on paper. Pure.

const wholeDollars = (cents: number) => formatCents(cents).replace(/\.00$/, '')

export const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const NTHS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']

/** "one third of the price", "10% of the price" */
const shareWords = ([numerator, denominator]: Share): string =>
  numerator === 1 && denominator === 3
    ? 'one third of the price'
    : `${((100 * numerator) / denominator).toLocaleString('en-US', { maximumFractionDigits: 3 })}% of the price`

/** The rule of a deposit: "$1,000 or 10% of the price, whichever is less". */
export function capWords(cap: DepositCap): string {
  switch (cap.kind) {
    case 'none':
      return 'no limit'
    case 'lesser':
      return `${wholeDollars(cap.fixedCents)} or ${shareWords(cap.share)}, whichever is less`
    case 'share':
      return shareWords(cap.share)
    case 'greater':
      return `${shareWords(cap.share)} or the real cost of special-order materials, whichever is more`
    case 'share_plus':
      return `${shareWords(cap.share)} plus special-order materials, for prices over ${wholeDollars(cap.aboveCents)}`
  }
}

function depositSentence({ cap, counts, beforeSigning }: DepositRule): string {
  const limit =
    cap.kind === 'none'
      ? 'No limit on deposits that we know of.'
      : `Deposits ${counts === 'to_start' ? 'before work starts' : 'up to signing'}: at most ${capWords(cap)}.`
  return beforeSigning === 'refuse' ? `${limit} No money before the contract is signed.` : limit
}

function cancelSentence({ days, daysFrom65, daysForDisaster, countsFrom, fromCents }: CancelRule): string {
  const more = [
    daysFrom65 === null ? [] : `${daysFrom65} if they’re 65 or older`,
    daysForDisaster === null ? [] : `${daysForDisaster} for repairs after a disaster`,
  ].flat()
  const from = countsFrom === 'copy' ? ' after they have a signed copy' : ''
  const { atHome, elsewhere } = fromCents
  return `Customers can cancel within ${[`${days} business days${from}`, ...more].join(', ')}, from ${wholeDollars(atHome)} on at home and ${wholeDollars(elsewhere)} elsewhere.`
}

function writtenSentences({ writtenAboveCents, scheduleInDollars }: StateProfile): string[] {
  const written =
    writtenAboveCents === null
      ? []
      : writtenAboveCents === 0
        ? ['Every contract must be in writing.']
        : [`Contracts over ${wholeDollars(writtenAboveCents)} must be in writing.`]
  return scheduleInDollars ? [...written, 'Each payment must be in dollars and cents.'] : written
}

function whoseRules({ code, name, isOwn }: StateProfile): string {
  if (code === '') return 'The job has no state, so this is the federal rule. Choose the state: it may ask for more.'
  return isOwn ? `${name}.` : `${name}, by the federal rule: Plumbline has no rules of the state’s own.`
}

/** The profile in a few sentences, for whoever chooses or checks it. */
export function profileSentence(profile: StateProfile): string {
  const { isConfirmed, deposit, cancel, reminders, asOf } = profile
  return [
    whoseRules(profile),
    depositSentence(deposit),
    cancelSentence(cancel),
    ...writtenSentences(profile),
    ...(reminders.length > 0 ? ['Money before completion goes into a trust account.'] : []),
    `As of ${formatDay(asOf)}.`,
    ...(isConfirmed ? [] : ['Not confirmed yet: ask your lawyer.']),
  ].join(' ')
}

/** What somebody reads who takes money before anybody signed, and whether it is refused. */
export function moneyBeforeSigning({ name, deposit: { beforeSigning: rule, law } }: StateProfile): {
  isRefused: boolean
  sentence: string
} {
  const isRefused = rule === 'refuse'
  const where = isRefused && law ? ` (${law})` : ''
  return {
    isRefused,
    sentence: isRefused
      ? `${name} doesn’t allow money before the contract is signed${where}.`
      : 'Nobody has signed yet. Wait for the signature before you take money.',
  }
}

/**
 * The statement beside the customer's signature, which names the number of business days. Print it bold, at least 10
 * point (California: 12), with the two forms where it says they are.
 */
export function cancelStatement(profile: StateProfile, signing: Signing): string {
  const days = cancelDays(profile, signing)
  const { cancelStatement: statement, whereForms } = profile.texts
  const filled = statement
    .replaceAll('{days}', COUNTS[days] ?? `${days}`)
    .replaceAll('{nth}', NTHS[days] ?? `${days}th`)
  return `${filled} ${whereForms}`
}

/**
 * The statement of a paper that is sent before anybody has answered what the right depends on: it names the days that
 * everybody has, and those of who answers yes, where the state's own text doesn't say them.
 */
export function openCancelStatement(profile: StateProfile): string {
  const { daysFrom65, daysForDisaster, days } = profile.cancel
  const { cancelStatement: statement, whereForms } = profile.texts
  const nth = (count: number) => NTHS[count] ?? `${count}th`
  const more = [
    ...(daysFrom65 !== null && daysFrom65 > days && !statement.includes('65')
      ? [
          `If you are 65 years of age or older, you have ${COUNTS[daysFrom65] ?? daysFrom65} business days instead: until midnight of the ${nth(daysFrom65)} business day.`,
        ]
      : []),
    ...(daysForDisaster !== null && daysForDisaster > days
      ? [
          `If this contract is for repairs after a disaster, you have ${COUNTS[daysForDisaster] ?? daysForDisaster} business days instead: until midnight of the ${nth(daysForDisaster)} business day.`,
        ]
      : []),
  ]
  const base = cancelStatement(profile, { isSixtyFive: false, isDisasterRepair: false })
  return more.length === 0 ? base : `${base.slice(0, -whereForms.length)}${[...more, whereForms].join(' ')}`
}
