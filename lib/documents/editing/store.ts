import type { DocumentContent } from '../content'
import { type Collision, lastInCommon, same } from '../merge'
import type { Change } from '../places'
import { type EditorState, edit, openEditor, redo, takeIn, undo } from './editor-state'
import { valueAt } from './path-words'

/** The one place on a page that holds the draft: whoever draws it, and whoever saves it, ask here. */
export type EditorStore = ReturnType<typeof createStore>

export function createStore(content: DocumentContent) {
  let state: EditorState = openEditor(content)
  const listeners = new Set<() => void>()
  const become = (next: EditorState): boolean => {
    if (next === state) return false
    state = next
    for (const listener of listeners) listener()
    return true
  }
  return {
    get: () => state,
    content: () => state.content,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: (change: Change, step: { field?: string; at: number }) => become(edit(state, change, step)),
    undo: () => become(undo(state)),
    redo: () => become(redo(state)),
    /**
     * Takes in what somebody else has saved.
     * @param sent one's own saves that had no answer: what theirs has of them is nobody else's
     * @returns what both had changed
     */
    takeIn(base: DocumentContent, theirs: DocumentContent, sent: readonly DocumentContent[] = []): Collision[] {
      const { state: next, collisions } = takeIn(state, lastInCommon(base, sent, theirs), theirs)
      become(next)
      return collisions.filter(({ path, theirs: value }) => !sent.some((mine) => same(valueAt(mine, path), value)))
    },
  }
}

/**
 * A cell whose text can't be read, so that it is in no draft. It `isTold` once the field was left: what is half typed is no
 * mistake.
 */
export type UnreadCell = { what: string; isTold: boolean }
/** These cells by their element. */
export type UnreadCells = ReturnType<typeof createUnread>

export function createUnread() {
  let cells: ReadonlyMap<string, UnreadCell> = new Map()
  const listeners = new Set<() => void>()
  return {
    get: () => cells,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** @param cell `what` names it: “line 3’s price”; null once it can be read */
    set(element: string, cell: UnreadCell | null): void {
      const known = cells.get(element)
      if (!known && !cell) return
      const next = new Map(cells)
      if (cell) next.set(element, cell)
      else next.delete(element)
      cells = next
      for (const listener of listeners) listener()
    },
  }
}
