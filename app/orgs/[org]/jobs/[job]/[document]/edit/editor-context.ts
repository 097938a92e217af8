import { createContext, useContext } from 'react'
import type { EditorStore, UnreadCells } from '@/lib/documents/editing/store'
import type { Change } from '@/lib/documents/places'

/** What every part of the editor works with. It stays the same, so that nothing is drawn because of it. */
export type Editor = {
  orgSlug: string
  jobNumber: number
  store: EditorStore
  unread: UnreadCells
  /** Changes the draft. `field` names what is typed into: typing is one step of Undo. */
  edit: (change: Change, field?: string) => void
  /**
   * Focuses an element by its id, once it is drawn. What a field says is selected, as Tab does it: what is typed takes its
   * place. `keepsCaret`: not where somebody is in the midst of typing.
   */
  focus: (id: string, how?: Focusing) => void
  /** Says something to who can't see it. */
  say: (words: string) => void
}

export type Focusing = { keepsCaret?: boolean }

export const EditorContext = createContext<Editor | null>(null)

export function useEditor(): Editor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('outside of the editor')
  return editor
}

/** Focuses an element as `Editor.focus` says, and opens what it is folded into. */
export function reveal(id: string, { keepsCaret = false }: Focusing = {}): boolean {
  const element = document.getElementById(id)
  if (!element) return false
  const fold = element.closest('details')
  if (fold) fold.open = true
  element.focus()
  if (!keepsCaret && element instanceof HTMLInputElement && element.type === 'text') element.select()
  return true
}
