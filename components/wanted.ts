'use client'

import { useEffect, useState } from 'react'
import { useLiveHold } from './live'

/** A part of the code that a page loads when somebody may want it. */
export type Wanted<T> = {
  /** The code, or null before it's there. */
  now: () => T | null
  /** Loads it once, and again after a failure. */
  load: () => Promise<T>
}

/** @param bring an `import()` */
export function wanted<T>(bring: () => Promise<T>): Wanted<T> {
  let code: T | null = null
  let loading: Promise<T> | null = null
  return {
    now: () => code,
    load: () => {
      loading ??= bring().then(
        (brought) => {
          code = brought
          return brought
        },
        (error: unknown) => {
          loading = null
          throw error
        },
      )
      return loading
    },
  }
}

/** What is said when the code didn't come. */
const NOT_LOADED = 'This can’t be opened now. Check your connection and try again. If it stays, reload the page.'

/**
 * A dialog whose code comes when it's wanted. The code is on its way before the press: from the first sign of one
 * (`signs`, for the button) and once the page has nothing else to do. A press before it's there opens it as soon as it
 * is; `pending` until then, and the page stays as it is. While it isn't offered, nothing loads.
 */
export function useWanted<T>(part: Wanted<T>, isOffered = true) {
  const [isOpen, setOpen] = useState(false)
  const [isReady, setReady] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const pending = isOpen && !isReady
  useLiveHold(pending)
  // The page may have come that no longer offers it.
  if (pending && !isOffered) setOpen(false)
  const bring = inAdvance(part)
  useEffect(() => (isOffered ? whenIdle(inAdvance(part)) : undefined), [part, isOffered])
  return {
    /** The code, while the dialog is open. */
    code: isOpen && isReady ? part.now() : null,
    pending,
    problem,
    open: async () => {
      setProblem(null)
      setReady(false)
      setOpen(true)
      try {
        await part.load()
        setReady(true)
      } catch {
        setOpen(false)
        setProblem(NOT_LOADED)
      }
    },
    close: () => setOpen(false),
    signs: { onPointerEnter: bring, onPointerDown: bring, onFocus: bring },
  }
}

/** Loads the code before it's asked for: nobody is told of a failure. */
const inAdvance = (part: Wanted<unknown>) => () => void part.load().catch(() => {})

/** Calls once the page is there and has nothing else to do. @returns what takes that back */
function whenIdle(call: () => void): () => void {
  let due: (() => void) | null = call
  const go = () => due?.()
  // Safari has no requestIdleCallback.
  const wait = () => ('requestIdleCallback' in window ? requestIdleCallback(go) : setTimeout(go, 300))
  if (document.readyState === 'complete') wait()
  else window.addEventListener('load', wait, { once: true })
  return () => {
    due = null
  }
}
