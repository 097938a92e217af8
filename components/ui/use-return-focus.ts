'use client'

import { useRef } from 'react'

/** For a Radix dialog without a Trigger: notes what had the focus when it opened, and gives it back when it closes. */
export function useReturnFocus(onOpenAutoFocus?: (event: Event) => void) {
  const opener = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: (event: Event) => {
      if (document.activeElement instanceof HTMLElement) opener.current = document.activeElement
      onOpenAutoFocus?.(event)
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      // What was pressed may be gone with what it was for.
      const back = opener.current?.isConnected ? opener.current : whatIsInFront()
      back?.focus({ preventScroll: back !== opener.current })
    },
  }
}

/** The heading of the dialog that is still open, or that dialog; the page itself where there is none. */
function whatIsInFront(): HTMLElement | null {
  const dialog = [...document.querySelectorAll<HTMLElement>('[role="dialog"][data-state="open"]')].at(-1)
  return dialog?.querySelector<HTMLElement>('h3[tabindex]') ?? dialog ?? document.getElementById('content')
}
