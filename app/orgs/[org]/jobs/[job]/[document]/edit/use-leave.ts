import { useRouter } from 'next/navigation'
import { useEffect, useState, useTransition } from 'react'
import { UNSAVED, useUnsavedGuard } from '@/components/unsaved-guard'

type Options = {
  /** All that is on the screen is saved. */
  isSaved: boolean
  /** What isn't saved yet is on its way. */
  mayWait: boolean
  flush: () => Promise<boolean>
  path: string
}

/**
 * Leaving the editor: a link waits for the save that is on its way, and asks only about what can't be saved.
 * @returns what Done does
 */
export function useLeave({ isSaved, mayWait, flush, path }: Options) {
  const router = useRouter()
  const [isWaiting, setWaiting] = useState(false)
  const [isMoving, move] = useTransition()
  useUnsavedGuard(isSaved ? null : UNSAVED)
  useEffect(() => {
    if (isSaved || !mayWait) return
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
      if (!link || link.target === '_blank' || link.origin !== location.origin || event.button !== 0) return
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      event.stopPropagation()
      // Pressed again: then it is saved, or the guard asks.
      void flush().then(() => requestAnimationFrame(() => link.click()))
    }
    // Before the guard, which listens to the document.
    window.addEventListener('click', onClick, true)
    return () => window.removeEventListener('click', onClick, true)
  }, [isSaved, mayWait, flush])

  const done = async () => {
    setWaiting(true)
    const wasSaved = await flush()
    setWaiting(false)
    if (!wasSaved) return
    move(() => {
      router.push(path)
      router.refresh()
    })
  }
  return { done, isLeaving: isWaiting || isMoving }
}
