'use client'

import { unstable_rethrow } from 'next/navigation'
import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState, useTransition } from 'react'
import { isNewVersion, NEW_VERSION, UNREACHED } from '@/components/answer-of'
import { CircleAlert } from '@/components/icons/ui'

/** Why nobody was let in, in words; null before anybody tried. */
export type DoorState = {
  message: string
  /** What was typed, for a form that came back without scripts. */
  email?: string
  /** It goes on at the sign-in page only. */
  isOver?: true
} | null

/**
 * A form that lets somebody in. Its action redirects whoever it lets in, and otherwise answers why not.
 * @returns `form`: the props of the form element. Its `action` works before the scripts load; after that onSubmit does
 *   the same without React's reset of the form, so that a mistyped password can be fixed instead of typed again. `run`:
 *   does something else that may let somebody in, for a button.
 */
export function useDoorForm(action: (previous: DoorState, typed: FormData) => Promise<DoorState>) {
  const [served, send] = useActionState(action, null) // before the scripts load
  const [answered, setAnswered] = useState<DoorState>(null)
  const [pending, start] = useTransition()
  const run = (work: () => Promise<DoorState>) =>
    start(async () => {
      try {
        setAnswered(await work())
      } catch (error) {
        unstable_rethrow(error)
        setAnswered({ message: isNewVersion(error) ? NEW_VERSION : UNREACHED })
      }
    })
  const form = {
    action: send,
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      const typed = new FormData(event.currentTarget)
      if (!pending) run(() => action(null, typed))
    },
  }
  return { state: answered ?? served, form, run, pending }
}

/** Says why nobody was let in, and takes the focus at each answer. */
export function DoorProblem({ state, children }: { state: DoorState; children?: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state) box.current?.focus()
  }, [state])
  if (!state) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-md border-2 border-danger bg-sheet px-4 py-3"
    >
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
      <div>
        <p className="font-medium text-danger">{state.message}</p>
        {children}
      </div>
    </div>
  )
}
