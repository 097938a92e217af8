import { useEffect, useState } from 'react'
import { answerOf } from '@/components/answer-of'
import { keepDraft, takeDraft } from '@/components/draft'
import type { DocumentContent } from '@/lib/documents/content'
import { type Autosave, createAutosave, type SaveAnswer, type SaveStatus } from '@/lib/documents/editing/autosave'
import type { EditorStore } from '@/lib/documents/editing/store'
import type { Collision } from '@/lib/documents/merge'
import { newId } from '@/lib/new-id'
import { saveDraftAction } from '../actions'

type Options = {
  orgSlug: string
  documentId: string
  version: number
  content: DocumentContent
  store: EditorStore
  /** Somebody else's save was taken in. */
  onTakenIn: (collisions: Collision[]) => void
}

/** What is kept over a reload after a deploy: what was typed, and what it is based on. */
type Kept = { documentId: string; base: DocumentContent; content: DocumentContent }
const DRAFT = 'document'

/**
 * The last save of each document in this tab. A page that the router has kept in its history shows a document as it was
 * when the page was loaded.
 */
const known = new Map<string, { version: number; stored: DocumentContent }>()

/** Saves the draft as somebody types, and when the field or the page is left. */
export function useAutosave({ orgSlug, documentId, store, onTakenIn, ...loaded }: Options) {
  const [status, setStatus] = useState<SaveStatus>({ is: 'saved' })
  const [saver] = useState<Autosave>(() => {
    // Never the server's: a page out of the history would be taken for the form that has saved since.
    const formId = typeof window === 'undefined' ? '' : newId()
    const send = async (version: number, content: DocumentContent): Promise<SaveAnswer> => {
      const answer = await answerOf(() => saveDraftAction(orgSlug, { documentId, version, formId, content }))
      if (!answer) return null
      return answer.ok ? answer.value : { refused: answer }
    }
    return createAutosave({
      ...{ version: loaded.version, stored: loaded.content, send, current: store.content },
      takeIn: (base, theirs, sent) => onTakenIn(store.takeIn(base, theirs, sent)),
      after(ms, run) {
        const timer = setTimeout(run, ms)
        return () => clearTimeout(timer)
      },
      now: () => performance.now(),
      onStatus: setStatus,
    })
  })

  useEffect(() => {
    const last = known.get(documentId)
    if (last && last.version > loaded.version) {
      store.takeIn(loaded.content, last.stored)
      saver.learn(last.version, last.stored)
    }
    const kept = takeDraft<Kept>(DRAFT)
    // What was typed is laid on what is stored, as if somebody else had stored that.
    if (kept?.documentId === documentId) {
      const theirs = store.content()
      store.edit(() => kept.content, { at: 0 })
      onTakenIn(store.takeIn(kept.base, theirs))
    }
    const stop = store.subscribe(saver.changed)
    saver.changed()
    return () => {
      stop()
      known.set(documentId, saver.known())
    }
  }, [saver, store, documentId, loaded.version, loaded.content, onTakenIn])

  useEffect(() => {
    const now = () => void saver.flush()
    const onHidden = () => {
      const { is, ...rest } = saver.status()
      const isOver = is === 'refused' && 'refusal' in rest
      if (document.visibilityState === 'hidden' ? !isOver : isOver) now()
    }
    // Out of the network a save only fails.
    addEventListener('online', now)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      removeEventListener('online', now)
      document.removeEventListener('visibilitychange', onHidden)
      saver.stop()
    }
  }, [saver])

  const isOld = status.is === 'refused' && status.refusal.newVersion === true
  useEffect(() => {
    if (!isOld) return
    const keep = () =>
      keepDraft(DRAFT, { documentId, base: saver.known().stored, content: store.content() } satisfies Kept)
    addEventListener('pagehide', keep)
    return () => removeEventListener('pagehide', keep)
  }, [isOld, documentId, saver, store])

  return { status, flush: saver.flush, left: saver.left }
}
