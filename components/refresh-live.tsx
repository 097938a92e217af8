import type { ReactNode } from 'react'
import { LiveProvider, RefreshOnChange } from './live'

/** Around the pages of an organization: their one connection for live updates. */
export function LayoutLive({ orgSlug, children }: { orgSlug: string; children: ReactNode }) {
  return (
    <LiveProvider orgSlug={orgSlug} readAt={Date.now()}>
      {children}
    </LiveProvider>
  )
}

/** On a page that shows payments: reads it again by itself, within a second, whenever one of them changes anywhere. */
export function RefreshLive() {
  return <RefreshOnChange readAt={Date.now()} />
}
