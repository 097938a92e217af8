import type { DocumentContent } from '../content'
import { type Collision, mergeContents, same } from '../merge'
import type { Change } from '../places'
import { tidied } from './tidy'

// A draft on somebody's screen: what it holds now, and what it held at each step, for Undo. Whole drafts are kept: they share
// all that didn't change.

export type EditorState = {
  content: DocumentContent
  past: readonly DocumentContent[]
  future: readonly DocumentContent[]
  /** The field that was typed into last, and when, in milliseconds. */
  typing: { field: string; at: number } | null
}

/** How many steps can be undone. */
export const MAX_STEPS = 200
/** Typing into one field is one step for as long as no pause is longer, in milliseconds. */
export const ONE_STEP = 1_000

export const openEditor = (content: DocumentContent): EditorState => ({ content, past: [], future: [], typing: null })

/**
 * Changes the draft.
 * @param field names what is typed into, where the change is one of many: typing is one step
 * @param at milliseconds
 */
export function edit(state: EditorState, change: Change, { field, at }: { field?: string; at: number }): EditorState {
  const content = change(state.content)
  if (content === state.content) return state
  const goesOn = field !== undefined && state.typing?.field === field && at - state.typing.at <= ONE_STEP
  return {
    content,
    past: goesOn ? state.past : [...state.past, state.content].slice(-MAX_STEPS),
    future: [],
    typing: field === undefined ? null : { field, at },
  }
}

export function undo(state: EditorState): EditorState {
  const content = state.past.at(-1)
  if (!content) return state
  return { content, past: state.past.slice(0, -1), future: [state.content, ...state.future], typing: null }
}

export function redo(state: EditorState): EditorState {
  const [content, ...future] = state.future
  if (!content) return state
  return { content, past: [...state.past, state.content], future, typing: null }
}

/**
 * Takes in what somebody else has saved. Every step that can be undone has it too: an undo takes back one's own changes
 * only.
 * @param base what both had last
 */
export function takeIn(
  state: EditorState,
  base: DocumentContent,
  theirs: DocumentContent,
): { state: EditorState; collisions: Collision[] } {
  const { content, collisions } = mergeContents(base, state.content, theirs)
  const merged = (step: DocumentContent) => tidied(mergeContents(base, step, theirs).content)
  const now = tidied(content)
  return {
    state: {
      content: now,
      // Steps that no longer differ from the next one would be an undo that does nothing.
      past: state.past.map(merged).filter((step, at, all) => !same(step, all[at + 1] ?? now)),
      future: state.future.map(merged).filter((step, at, all) => !same(step, all[at - 1] ?? now)),
      typing: null,
    },
    collisions,
  }
}
