import type { ContentLine, ContentSection, DocumentContent } from './content'

// Where lines stand in a draft. A list of lines has a name of its own: `section:ID`, or `option:GROUP:OPTION` for the lines
// that an option has outside of its sections. Changes share whatever they leave as it was, so that a screen draws only
// what changed, and that an undo costs nothing.

export type ListId = string
/** `path`: where its lines are, by ids and names of fields. */
export type LineList = { id: ListId; path: string[]; lines: readonly ContentLine[] }
export type Change = (content: DocumentContent) => DocumentContent

export const sectionList = (sectionId: string): ListId => `section:${sectionId}`
export const optionList = (groupId: string, optionId: string): ListId => `option:${groupId}:${optionId}`

/** Maps a list, and returns the same list where nothing changed. */
export function mapped<T>(list: T[], map: (each: T, at: number) => T): T[] {
  let isChanged = false
  const next = list.map((each, at) => {
    const made = map(each, at)
    isChanged ||= made !== each
    return made
  })
  return isChanged ? next : list
}

/** Keeps some of a list, and returns the same list where all are kept. */
export function only<T>(list: T[], keep: (each: T) => boolean): T[] {
  return list.every(keep) ? list : list.filter(keep)
}

/** The object with some of its fields replaced; the same object where they were so already. */
export function patched<T extends object>(value: T, patch: Partial<NoInfer<T>>): T {
  const keys = Object.keys(patch) as (keyof T)[]
  return keys.every((key) => Object.is(value[key], patch[key])) ? value : { ...value, ...patch }
}

/** All lists of lines, in the order of the screen: sections first, then what can be chosen. */
export function listsOf(content: DocumentContent): LineList[] {
  const ofSections = (sections: DocumentContent['sections'], at: string[]) =>
    sections.map(({ id, lines }) => ({ id: sectionList(id), path: [...at, 'sections', id, 'lines'], lines }))
  return [
    ...ofSections(content.sections, []),
    ...content.optionGroups.flatMap(({ id: groupId, options }) =>
      options.flatMap(({ id, lines, sections }) => {
        const at = ['optionGroups', groupId, 'options', id]
        return [{ id: optionList(groupId, id), path: [...at, 'lines'], lines }, ...ofSections(sections, at)]
      }),
    ),
  ]
}

type Lines = ContentLine[]

/** Changes every list of lines. */
export function inEveryList(content: DocumentContent, change: (lines: Lines, list: ListId) => Lines): DocumentContent {
  const withSections = inSections(content, (sections) =>
    mapped(sections, (section) => patched(section, { lines: change(section.lines, sectionList(section.id)) })),
  )
  const optionGroups = mapped(withSections.optionGroups, (group) =>
    patched(group, {
      options: mapped(group.options, (option) =>
        patched(option, { lines: change(option.lines, optionList(group.id, option.id)) }),
      ),
    }),
  )
  return patched(withSections, { optionGroups })
}

/** Changes every list of sections: the document's own, and each option's. */
export function inSections(
  content: DocumentContent,
  change: (sections: ContentSection[]) => ContentSection[],
): DocumentContent {
  const optionGroups = mapped(content.optionGroups, (group) =>
    patched(group, {
      options: mapped(group.options, (option) => patched(option, { sections: change(option.sections) })),
    }),
  )
  return patched(content, { sections: change(content.sections), optionGroups })
}

/** Changes one list of lines. */
export const inList = (content: DocumentContent, list: ListId, change: (lines: Lines) => Lines): DocumentContent =>
  inEveryList(content, (lines, id) => (id === list ? change(lines) : lines))

/** Where a line stands; null where it no longer does. */
export function placeOf(content: DocumentContent, lineId: string): { list: ListId; at: number } | null {
  for (const { id, lines } of listsOf(content)) {
    const at = lines.findIndex((line) => line.id === lineId)
    if (at >= 0) return { list: id, at }
  }
  return null
}

export function lineOf(content: DocumentContent, lineId: string): ContentLine | null {
  for (const { lines } of listsOf(content)) {
    const line = lines.find(({ id }) => id === lineId)
    if (line) return line
  }
  return null
}

/** Every id in a draft: of lines, sections, groups and their options, discounts, taxes, payments and photos. */
export function idsOf(content: DocumentContent): string[] {
  const { sections, optionGroups, discounts, taxRates, schedule, photos } = content
  const options = optionGroups.flatMap(({ options }) => options)
  const things = [sections, optionGroups, options, options.flatMap((each) => each.sections), discounts, taxRates]
  const lines = listsOf(content).map((list) => list.lines)
  return [...things, ...lines, schedule, photos].flatMap((list: readonly { id: string }[]) => list.map(({ id }) => id))
}
