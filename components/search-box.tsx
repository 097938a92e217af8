'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState, useTransition } from 'react'
import { LoaderCircle, Search } from '@/components/icons/ui'
import { MAX_QUERY } from '@/lib/max-query'
import { Input } from './ui/field'

type Props = {
  /** The label for screen readers: "Search jobs". */
  label: string
  placeholder: string
  /** The query whose results the page shows: its `q` parameter. */
  query: string
  /** Other query parameters that a search keeps. */
  keep?: Readonly<Record<string, string>>
}

/**
 * A search box whose query is in the address (`?q=`). Searches while the user types. Without scripts it's a plain GET
 * form.
 */
export function SearchBox({ label, placeholder, query, keep = {} }: Props) {
  const router = useRouter()
  const path = usePathname()
  const [searching, start] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const box = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** What was asked for from here and isn't there yet. A query that arrives and isn't among it comes from elsewhere. */
  const asked = useRef<string[]>([])
  const shown = useRef(query)

  const show = (words: string) => {
    clearTimeout(timer.current)
    asked.current = []
    if (box.current && box.current.value.trim() !== words) box.current.value = words
  }

  useEffect(() => () => clearTimeout(timer.current), [])
  // The words follow the address, where a link leads elsewhere. One's own search arrives while more is typed.
  useEffect(() => {
    if (query === shown.current) return
    shown.current = query
    const at = asked.current.indexOf(query)
    if (at >= 0) asked.current.splice(0, at + 1)
    else show(query)
  })
  // Whoever leaves with words still to be searched has left: a late search would undo it.
  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (!link || link.getAttribute('target') === '_blank') return
      if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) show(query)
    }
    const onBack = () => show(query)
    document.addEventListener('click', onClick, true)
    window.addEventListener('popstate', onBack)
    return () => {
      document.removeEventListener('click', onClick, true)
      window.removeEventListener('popstate', onBack)
    }
  })

  const lead = (q: string) => {
    const params = new URLSearchParams({ ...keep, ...(q && { q }) })
    start(() => router.replace(params.size ? `${path}?${params}` : path, { scroll: false }))
  }

  const search = (text: string, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => {
      const q = text.trim()
      const found = await refusalOf(q)
      setRefusal(found)
      if (found) return
      asked.current.push(q)
      lead(q)
    }, delay)
  }
  // An address that somebody opens may have a card number, too, and keeps it no longer than needed. By the router: it
  // would put back what it doesn't know to be gone. And on a slow line somebody types before the scripts are there.
  const onOpen = useEffectEvent(async () => {
    const typed = box.current?.value ?? ''
    if (typed.trim() !== query) return search(typed, 0)
    const found = await refusalOf(new URLSearchParams(location.search).get('q') ?? '')
    if (!found) return
    setRefusal(found)
    lead('')
  })
  useEffect(() => void onOpen(), [])

  const Icon = searching ? LoaderCircle : Search
  return (
    <search className="block">
      <form
        action={path}
        className="relative max-w-xl"
        onSubmit={(event) => {
          event.preventDefault()
          search(String(new FormData(event.currentTarget).get('q') ?? ''), 0)
        }}
      >
        {Object.entries(keep).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Icon
          className={`pointer-events-none absolute top-3 left-3 size-5 text-ink-muted ${searching ? 'animate-spin' : ''}`}
        />
        <Input
          ref={box}
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          defaultValue={query}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={MAX_QUERY}
          className="pl-10"
          onChange={(event) => search(event.target.value, 250)}
        />
      </form>
      {refusal && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {refusal}
        </p>
      )}
    </search>
  )
}

/** Why a text isn't searched for: it has a card number. What finds one is fetched when there are digits enough. */
async function refusalOf(text: string): Promise<string | null> {
  if ((text.match(/\p{Nd}/gu) ?? []).length < 13) return null
  const cards = await import('@/lib/card-in-text').catch(() => null) // the server looks, too
  return cards?.hasCardNumber(text) ? cards.NO_CARD_SEARCH : null
}
