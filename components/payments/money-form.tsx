'use client'

import type { ReactNode } from 'react'
import { enterMovesOn } from './enter-moves-on'

/** The form of a dialog that moves or records money: Enter goes from field to field, and only its button does it. */
export function MoneyForm({ className, children }: { className: string; children: ReactNode }) {
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className={className}
      onKeyDown={enterMovesOn}
      onSubmit={(event) => event.preventDefault()}
    >
      {children}
    </form>
  )
}

/**
 * The foot of a long form, with its button: always in view, unless the window is too low for that. It sticks to the edge
 * of the dialog's body, below its padding, so that it covers nothing that fits.
 */
export function FormFoot({ children }: { children: ReactNode }) {
  return (
    <div className="-mx-5 -mb-5 flex flex-col gap-2 border-t bg-sheet px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:-mx-6 sm:px-6 [@media(min-height:34rem)]:sticky [@media(min-height:34rem)]:-bottom-5">
      {children}
    </div>
  )
}
