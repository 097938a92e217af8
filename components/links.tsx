'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useTransition } from 'react'
import { answerEarlyPress } from './early-press'

/**
 * Follows the links and the GET forms of all pages without loading the page anew. A page is fetched ahead when somebody
 * is about to press its link, not when the link comes into view: a list would ask the server for all of its rows. From
 * the press until the page is there, a bar at its top says so: on a slow line the answer takes seconds, and a press
 * without an answer is pressed again. What downloads a file is the browser's own business, or it would be asked for twice:
 * a link with `download`, a form with `data-download`.
 */
export function Links() {
  const router = useRouter()
  const [isLeaving, leave] = useTransition()
  useEffect(answerEarlyPress, [])
  useEffect(() => {
    const go = (event: Event, url: URL) => {
      event.preventDefault()
      // The page's own link only draws it again.
      const start = pathOf(url) === pathOf(location) ? startTransition : leave
      start(() => router.push(pathOf(url) + url.hash))
    }
    // After React's own listeners, which may have prevented it, and after the guard of what was typed.
    const onClick = (event: MouseEvent) => {
      const link = followed(event)
      if (link) go(event, new URL(link.href))
    }
    const onSubmit = (event: SubmitEvent) => {
      const form = event.target as HTMLFormElement
      if (event.defaultPrevented || form.method !== 'get' || form.hasAttribute('data-download')) return
      const url = new URL(form.action)
      url.search = String(new URLSearchParams(typed(form, event.submitter)))
      if (url.origin === location.origin) go(event, url)
    }
    let meant: string | undefined
    const onIntent = ({ target }: Event) => {
      const link = ourLink(target)
      if (!link || link.href === meant) return
      meant = link.href
      router.prefetch(pathOf(link))
    }
    document.addEventListener('click', onClick)
    document.addEventListener('submit', onSubmit)
    for (const intent of INTENTS) document.addEventListener(intent, onIntent, { passive: true })
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('submit', onSubmit)
      for (const intent of INTENTS) document.removeEventListener(intent, onIntent)
    }
  }, [router])
  if (!isLeaving) return null
  return (
    <div role="progressbar" aria-label="Loading the page" className="fixed inset-x-0 top-0 z-70 h-1 overflow-hidden">
      <div className="h-full animate-progress bg-accent forced-colors:bg-[Highlight]" />
    </div>
  )
}

const INTENTS = ['pointerover', 'touchstart', 'focusin'] as const

const pathOf = ({ pathname, search }: { pathname: string; search: string }) => pathname + search

/** The link to one of our pages, in this tab, that something is in. */
function ourLink(target: EventTarget | null): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link?.hasAttribute('href') || (link.target && link.target !== '_self') || link.hasAttribute('download'))
    return null
  return link.origin === location.origin ? link : null
}

/** The link that a click follows. A place on the page that's shown is the browser's own business. */
function followed(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = ourLink(event.target)
  return link?.hash && pathOf(link) === pathOf(location) ? null : link
}

/** What a form would send, without empty fields, which would say nothing. */
const typed = (form: HTMLFormElement, submitter: HTMLElement | null): [string, string][] =>
  [...new FormData(form, submitter)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value] as [string, string]] : [],
  )
