'use client'

import { useEffect, useRef } from 'react'

/** For the heading of a result in a dialog: takes the focus when it appears, and shows the result from its top. */
export function useResultFocus() {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.closest('[data-dialog-body]')?.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}
