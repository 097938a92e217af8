import type { ContentLine, ContentSection, DocumentContent } from './content'
import { pricedInput } from './priced-input'
import { type Choices, type PartPrice, priceDocument } from './sums'

/**
 * Returns a document in which nothing is left to choose: the lines and sections of the options that were taken stand where
 * they counted, and optional lines are lines or gone. It comes to the same, to the cent. Pure.
 * @param choices one option of each group; a line that isn't named stands as its `taken` says
 */
export function chosenContent(content: DocumentContent, choices: Choices): DocumentContent {
  const optionOf = new Map(choices.options?.map(({ groupId, optionId }) => [groupId, optionId]))
  const taken = new Map(choices.lines?.map(({ lineId, taken }) => [lineId, taken]))
  const plain = (lines: readonly ContentLine[]): ContentLine[] =>
    lines
      .filter(({ id, optional }) => optional === null || (taken.get(id) ?? optional.taken))
      .map((line) => ({ ...line, optional: null }))
  const options = content.optionGroups.flatMap(({ id, title, sectionId, options }) => {
    const option = options.find((each) => each.id === optionOf.get(id))
    return option ? [{ ...option, groupId: id, heading: title, sectionId }] : []
  })
  const sections = content.sections.map((section) => ({
    ...section,
    lines: [section, ...options.filter(({ sectionId }) => sectionId === section.id)].flatMap(({ lines }) =>
      plain(lines),
    ),
  }))
  const ofOptions = options.flatMap(({ groupId, heading, title, sectionId, lines, sections }): ContentSection[] => [
    ...(sectionId === null && lines.length > 0
      ? [{ id: `of-${groupId}`.slice(0, 40), title: [heading, title].filter(Boolean).join(': '), lines: plain(lines) }]
      : []),
    ...sections.map((section) => ({ ...section, lines: plain(section.lines) })),
  ])
  const priced = priceDocument(pricedInput({ ...content, choices: { options: [], lines: [], ...choices } }))
  // A discount of what was left out takes nothing off.
  const idle = new Set(
    priced.ok && priced.state === 'decided'
      ? priced.discounts.filter(({ baseCents }) => baseCents === 0).map(({ id }) => id)
      : [],
  )
  const discounts = content.discounts.filter(({ id }) => !idle.has(id))
  return {
    ...content,
    sections: [...sections, ...ofOptions],
    discounts,
    optionGroups: [],
    choices: { options: [], lines: [] },
  }
}

/** A schedule in dollars and cents, as an agreement has it: each part what it comes to, the last one the rest. */
export const inDollars = (
  schedule: DocumentContent['schedule'],
  parts: readonly PartPrice[],
): DocumentContent['schedule'] =>
  schedule.flatMap((part, at) => {
    if (part.kind !== 'percent' && part.kind !== 'equal') return [part]
    const { id, label, due } = part
    const amountCents = parts[at]?.amountCents ?? 0
    // A share of next to nothing comes to nothing: nobody pays that.
    return amountCents > 0 ? [{ id, label, due, kind: 'fixed', amountCents }] : []
  })
