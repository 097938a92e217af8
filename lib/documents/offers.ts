import { formatCents } from '@/lib/money'
import type { Choices, OptionPrice } from './sums'

/** The option that is taken of each group, by the group's id. */
export const chosenOption = (content: { choices: Choices }, choices: Choices = content.choices): Map<string, string> =>
  new Map(choices.options?.map(({ groupId, optionId }) => [groupId, optionId]))

/** A change in cents with its sign: "+$1,000.00", "−$250.00", "$0.00". */
export const signedCents = (cents: number): string =>
  `${cents === 0 ? '' : cents > 0 ? '+' : '−'}${formatCents(Math.abs(cents))}`

/** What an option makes of the total: "+$1,000.00", "−$250.00", "same price"; null where it can't be taken. */
export function differenceWords({ differenceCents }: Pick<OptionPrice, 'differenceCents'>): string | null {
  if (differenceCents === null) return null
  return differenceCents === 0 ? 'same price' : signedCents(differenceCents)
}

/** What a customer has to decide before they can accept. */
export const hasChoices = (content: {
  optionGroups: readonly unknown[]
  sections: readonly { lines: readonly { optional: unknown }[] }[]
}): boolean =>
  content.optionGroups.length > 0 ||
  content.sections.some(({ lines }) => lines.some(({ optional }) => optional !== null))
