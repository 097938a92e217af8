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
      opener.current?.focus()
    },
  }
}
