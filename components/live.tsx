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
import { useWords } from './words'

const Live = createContext<LiveSource | null>(null)
/** When the server read the layout around the pages, by its own clock. */
const LayoutReadAt = createContext(Number.POSITIVE_INFINITY)

type ProviderProps = {
  /** An organization's slug, or "link-" and the id of a customer's link. */
  of: string
  /** When the surrounding layout was read. */
  readAt: number
  children: ReactNode
}

/** Gives an organization's pages their connection for live updates. */
export function LiveProvider({ of, readAt, children }: ProviderProps) {
  const [source] = useState(() => createLiveSource(`/api/live/${of}`))
  useEffect(() => source.start(), [source])
  return (
    <Live value={source}>
      <LayoutReadAt value={readAt}>{children}</LayoutReadAt>
    </Live>
  )
}

/** The page's connection for live updates, or null outside of LiveProvider. */
export const useLive = () => useContext(Live)

/**
 * Keeps the page as it is while `isHeld`. Refreshing could lose what a dialog holds, typed or said: after the session ended
 * it would bring the sign-in page, after a deploy the page as a whole, and offline the browser's own error page.
 */
export function useLiveHold(isHeld: boolean) {
  const live = useLive()
  useEffect(() => (isHeld ? live?.hold() : undefined), [live, isHeld])
}

/** Allows for the time between a page's query and its rendering, and for clocks that differ between servers. */
const TOLERANCE = 2_000

const SIGNED_OUT = 'You’re signed out. Sign in in another tab, or reload the page.'

type RefreshProps = {
  readAt: number
  /** What is said once nothing is heard any longer. */
  ended?: string
}

/** Refreshes the page when a payment changed. components/refresh-live.tsx tells it when the page was read. */
export function RefreshOnChange({ readAt, ended = SIGNED_OUT }: RefreshProps) {
  const live = useLive()
  const { say } = useWords()
  const router = useRouter()
  const state = useSyncExternalStore(live?.watch ?? never, live?.state ?? unknown, unknown)
  // Layouts stay from page to page, so they may be older than the page.
  const firstReadAt = useRef(Math.min(readAt, useContext(LayoutReadAt)))
  const [reading, startReading] = useTransition()
  useEffect(
    () =>
      live?.follow(
        () => startReading(() => router.refresh()),
        // The change may have come while this page was loading or in the browser's history.
        live.changedAt() > firstReadAt.current - TOLERANCE,
      ),
    [live, router],
  )
  useEffect(() => {
    if (!reading) live?.done()
  }, [live, reading])
  if (state !== 'interrupted' && state !== 'ended') return null
  return (
    <Alert
      role="status"
      tone="info"
      toneWord={say('Note')}
      title={say('May be out of date')}
      className="mb-4 print:hidden"
    >
      {state === 'ended'
        ? ended
        : say(
            'Live updates are interrupted, so this page may have changed. It catches up once the connection is back. If this message stays, reload the page.',
          )}
    </Alert>
  )
}

const never = () => () => {}
const unknown = () => 'connecting' as const
