'use client'

import { useEffect } from 'react'

export const UNSAVED = 'Leave without saving? You’ll lose what you typed.'
/** While what was pressed has no answer. */
export const IN_PROGRESS = 'This is still being sent, and leaving doesn’t stop it. Leave without seeing the result?'

/** Who asks, the last one first: a form and its dialog may both, and one question is enough. */
const asking: symbol[] = []

/** The part of the Navigation API that's used. TypeScript's DOM library doesn't have it everywhere yet. */
type NavigateEvent = Event & { navigationType: string }

/**
 * While there's a `question`, asks it before the user leaves the page: on closing or reloading (in the browser's own
 * words), on following a link, and on going back where the browser allows it.
 */
export function useUnsavedGuard(question: string | null) {
  useEffect(() => {
    if (!question) return
    const me = Symbol(question)
    asking.push(me)
    const mayLeave = () => asking.at(-1) !== me || window.confirm(question)
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault()
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || link.hasAttribute('download')) return
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      const samePage = link.pathname === location.pathname && link.search === location.search && link.hash
      if (samePage || link.origin !== location.origin || mayLeave()) return
      event.preventDefault()
      event.stopPropagation()
    }
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType === 'traverse' && event.cancelable && !mayLeave()) event.preventDefault()
    }
    const navigation = (window as { navigation?: EventTarget }).navigation
    window.addEventListener('beforeunload', onUnload)
    // In the capture phase, so that the router's own listener never sees a click that was canceled.
    document.addEventListener('click', onClick, true)
    navigation?.addEventListener('navigate', onNavigate as EventListener)
    return () => {
      asking.splice(asking.indexOf(me), 1)
      window.removeEventListener('beforeunload', onUnload)
      document.removeEventListener('click', onClick, true)
      navigation?.removeEventListener('navigate', onNavigate as EventListener)
    }
  }, [question])
}
