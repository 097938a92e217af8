'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useTransition } from 'react'

/** Reads the page again every so many seconds, as long as somebody can see it. One time after the other. */
export function ReadAgain({ seconds }: { seconds: number }) {
  const router = useRouter()
  const [isReading, startReading] = useTransition()
  useEffect(() => {
    if (isReading) return
    const timer = setInterval(() => {
      // Offline, the browser would replace this page with its own error page.
      if (document.visibilityState === 'visible' && navigator.onLine) startReading(() => router.refresh())
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [isReading, router, seconds])
  return null
}
