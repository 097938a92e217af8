'use client'

import { useInsertionEffect } from 'react'
import { DRAWN_FOR, drawnForHeader } from '@/lib/orgs/drawn-for'
import { markActivity, watchActivity } from './activity'

let isInstalled = false
let drawnFor: string | null = null

/** What a request of ours says that isn't an action: for whom the page was drawn, and whether somebody uses it. */
export function ownHeaders(): Headers {
  const headers = new Headers()
  if (drawnFor) headers.set(DRAWN_FOR, drawnFor)
  markActivity(headers)
  return headers
}

/**
 * Has every server action of the page say whom the page was drawn for (lib/orgs/drawn-for.ts), and every request whether
 * somebody uses the page (activity.ts). Next sends them with `fetch` and has no place for a header of ours, so `fetch`
 * adds them.
 */
export function DrawnFor({ id, name }: { id: string; name: string }) {
  // Before any effect of the page, which may call an action.
  useInsertionEffect(() => {
    drawnFor = drawnForHeader({ id, name })
    if (isInstalled) return
    isInstalled = true
    watchActivity()
    const { fetch } = window
    window.fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      if (drawnFor && headers.has('next-action')) headers.set(DRAWN_FOR, drawnFor)
      markActivity(headers)
      return fetch(input, { ...init, headers })
    }
  }, [id, name])
  return null
}
