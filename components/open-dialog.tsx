'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Button } from './ui/button'
import { useWanted, type Wanted } from './wanted'
import { useWords } from './words'

type Props<T> = Pick<ComponentProps<typeof Button>, 'variant' | 'size'> & {
  /** The dialog's code. */
  part: Wanted<T>
  /** The button's label. Null while it isn't offered; a dialog that is open stays. */
  label: string | null
  /** Whom or what it's about, where a page has several of the same label. */
  of?: string | undefined
  /** The dialog, from its code and what closes it. */
  children: (code: T, close: () => void) => ReactNode
}

/** A button, and the dialog that it opens. Each opening is a new dialog. */
export function OpenDialog<T>({ part, label, of, children, ...look }: Props<T>) {
  const { known } = useWords()
  const { code, pending, problem, open, close, signs } = useWanted(part, label !== null)
  return (
    <>
      {label !== null && (
        <Button
          {...look}
          {...signs}
          {...(of && { 'aria-label': `${label}: ${of}` })}
          aria-haspopup="dialog"
          pending={pending}
          onClick={open}
        >
          {label}
        </Button>
      )}
      {problem && (
        <p role="alert" className="basis-full text-sm font-medium">
          {known(problem)}
        </p>
      )}
      {code && children(code, close)}
    </>
  )
}
