import type { ContentLine, ContentSection, DocumentContent } from '../content'
import {
  type Change,
  inEveryList,
  inList,
  inSections,
  type ListId,
  lineOf,
  listsOf,
  mapped,
  only,
  patched,
  placeOf,
} from '../places'
import { tidied } from './tidy'

// What is done to lines and the sections that they stand in. Ids are made by whoever adds.

/** A line that nobody has filled in, taxed like the line above it: what `like` says. */
export const newLine = (id: string, like: Partial<Pick<ContentLine, 'taxRateIds'>> = {}): ContentLine => ({
  ...{ id, description: '', unit: '', quantityHundredths: 100, unitPriceCents: 0 },
  ...{ taxRateIds: like.taxRateIds ?? [], discount: null, optional: null, costCents: null },
})

/** The taxes of a new line at the end of a list: of the line above it, else those of every line that there is. */
export function taxesOfNew(content: DocumentContent, list: ListId): string[] {
  const lists = listsOf(content)
  const above = lists.find(({ id }) => id === list)?.lines.at(-1)
  if (above) return above.taxRateIds
  const all = lists.flatMap(({ lines }) => lines)
  return content.taxRates.map(({ id }) => id).filter((id) => all.every(({ taxRateIds }) => taxRateIds.includes(id)))
}

const inserted = <T>(list: readonly T[], at: number, ...things: T[]): T[] => [
  ...list.slice(0, at),
  ...things,
  ...list.slice(at),
]

/** Adds lines at a place in a list, at its end without one. */
export const addLines =
  (list: ListId, lines: readonly ContentLine[], at = Number.POSITIVE_INFINITY): Change =>
  (content) =>
    inList(content, list, (there) => inserted(there, Math.min(at, there.length), ...lines))

export const patchLine =
  (lineId: string, patch: Partial<Omit<ContentLine, 'id'>>): Change =>
  (content) => {
    const next = inEveryList(content, (lines) =>
      mapped(lines, (line) => (line.id === lineId ? patched(line, patch) : line)),
    )
    // What was chosen of a line that is no longer optional is no choice.
    return patch.optional === null ? tidied(next) : next
  }

export const removeLine =
  (lineId: string): Change =>
  (content) =>
    tidied(inEveryList(content, (lines) => only(lines, ({ id }) => id !== lineId)))

export const duplicateLine =
  (lineId: string, newId: string): Change =>
  (content) =>
    inEveryList(content, (lines) => {
      const at = lines.findIndex(({ id }) => id === lineId)
      const line = lines[at]
      return line ? inserted(lines, at + 1, { ...line, id: newId }) : lines
    })

/** Moves a line to a place in a list, counted without the line itself. */
export const moveLine =
  (lineId: string, list: ListId, at: number): Change =>
  (content) => {
    const from = placeOf(content, lineId)
    if (!from || !listsOf(content).some(({ id }) => id === list)) return content
    if (from.list === list && from.at === at) return content
    const line = lineOf(content, lineId)
    if (!line) return content
    const without = inList(content, from.list, (lines) => only(lines, ({ id }) => id !== lineId))
    return addLines(list, [line], at)(without)
  }

/** Where a line comes that goes one up or down: past the end of its list into the next one. Null at either end. */
export function stepOf(content: DocumentContent, lineId: string, step: -1 | 1): { list: ListId; at: number } | null {
  const from = placeOf(content, lineId)
  if (!from) return null
  const lists = listsOf(content)
  const index = lists.findIndex(({ id }) => id === from.list)
  const here = lists[index]
  if (here && from.at + step >= 0 && from.at + step < here.lines.length) return { list: from.list, at: from.at + step }
  const next = lists[index + step]
  return next ? { list: next.id, at: step < 0 ? next.lines.length : 0 } : null
}

export const newSection = (id: string, title = ''): ContentSection => ({ id, title, lines: [] })

export const addSection =
  (section: ContentSection): Change =>
  (content) => ({ ...content, sections: [...content.sections, section] })

// A section is the document's own or an option's: whoever changes one says which, not where it is.

export const patchSection =
  (sectionId: string, patch: Partial<Pick<ContentSection, 'title'>>): Change =>
  (content) =>
    inSections(content, (sections) =>
      mapped(sections, (section) => (section.id === sectionId ? patched(section, patch) : section)),
    )

/** Removes a section with its lines, and what is only about it. */
export const removeSection =
  (sectionId: string): Change =>
  (content) =>
    tidied(inSections(content, (sections) => only(sections, ({ id }) => id !== sectionId)))

/** Moves a thing one up or down in its list; the same list where it can't go further. */
export function stepped<T extends { id: string }>(list: T[], id: string, step: -1 | 1, end = list.length): T[] {
  const at = list.findIndex((each) => each.id === id)
  const [one, other] = [list[at], list[at + step]]
  if (!one || !other || at + step >= end) return list
  return list.map((each, index) => (index === at ? other : index === at + step ? one : each))
}

/** Moves a section one up or down among those of the document, or of its option. */
export const moveSection =
  (sectionId: string, step: -1 | 1): Change =>
  (content) =>
    inSections(content, (sections) => stepped(sections, sectionId, step))
