'use client'

import { type ComponentProps, type RefObject, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

type Props = Omit<ComponentProps<'dialog'>, 'ref' | 'open'> & {
  role: 'dialog' | 'alertdialog'
  /** Escape was pressed, or Back on a phone. It closes nothing by itself. */
  onEscape: () => void
  /** Takes the focus. Without it the dialog itself does, which screen readers read out. */
  first?: RefObject<HTMLElement | null>
}

/**
 * The browser's own modal dialog, open as long as it's rendered: what is behind it can't be reached, and the focus
 * returns to what had it. A press outside does nothing.
 */
export function Modal({ onEscape, first, className, ...props }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the effects of what is in it, which may give the focus to a field.
  useLayoutEffect(() => {
    const node = dialog.current
    const opener = document.activeElement
    const { documentElement: root } = document
    const isOutermost = document.querySelector('dialog[open]') === null
    // Behind a dialog nothing scrolls (globals.css). Where the scrollbar goes with that, its room stays.
    if (isOutermost && window.innerWidth > root.clientWidth) root.style.scrollbarGutter = 'stable'
    node?.showModal()
    ;(first?.current ?? node)?.focus()
    return () => {
      node?.close()
      if (isOutermost) root.style.scrollbarGutter = ''
      // The pressed button may be gone with its item, and whoever told what happened has the focus.
      setTimeout(() => {
        if (document.activeElement !== document.body) return
        const back = opener?.isConnected && opener !== document.body ? opener : whatIsInFront()
        if (back instanceof HTMLElement) back.focus({ preventScroll: back !== opener })
      })
    }
  }, [first])
  return createPortal(
    <dialog
      tabIndex={-1}
      {...props}
      ref={dialog}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation() // a dialog in front of another one is its child
        onEscape()
      }}
      onCancel={(event) => {
        event.preventDefault()
        onEscape()
      }}
      // Some browsers don't ask before the second Back.
      onClose={({ currentTarget }) => {
        if (currentTarget.open) return
        currentTarget.showModal()
        onEscape()
      }}
      className={`fixed text-ink outline-none backdrop:animate-fade backdrop:bg-[rgb(20_18_15/0.55)] ${className}`}
    />,
    document.body,
  )
}

/** The heading of the dialog that's still open, or the dialog itself; without one, the page. */
function whatIsInFront(): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('dialog[open]')].at(-1)
  return dialog?.querySelector<HTMLElement>('h3[tabindex]') ?? dialog ?? document.getElementById('content')
}
