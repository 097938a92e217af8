'use client'

import { useEffect } from 'react'

export const UNSAVED = 'Leave without saving? You’ll lose what you typed.'

/** The part of the Navigation API that's used. TypeScript's DOM library doesn't have it everywhere yet. */
type NavigateEvent = Event & { navigationType: string }

/**
 * While there's a `question`, asks it before the user leaves the page: on closing or reloading (in the browser's own
 * words), on following a link, and on going back where the browser allows it.
 */
export function useUnsavedGuard(question: string | null) {
  useEffect(() => {
    if (!question) return
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download')) return
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const samePage = link.pathname === location.pathname && link.search === location.search && link.hash
      if (samePage || link.origin !== location.origin || window.confirm(question)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType === 'traverse' && event.cancelable && !window.confirm(question)) event.preventDefault()
    }
    const navigation = (window as { navigation?: EventTarget }).navigation
    window.addEventListener('beforeunload', onUnload)
    // In the capture phase, so that the router's own listener never sees a click that was canceled.
    document.addEventListener('click', onClick, true)
    navigation?.addEventListener('navigate', onNavigate as EventListener)
    return () => {
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      navigation?.removeEventListener('navigate', onNavigate as EventListener)
    }
  }, [question])
}
