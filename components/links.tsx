'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'

/**
 * A bar at the top of the page from the press of a link until its page is there: on a slow line the server's answer
 * takes seconds, and a press without an answer is pressed again.
 */
export function NavProgress() {
  const here = `${usePathname()}?${useSearchParams()}`
  const [leaving, setLeaving] = useState<string | null>(null)
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      if (leadsAway(event)) setLeaving(here)
    }
    const stop = () => setLeaving(null)
    document.addEventListener('click', onClick)
    window.addEventListener('pageshow', stop) // back from another site
    return () => {
      document.removeEventListener('click', onClick)
      window.removeEventListener('pageshow', stop)
    }
  }, [here])
  if (leaving !== here) return null
  return (
    <div role="progressbar" aria-label="Loading the page" className="fixed inset-x-0 top-0 z-70 h-1 overflow-hidden">
      <div className="h-full animate-progress bg-accent forced-colors:bg-[Highlight]" />
    </div>
  )
}

/** Whether a click follows a link to another page of ours, in this tab. */
function leadsAway(event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false
  const link = event.target instanceof Element ? event.target.closest('a') : null
  if (!link || (link.target && link.target !== '_self') || link.hasAttribute('download')) return false
  return (
    link.origin === location.origin && `${link.pathname}${link.search}` !== `${location.pathname}${location.search}`
  )
}
