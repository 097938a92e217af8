import type { DocumentContent } from '../content'
import { inEveryList, listsOf, mapped, only, patched } from '../places'

/**
 * Takes out what is about something that a draft no longer has: choices, taxes of lines, discounts of a section. The same
 * draft where nothing is. Whoever removes a thing does it in the same step, so that one undo brings all of it back.
 */
export function tidied(content: DocumentContent): DocumentContent {
  const sections = new Set(
    [content.sections, ...content.optionGroups.flatMap(({ options }) => options.map((each) => each.sections))].flatMap(
      (list) => list.map(({ id }) => id),
    ),
  )
  const own = new Set(content.sections.map(({ id }) => id))
  const rates = new Set(content.taxRates.map(({ id }) => id))
  const optionGroups = mapped(
    only(content.optionGroups, ({ options }) => options.length > 0),
    (group) =>
      patched(group, {
        sectionId: group.sectionId !== null && own.has(group.sectionId) ? group.sectionId : null,
        defaultOptionId: group.options.some(({ id }) => id === group.defaultOptionId)
          ? group.defaultOptionId
          : (group.options[0]?.id ?? ''),
      }),
  )
  const optional = new Set(
    listsOf(content).flatMap(({ lines }) => lines.filter((line) => line.optional !== null).map(({ id }) => id)),
  )
  const choices = patched(content.choices, {
    options: only(content.choices.options, ({ groupId, optionId }) =>
      optionGroups.some(({ id, options }) => id === groupId && options.some((option) => option.id === optionId)),
    ),
    lines: only(content.choices.lines, ({ lineId }) => optional.has(lineId)),
  })
  return inEveryList(
    patched(content, {
      ...{ optionGroups, choices },
      discounts: only(content.discounts, ({ sectionId }) => sectionId === null || sections.has(sectionId)),
    }),
    (lines) => mapped(lines, (line) => patched(line, { taxRateIds: only(line.taxRateIds, (id) => rates.has(id)) })),
  )
}
