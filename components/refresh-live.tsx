import type { ReactNode } from 'react'
import { LiveProvider, RefreshOnChange } from './live'

/** Wraps an organization's pages in their one connection for live updates. */
export function LayoutLive({ orgSlug, children }: { orgSlug: string; children: ReactNode }) {
  return (
    <LiveProvider orgSlug={orgSlug} readAt={Date.now()}>
      {children}
    </LiveProvider>
  )
}

/** On a page that shows payments: refreshes it within a second whenever one of them changes. */
export function RefreshLive() {
  return <RefreshOnChange readAt={Date.now()} />
}
