'use client'

import {
  type KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { ButtonLink } from '@/components/ui/button'
import type { DocumentContent } from '@/lib/documents/content'
import type { SaveStatus } from '@/lib/documents/editing/autosave'
import { createStore, createUnread } from '@/lib/documents/editing/store'
import { type Collision, same } from '@/lib/documents/merge'
import type { DocumentKind } from '@/prisma/generated/enums'
import { Collisions } from './collisions'
import { DocumentParts } from './document-parts'
import { type Editor, EditorContext, reveal } from './editor-context'
import { SaveBar } from './save-bar'
import { SaveTemplate } from './save-template'
import type { CompanyRate } from './taxes'
import { totalName, totalText } from './totals'
import { useAutosave } from './use-autosave'
import { useLeave } from './use-leave'
import { useLineDrag } from './use-line-drag'
import { usePricing } from './use-pricing'

type Props = {
  orgSlug: string
  jobNumber: number
  documentId: string
  kind: DocumentKind
  /** “Change order 2” */
  label: string
  /** The path of the document's page. */
  path: string
  version: number
  content: DocumentContent
  /** YYYY-MM-DD in the company's zone. */
  today: string
  companyRates: readonly CompanyRate[]
}

/** The editor of a draft. It is saved as somebody types; nothing on it has to be pressed for that. */
export function DocumentEditor({ companyRates, ...props }: Props) {
  const { orgSlug, jobNumber, documentId, kind, label, path, version, content, today } = props
  const word = label.toLowerCase()
  const [store] = useState(() => createStore(content))
  const [unread] = useState(createUnread)
  const [collisions, setCollisions] = useState<readonly Collision[]>([])
  const [isTakenIn, setTakenIn] = useState(false)
  const onTakenIn = useCallback((found: Collision[]) => {
    setTakenIn(true)
    const isNew = ({ path }: Collision) => !found.some((each) => same(each.path, path))
    setCollisions((before) => [...before.filter(isNew), ...found])
  }, [])
  const { status, flush, left } = useAutosave({ orgSlug, documentId, version, content, store, onTakenIn })
  const { editor, said } = useEditing({ store, unread, orgSlug, jobNumber })
  useAnnounced(status.is, editor.say)
  const root = useRef<HTMLFieldSetElement>(null)
  useLineDrag(editor, root)

  const state = useSyncExternalStore(store.subscribe, store.get, store.get)
  const cells = useSyncExternalStore(unread.subscribe, unread.get, unread.get)
  const isUnread = [...cells.values()].some(({ isTold }) => isTold)
  const pricing = usePricing(state.content, kind, today)
  const isSaved = status.is === 'saved' && cells.size === 0
  const [isReloading, setReloading] = useState(false)
  const { done, isLeaving } = useLeave({
    ...{ flush, path },
    isSaved: isSaved || isReloading,
    mayWait: status.is === 'saving' && cells.size === 0,
  })
  const step = (act: 'undo' | 'redo') =>
    editor.say(store[act]() ? (act === 'undo' ? 'Undone.' : 'Redone.') : 'Nothing left.')
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    step(key === 'y' || event.shiftKey ? 'redo' : 'undo')
  }
  const { priced, problems } = pricing
  const total = isUnread ? '—' : totalText(priced, problems)
  return (
    <EditorContext value={editor}>
      {/* What was typed is saved when its field is left. Keys of the whole editor are those of its fields. */}
      <fieldset
        ref={root}
        aria-labelledby="edit-document"
        className="-mb-24 flex min-w-0 flex-col"
        onKeyDown={onKeyDown}
        onBlur={left}
      >
        <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="edit-document" tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
            Edit {word}
          </h2>
          <div className="-mr-4 flex flex-wrap">
            <SaveTemplate title={state.content.title} />
            <ButtonLink href={`${path}?draft`} variant="ghost">
              Preview
            </ButtonLink>
          </div>
        </div>
        <Collisions
          what={word}
          collisions={collisions}
          isTakenIn={isTakenIn}
          onSettled={(settled) => {
            setCollisions((before) => before.filter((each) => each !== settled))
            setTakenIn(false)
          }}
          onSeen={() => setTakenIn(false)}
        />
        <DocumentParts {...{ kind, pricing, total, today, companyRates }} content={state.content} />
        <SaveBar
          {...{ total, status, isLeaving }}
          totalName={totalName(priced, kind)}
          canUndo={state.past.length > 0}
          canRedo={state.future.length > 0}
          onUndo={() => step('undo')}
          onRedo={() => step('redo')}
          onDone={() => {
            const [first] = cells.keys()
            if (first) reveal(first)
            else void done()
          }}
          onTryNow={() => void flush()}
          onReload={() => setReloading(true)}
        />
        <p aria-live="polite" className="sr-only">
          {said}
        </p>
        {isReloading && <Reload />}
      </fieldset>
    </EditorContext>
  )
}

/** Says when something isn't saved, and when it is again. */
function useAnnounced(is: SaveStatus['is'], say: Editor['say']) {
  const wasTrouble = useRef(false)
  useEffect(() => {
    if (is === 'retrying') say('Not saved, trying again.')
    if (is === 'saved' && wasTrouble.current) say('Saved.')
    if (is !== 'saving') wasTrouble.current = is !== 'saved'
  }, [is, say])
}

/** Loads the page again; what was typed is kept for it (use-autosave.ts). */
function Reload() {
  useLayoutEffect(() => location.reload(), [])
  return null
}

/** What every part of the editor works with, and what was said last. */
function useEditing({ store, unread, orgSlug, jobNumber }: Pick<Editor, 'store' | 'unread' | 'orgSlug' | 'jobNumber'>) {
  const [said, setSaid] = useState('')
  const [, draw] = useState(0)
  const pending = useRef<Parameters<Editor['focus']> | null>(null)
  useLayoutEffect(() => {
    if (pending.current === null) return
    reveal(...pending.current)
    pending.current = null
  })
  const editor = useMemo(
    (): Editor => ({
      ...{ store, unread, orgSlug, jobNumber },
      edit: (change, field) => void store.edit(change, { field, at: performance.now() }),
      focus(...what) {
        pending.current = what
        draw((times) => times + 1)
      },
      // The same words twice are said twice.
      say: (words) => setSaid((before) => (before === words ? `${words}\u00a0` : words)),
    }),
    [store, unread, orgSlug, jobNumber],
  )
  return { editor, said }
}
