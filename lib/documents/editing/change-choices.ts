import type { ContentLine, ContentOptionGroup, ContentSection } from '../content'
import { type Change, mapped, only, patched } from '../places'
import { newLine, stepped } from './change-lines'
import { tidied } from './tidy'

// What can be chosen: groups of options (good, better, best), of which exactly one is taken.

type Group = ContentOptionGroup
type Option = Group['options'][number]

export const newOption = (id: string, title: string, lines: ContentLine[] = []): Option => ({
  ...{ id, title, lines, sections: [] },
})

/** A choice between options of these names, the first of which stands until the customer chooses. */
export function newGroup(title: string, names: readonly string[], newId: () => string, taxRateIds: string[]): Group {
  const options = names.map((name) => newOption(newId(), name, [newLine(newId(), { taxRateIds })]))
  return { id: newId(), title, sectionId: null, options, defaultOptionId: options[0]?.id ?? '' }
}

/** The same option again, with ids of its own. */
export function copiedOption(option: Option, title: string, newId: () => string): Option {
  const copied = (lines: readonly ContentLine[]) => lines.map((line) => ({ ...line, id: newId() }))
  const sections = option.sections.map((each): ContentSection => ({ ...each, id: newId(), lines: copied(each.lines) }))
  return { ...option, id: newId(), title, lines: copied(option.lines), sections }
}

const inGroup =
  (groupId: string, change: (group: Group) => Group): Change =>
  (content) =>
    patched(content, {
      optionGroups: mapped(content.optionGroups, (group) => (group.id === groupId ? change(group) : group)),
    })

export const addGroup =
  (group: Group): Change =>
  (content) => ({ ...content, optionGroups: [...content.optionGroups, group] })

export const patchGroup = (groupId: string, patch: Partial<Omit<Group, 'id' | 'options'>>): Change =>
  inGroup(groupId, (group) => patched(group, patch))

export const removeGroup =
  (groupId: string): Change =>
  (content) =>
    tidied({ ...content, optionGroups: only(content.optionGroups, ({ id }) => id !== groupId) })

export const moveGroup =
  (groupId: string, step: -1 | 1): Change =>
  (content) =>
    patched(content, { optionGroups: stepped(content.optionGroups, groupId, step) })

export const addOption = (groupId: string, option: Option): Change =>
  inGroup(groupId, (group) => ({ ...group, options: [...group.options, option] }))

const inOption = (groupId: string, optionId: string, change: (option: Option) => Option): Change =>
  inGroup(groupId, (group) =>
    patched(group, {
      options: mapped(group.options, (option) => (option.id === optionId ? change(option) : option)),
    }),
  )

export const patchOption = (groupId: string, optionId: string, patch: Partial<Pick<Option, 'title'>>): Change =>
  inOption(groupId, optionId, (option) => patched(option, patch))

/** Adds a section to an option, behind its others. What else is done to it is in change-lines.ts. */
export const addOptionSection = (groupId: string, optionId: string, section: ContentSection): Change =>
  inOption(groupId, optionId, (option) => ({ ...option, sections: [...option.sections, section] }))

/** Removes an option with its lines; of a choice without options, the choice. */
export const removeOption =
  (groupId: string, optionId: string): Change =>
  (content) =>
    tidied(
      inGroup(groupId, (group) => patched(group, { options: only(group.options, ({ id }) => id !== optionId) }))(
        content,
      ),
    )

export const moveOption = (groupId: string, optionId: string, step: -1 | 1): Change =>
  inGroup(groupId, (group) => patched(group, { options: stepped(group.options, optionId, step) }))

/** What the office chooses for the customer; null leaves the choice open. */
export const chooseOption =
  (groupId: string, optionId: string | null): Change =>
  (content) => {
    const others = content.choices.options.filter((each) => each.groupId !== groupId)
    const options = optionId === null ? others : [...others, { groupId, optionId }]
    return { ...content, choices: { ...content.choices, options } }
  }
