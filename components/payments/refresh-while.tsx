'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const SOON = 3_000
const LATER = 15_000
/** How long the page asks often; what is open longer than that is not settled by the second. */
const OFTEN_FOR = 3 * 60_000

/** Reads the page again by itself while something on it is still under way, and only while somebody can see it. */
export function RefreshWhile({ active }: { active: boolean }) {
  const router = useRouter()
  useEffect(() => {
    if (!active) return
    const startedAt = Date.now()
    let timer: ReturnType<typeof setTimeout>
    const wait = () => {
      timer = setTimeout(tick, Date.now() - startedAt < OFTEN_FOR ? SOON : LATER)
    }
    const tick = () => {
      if (document.visibilityState === 'visible') router.refresh()
      wait()
    }
    const onVisible = () => document.visibilityState === 'visible' && router.refresh()
    wait()
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [active, router])
  return null
}
