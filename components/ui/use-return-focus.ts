'use client'

import { useRef } from 'react'

/**
 * For a Radix dialog without a Trigger: remembers what had the focus when it opens and returns the focus when it
 * closes.
 */
export function useReturnFocus(onOpenAutoFocus?: (event: Event) => void) {
  const opener = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement
      onOpenAutoFocus?.(event)
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      // What closed the dialog was said, and has the focus.
      if (document.activeElement?.matches('[role="alert"], [role="status"]')) return
      // The pressed button may be gone with its item.
      const back = opener.current?.isConnected ? opener.current : whatIsInFront()
      back?.focus({ preventScroll: back !== opener.current })
    },
  }
}

/** The heading of the dialog that's still open, or the dialog itself; without one, the page. */
function whatIsInFront(): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"][data-state="open"]')].at(-1)
  return dialog?.querySelector<HTMLElement>('h3[tabindex]') ?? dialog ?? document.getElementById('content')
}
