'use client'

import { useRouter } from 'next/navigation'

/**
 * Returns what reads the page again once a dialog has closed, whatever the time since its answer. Offline it does nothing:
 * the browser would show its own error page, and live updates catch up with the rest.
 */
export function useRefresh(): () => void {
  const router = useRouter()
  return () => {
    if (navigator.onLine) router.refresh()
  }
}
