import { newId } from '@/lib/new-id'
import type { ContentLine, ContentSection, DocumentContent } from './content'

// A copy of a document's content that shares no id with it: two documents are told apart by the ids in them. Pure, and for
// browsers, too.

/**
 * The same content with a new id in place of each: for a template, a copy from another job, a duplicate. What named a part
 * (a default option, a discount's section, a line's taxes, a choice) names the same part of the copy, so it comes to the
 * same figures.
 * @param make makes an id
 */
export function withNewIds(content: DocumentContent, make: () => string = newId): DocumentContent {
  const made = new Map<string, string>()
  const to = (id: string): string => {
    const known = made.get(id)
    if (known !== undefined) return known
    const next = make()
    made.set(id, next)
    return next
  }
  const orNull = (id: string | null) => (id === null ? null : to(id))
  const line = (each: ContentLine): ContentLine => ({
    ...each,
    id: to(each.id),
    taxRateIds: each.taxRateIds.map(to),
  })
  const section = (each: ContentSection): ContentSection => ({
    ...each,
    id: to(each.id),
    lines: each.lines.map(line),
  })
  return {
    ...content,
    sections: content.sections.map(section),
    optionGroups: content.optionGroups.map((group) => ({
      ...group,
      id: to(group.id),
      sectionId: orNull(group.sectionId),
      defaultOptionId: to(group.defaultOptionId),
      options: group.options.map((option) => ({
        ...option,
        id: to(option.id),
        lines: option.lines.map(line),
        sections: option.sections.map(section),
      })),
    })),
    discounts: content.discounts.map((each) => ({ ...each, id: to(each.id), sectionId: orNull(each.sectionId) })),
    taxRates: content.taxRates.map((each) => ({ ...each, id: to(each.id) })),
    schedule: content.schedule.map((each) => ({ ...each, id: to(each.id) })),
    choices: {
      options: content.choices.options.map(({ groupId, optionId }) => ({
        groupId: to(groupId),
        optionId: to(optionId),
      })),
      lines: content.choices.lines.map((each) => ({ ...each, lineId: to(each.lineId) })),
    },
    photos: content.photos.map((each) => ({ ...each, id: to(each.id) })),
  }
}
