'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  useTransition,
} from 'react'
import { Alert } from '@/components/ui/alert'
import { createLiveSource, type LiveSource } from './live-source'

const Live = createContext<LiveSource | null>(null)
/** When the layout around the pages was read, by the server's clock. */
const LayoutReadAt = createContext(Number.POSITIVE_INFINITY)

type ProviderProps = {
  orgSlug: string
  /** When the layout that this stands in was read. */
  readAt: number
  children: ReactNode
}

/** Gives the pages of an organization their connection for live updates. */
export function LiveProvider({ orgSlug, readAt, children }: ProviderProps) {
  const [source] = useState(() => createLiveSource(`/api/live/${orgSlug}`))
  useEffect(() => source.start(), [source])
  return (
    <Live value={source}>
      <LayoutReadAt value={readAt}>{children}</LayoutReadAt>
    </Live>
  )
}

/** The page's connection for live updates; null where there is none. */
export const useLive = () => useContext(Live)

/**
 * While `isHeld` the page is left as it is. Read again after the session has ended it would be the sign-in, with a broken
 * connection the browser's own page of an error, and what is typed in a dialog would be gone.
 */
export function useLiveHold(isHeld: boolean) {
  const live = useLive()
  useEffect(() => (isHeld ? live?.hold() : undefined), [live, isHeld])
}

/** Changes that come together are read together. */
const SOON = 150
/** Between a page's query and its drawing, and between the clocks of two servers. */
const TOLERANCE = 2_000

/** Reads the page again when a payment changed. Its companion components/refresh-live.tsx knows when it was read. */
export function RefreshOnChange({ readAt }: { readAt: number }) {
  const live = useLive()
  const router = useRouter()
  const state = useSyncExternalStore(live?.watch ?? never, live?.state ?? unknown, unknown)
  // Layouts stay from page to page: what they show may be older than the page.
  const firstReadAt = useRef(Math.min(readAt, useContext(LayoutReadAt)))
  const [due, setDue] = useState(false)
  const [reading, startReading] = useTransition()
  useEffect(() => {
    if (!live) return
    const onChange = () => setDue(true)
    // It may have been told while this page was under way, or while it lay in the browser's history.
    if (live.changedAt() > firstReadAt.current - TOLERANCE) onChange()
    return live.subscribe(onChange)
  }, [live])
  // One reading after the other: in a busy hour, or with a slow server, they must not pile up.
  useEffect(() => {
    if (!live || !due || reading) return
    const timer = setTimeout(() => {
      setDue(false)
      // Told again in both cases, when the dialog is closed and when the connection is back. Without a connection the
      // browser would show its own page of an error instead of this one.
      if (live.isHeld() || live.state() !== 'live') return
      startReading(() => router.refresh())
    }, SOON)
    return () => clearTimeout(timer)
  }, [live, due, reading, router])
  if (state !== 'interrupted') return null
  return (
    <Alert role="status" tone="info" title="Not up to date at the moment" className="mb-4 print:hidden">
      The connection for live updates is interrupted, so what is shown here may have changed. It catches up by itself as
      soon as the connection is back. If this stays, reload the page.
    </Alert>
  )
}

const never = () => () => {}
const unknown = () => 'connecting' as const
