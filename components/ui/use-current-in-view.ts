'use client'

import { useEffect, useRef } from 'react'

/** For a row of links that scrolls sideways on a phone: brings the current one into view when the page changes. */
export function useCurrentInView(pathname: string) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    const row = list.current?.parentElement
    const current = list.current?.querySelector(`[aria-current="page"]`)?.getBoundingClientRect()
    if (!row || !current || !pathname) return
    // Not scrollIntoView, which would scroll the page too.
    row.scrollLeft += current.left - row.getBoundingClientRect().left - (row.clientWidth - current.width) / 2
  }, [pathname])
  return list
}
