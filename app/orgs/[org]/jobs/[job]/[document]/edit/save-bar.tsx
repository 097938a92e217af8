'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { SignInElsewhere } from '@/components/form'
import { CloudAlert, Redo2, Undo2 } from '@/components/icons/editing'
import { Check, CircleAlert, LoaderCircle } from '@/components/icons/ui'
import { Button, buttonClass } from '@/components/ui/button'
import type { SaveStatus } from '@/lib/documents/editing/autosave'
import { elementOf, thingOf } from '@/lib/documents/editing/path-words'
import { reveal, useEditor } from './editor-context'

type Props = {
  totalName: string
  total: string
  status: SaveStatus
  canUndo: boolean
  canRedo: boolean
  isLeaving: boolean
  onUndo: () => void
  onRedo: () => void
  onDone: () => void
  onTryNow: () => void
  onReload: () => void
}

/** The foot of the editor, which stays in sight: the total, whether it is saved, Undo and Done. */
export function SaveBar({ totalName, total, status, canUndo, canRedo, isLeaving, ...on }: Props) {
  return (
    <div className="sticky bottom-0 z-30 -mx-4 mt-10 border-t bg-paper px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6">
      <Refused status={status} onTryNow={on.onTryNow} onReload={on.onReload} />
      <div className="flex items-center gap-1 sm:gap-2">
        <div className="min-w-0 flex-1 sm:flex sm:items-baseline sm:gap-4">
          <p className="truncate font-semibold tabular-nums">
            <span className="font-normal text-ink-muted">{totalName}</span> {total}
          </p>
          <Saved status={status} onTryNow={on.onTryNow} />
        </div>
        <StepButton label="Undo" isOff={!canUndo} onPress={on.onUndo}>
          <Undo2 className="size-5" />
        </StepButton>
        <StepButton label="Redo" isOff={!canRedo} onPress={on.onRedo}>
          <Redo2 className="size-5" />
        </StepButton>
        <Button variant="primary" pending={isLeaving} onClick={on.onDone} className="ml-1">
          Done
        </Button>
      </div>
    </div>
  )
}

type StepProps = { label: string; isOff: boolean; onPress: () => void; children: ReactNode }

/** Without a step left it stays what has the focus, which a disabled button doesn't. */
const StepButton = ({ label, isOff, onPress, children }: StepProps) => (
  <button
    type="button"
    aria-label={label}
    aria-disabled={isOff || undefined}
    onClick={isOff ? undefined : onPress}
    className={buttonClass('ghost', 'icon', isOff ? 'opacity-40' : undefined)}
  >
    {children}
  </button>
)

const ROW = 'flex min-w-0 items-center gap-1.5 text-sm'

/** "Saved", "Saving…", or what isn't saved. The editor announces trouble alone: the rest would interrupt with every pause. */
function Saved({ status, onTryNow }: Pick<Props, 'status' | 'onTryNow'>) {
  const { unread } = useEditor()
  const cells = useSyncExternalStore(unread.subscribe, unread.get, unread.get)
  const told = [...cells].find(([, { isTold }]) => isTold)
  return (
    <div className="min-w-0">
      {status.is === 'retrying' ? (
        <p className={`${ROW} font-medium text-warning`}>
          <CloudAlert className="size-4 shrink-0" />
          <span className="truncate">Not saved, trying again</span>
          <button type="button" onClick={onTryNow} className="text-link min-h-8 shrink-0 px-1">
            Try now
          </button>
        </p>
      ) : told ? (
        <p className={`${ROW} font-medium text-danger`}>
          <CircleAlert className="size-4 shrink-0" />
          <button type="button" onClick={() => reveal(told[0])} className="min-h-8 truncate text-left underline">
            {`Not saved: ${told[1].what} can’t be read`}
          </button>
        </p>
      ) : status.is === 'refused' ? (
        <p className={`${ROW} font-medium text-danger`}>
          <CircleAlert className="size-4 shrink-0" />
          Not saved
        </p>
      ) : (
        <p className={`${ROW} text-ink-muted`} data-saved={status.is === 'saved' && cells.size === 0}>
          {status.is === 'saved' && cells.size === 0 ? (
            <>
              <Check className="size-4 shrink-0" />
              Saved
            </>
          ) : (
            <>
              <LoaderCircle className="size-4 shrink-0 animate-spin" />
              Saving…
            </>
          )}
        </p>
      )}
    </div>
  )
}

/** Why the server takes no more, and what to do about it. */
function Refused({ status, onTryNow, onReload }: Pick<Props, 'status' | 'onTryNow' | 'onReload'>) {
  const { store } = useEditor()
  if (status.is !== 'refused') return null
  const { message, fields = {}, signedOut, newVersion } = status.refusal
  const content = store.content()
  return (
    <div role="alert" className="mb-2 max-h-[30dvh] overflow-y-auto border-b pb-2 wrap-anywhere">
      <p className="font-semibold text-danger">{message}</p>
      <ul>
        {Object.entries(fields).map(([name, words]) => {
          const path = name.replace(/^content\./, '')
          const thing = thingOf(content, path)
          return (
            <li key={name}>
              <button
                type="button"
                className="text-link min-h-8 text-left"
                onClick={() => reveal(elementOf(content, path))}
              >
                {thing ? `${thing}: ${words}` : words}
              </button>
            </li>
          )
        })}
      </ul>
      <div className="flex flex-wrap items-center gap-x-4">
        {signedOut && <SignInElsewhere />}
        {newVersion ? (
          <Button onClick={onReload}>Reload the page</Button>
        ) : (
          <Button onClick={onTryNow}>Try again</Button>
        )}
      </div>
    </div>
  )
}
