import type { ReactNode } from 'react'
import { LiveProvider, RefreshOnChange } from './live'

/**
 * Wraps an organization's pages in their one connection for live updates.
 * @param of its slug, or "link-" and the id of a customer's link
 */
export function LayoutLive({ of, children }: { of: string; children: ReactNode }) {
  return (
    <LiveProvider of={of} readAt={Date.now()}>
      {children}
    </LiveProvider>
  )
}

/** On a page that shows payments: refreshes it within a second whenever one of them changes. `ended`: what is said once it can't. */
export function RefreshLive({ ended }: { ended?: string }) {
  return <RefreshOnChange readAt={Date.now()} {...(ended && { ended })} />
}
