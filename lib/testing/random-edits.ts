import { type DocumentContent, plainContent } from '@/lib/documents/content'
import {
  addGroup,
  addOption,
  addOptionSection,
  chooseOption,
  copiedOption,
  moveOption,
  newGroup,
  removeOption,
} from '@/lib/documents/editing/change-choices'
import {
  addLines,
  addSection,
  duplicateLine,
  moveLine,
  moveSection,
  newLine,
  newSection,
  patchLine,
  patchSection,
  removeLine,
  removeSection,
  stepOf,
} from '@/lib/documents/editing/change-lines'
import {
  addDiscount,
  addPart,
  addRate,
  movePart,
  patchContent,
  removePart,
  removeRate,
  splitSchedule,
  startSchedule,
  taxLines,
} from '@/lib/documents/editing/change-money'
import { type Change, listsOf, sectionList } from '@/lib/documents/places'

// Random work on a draft, for tests.

/** Three numbers that decide what is done. */
export type Move = { act: number; a: number; b: number }

/** Ids one after the other, so that a failure reads the same each time. */
export function counter(start = 'id'): () => string {
  let count = 0
  return () => `${start}-${++count}`
}

/** A draft with two lines in its only section. */
export function twoLines(): DocumentContent {
  const lines = ['a', 'b'].map((id) => ({ ...newLine(id), description: `Line ${id}`, unitPriceCents: 10_000 }))
  return addLines(sectionList('lines'), lines)(plainContent())
}

const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)]
const same: Change = (content) => content

/** One change of any kind to what is there. */
export function changeOf(content: DocumentContent, { act, a, b }: Move, newId: () => string): Change {
  const lists = listsOf(content)
  const lines = lists.flatMap((list) => list.lines)
  const [line, list, section] = [pick(lines, a)?.id ?? '', pick(lists, b)?.id ?? '', pick(content.sections, a)]
  const group = pick(content.optionGroups, a)
  const option = group && pick(group.options, b)
  const inOptions = content.optionGroups.flatMap(({ options }) => options.flatMap(({ sections }) => sections))
  const [own, any] = [pick(inOptions, a)?.id ?? '', pick([...content.sections, ...inOptions], b)?.id ?? '']
  const part = pick(content.schedule, a)
  const step = b % 2 === 0 ? 1 : -1
  const acts: (() => Change)[] = [
    () => addLines(list, [{ ...newLine(newId()), unitPriceCents: b }], a),
    () => patchLine(line, { description: `text ${b}` }),
    () => patchLine(line, { unitPriceCents: b, quantityHundredths: 1 + (a % 500) }),
    () => patchLine(line, { optional: b % 2 ? { taken: b % 3 === 0 } : null }),
    () => removeLine(line),
    () => duplicateLine(line, newId()),
    () => moveLine(line, list, b % 5),
    () => {
      const to = stepOf(content, line, step)
      return to ? moveLine(line, to.list, to.at) : same
    },
    () => addSection(newSection(newId(), `Section ${b}`)),
    () => (section && content.sections.length > 1 ? removeSection(section.id) : same),
    () => addGroup(newGroup('Choice', ['Good', 'Better'], newId, [])),
    () => (group && option ? addOption(group.id, copiedOption(option, 'Copy', newId)) : same),
    () => (group && option ? removeOption(group.id, option.id) : same),
    () => (group && option ? moveOption(group.id, option.id, step) : same),
    () => (group && option ? chooseOption(group.id, b % 3 ? option.id : null) : same),
    () =>
      addDiscount({
        id: newId(),
        title: '',
        sectionId: section && b % 2 ? section.id : null,
        kind: 'percent',
        percentThousandths: b % 10_000,
      }),
    () => addRate({ id: newId(), name: 'Tax', rateThousandths: b % 10_000 }),
    () => removeRate(pick(content.taxRates, a)?.id ?? ''),
    () => taxLines(pick(content.taxRates, a)?.id ?? '', content.taxRates.length > 0 && b % 2 === 0, line),
    () =>
      content.schedule.length > 0
        ? addPart({ id: newId(), label: 'Draw', due: { on: 'signing' }, kind: 'percent', percentThousandths: 1_000 })
        : startSchedule([{ id: newId(), label: 'Final', due: { on: 'completion' }, kind: 'rest' }]),
    () => removePart(part?.id ?? ''),
    () => movePart(part?.id ?? '', step),
    () => splitSchedule(2 + (b % 11), newId),
    () => (group && option ? addOptionSection(group.id, option.id, newSection(newId(), `Section ${b}`)) : same),
    () => patchSection(any, { title: `heading ${b}` }),
    () => moveSection(any, step),
    () => removeSection(own),
    () => patchContent({ note: `note ${b}` }),
  ]
  return (pick(acts, act) ?? (() => same))()
}
