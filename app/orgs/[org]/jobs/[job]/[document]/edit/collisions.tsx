'use client'

import { useEffect, useRef } from 'react'
import { X } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { withValueAt, wordsForPath, wordsForValue } from '@/lib/documents/editing/path-words'
import type { Collision } from '@/lib/documents/merge'
import { useEditor } from './editor-context'

type Props = {
  what: string
  collisions: readonly Collision[]
  /** Somebody else's changes were taken in. */
  isTakenIn: boolean
  onSettled: (collision: Collision) => void
  onSeen: () => void
}

/** Somebody else is editing, too: what both have changed, with the choice between the two. */
export function Collisions({ what, collisions, isTakenIn, onSettled, onSeen }: Props) {
  const editor = useEditor()
  const box = useRef<HTMLDivElement>(null)
  const count = collisions.length
  useEffect(() => {
    if (count > 0) box.current?.scrollIntoView({ block: 'nearest' })
  }, [count])
  if (!isTakenIn && count === 0) return null
  const settle = (collision: Collision, takesTheirs: boolean) => {
    if (takesTheirs) editor.edit((content) => withValueAt(content, collision.path, collision.theirs))
    onSettled(collision)
    if (count > 1) editor.focus('collisions')
    else editor.focus('edit-document')
  }
  return (
    <div
      ref={box}
      id="collisions"
      tabIndex={-1}
      role="status"
      className="flex gap-3 rounded-md border-l-4 border-ink bg-sheet px-4 py-3 outline-none"
    >
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className="font-semibold">
          {count > 0
            ? `Somebody else changed the same as you. Yours is kept until you choose.`
            : `Somebody else is editing this ${what}, too. Their changes are here as well.`}
        </p>
        {count > 0 && (
          <ul className="mt-2 flex flex-col gap-4">
            {collisions.map((collision) => {
              const { path, mine, theirs } = collision
              const name = wordsForPath(editor.store.content(), path)
              return (
                <li key={path.join('/')} className="flex flex-wrap items-end gap-x-6 gap-y-2">
                  <dl className="min-w-0 flex-1 basis-60">
                    <dt className="font-medium">{name}</dt>
                    <Version whose="Yours" text={wordsForValue(path, mine)} />
                    <Version whose="Theirs" text={wordsForValue(path, theirs)} />
                  </dl>
                  <div className="flex gap-2">
                    <Button aria-label={`Keep mine: ${name}`} onClick={() => settle(collision, false)}>
                      Keep mine
                    </Button>
                    <Button aria-label={`Take theirs: ${name}`} onClick={() => settle(collision, true)}>
                      Take theirs
                    </Button>
                  </div>
                </li>
              )
            })}
          </ul>
        )}
      </div>
      {count === 0 && (
        <Button variant="ghost" size="icon" aria-label="Close" className="-my-2 -mr-3" onClick={onSeen}>
          <X className="size-5" />
        </Button>
      )}
    </div>
  )
}

const Version = ({ whose, text }: { whose: string; text: string }) => (
  <dd className="flex gap-2">
    <span className="w-14 shrink-0 text-ink-muted">{whose}</span>
    <span className="min-w-0 whitespace-pre-line">{text}</span>
  </dd>
)
