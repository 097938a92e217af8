import {
  addLines,
  duplicateLine,
  moveLine,
  newLine,
  removeLine,
  stepOf,
  taxesOfNew,
} from '@/lib/documents/editing/change-lines'
import { type ListId, listsOf, placeOf } from '@/lib/documents/places'
import { newId } from '@/lib/new-id'
import type { Editor } from './editor-context'

// What keys and presses do to lines, and where the focus goes then.

const FIELDS = ['description', 'quantityHundredths', 'unit', 'unitPriceCents']

/** The lines of all lists in the order of the screen. */
const allLines = ({ store }: Editor) => listsOf(store.content()).flatMap(({ lines }) => lines)

/** "line 3": for what is said. */
const numbered = (editor: Editor, lineId: string) => `line ${allLines(editor).findIndex(({ id }) => id === lineId) + 1}`

/** Adds an empty line to the end of a list, and goes there. */
export function addLine(editor: Editor, list: ListId): void {
  const taxRateIds = taxesOfNew(editor.store.content(), list)
  const line = newLine(newId(), { taxRateIds })
  editor.edit(addLines(list, [line]))
  editor.focus(`${line.id}-description`)
}

/** Adds an empty line below another one, and goes there. */
export function addLineAfter(editor: Editor, lineId: string): void {
  const content = editor.store.content()
  const place = placeOf(content, lineId)
  const above = allLines(editor).find(({ id }) => id === lineId)
  if (!place) return
  const line = newLine(newId(), above)
  editor.edit(addLines(place.list, [line], place.at + 1))
  editor.focus(`${line.id}-description`)
}

/** From one cell to the next one, and from a list's last one to a new line. */
export function goOn(editor: Editor, lineId: string, cell: string): void {
  const at = FIELDS.findIndex((field) => cell === `${lineId}-${field}`)
  if (at < 0) return
  const next = FIELDS[at + 1]
  if (next) {
    editor.focus(`${lineId}-${next}`)
    return
  }
  const place = placeOf(editor.store.content(), lineId)
  const lines = listsOf(editor.store.content()).find(({ id }) => id === place?.list)?.lines ?? []
  const below = place && lines[place.at + 1]
  if (below) editor.focus(`${below.id}-description`)
  else if (place) addLine(editor, place.list)
}

/** Moves a line one up or down, past the end of its section into the next one. The focus stays where it was. */
export function stepLine(editor: Editor, lineId: string, step: -1 | 1, focused: string): void {
  const to = stepOf(editor.store.content(), lineId, step)
  if (!to) {
    editor.say(step < 0 ? 'This line is the first.' : 'This line is the last.')
    return
  }
  editor.edit(moveLine(lineId, to.list, to.at))
  editor.focus(focused || `${lineId}-menu`, { keepsCaret: true })
  editor.say(`Moved: it’s now ${numbered(editor, lineId)}.`)
}

/** Puts a line where it was dropped. */
export function dropLine(editor: Editor, lineId: string, list: ListId, at: number): void {
  editor.edit(moveLine(lineId, list, at))
  editor.say(`Moved: it’s now ${numbered(editor, lineId)}.`)
}

/** Removes a line. The focus goes to the one that takes its place. */
export function takeLine(editor: Editor, lineId: string): void {
  const place = placeOf(editor.store.content(), lineId)
  const name = numbered(editor, lineId)
  editor.edit(removeLine(lineId))
  const lines = listsOf(editor.store.content()).find(({ id }) => id === place?.list)?.lines ?? []
  const next = lines[Math.min(place?.at ?? 0, lines.length - 1)]
  editor.focus(next ? `${next.id}-description` : `add-${place?.list}`)
  editor.say(`Removed ${name}. Undo brings it back.`)
}

export function copyLine(editor: Editor, lineId: string): void {
  const id = newId()
  editor.edit(duplicateLine(lineId, id))
  editor.focus(`${id}-description`)
  editor.say(`Duplicated: the copy is ${numbered(editor, id)}.`)
}
