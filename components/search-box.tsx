'use client'

import { LoaderCircle, Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useTransition } from 'react'
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
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = (text: string, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const q = text.trim()
      const params = new URLSearchParams({ ...keep, ...(q && { q }) })
      start(() => router.replace(params.size ? `${path}?${params}` : path, { scroll: false }))
    }, delay)
  }
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
          aria-hidden
          className={`pointer-events-none absolute top-3 left-3 size-5 text-ink-muted ${searching ? 'animate-spin' : ''}`}
        />
        <Input
          type="search"
          name="q"
          aria-label={label}
          placeholder={placeholder}
          defaultValue={query}
          autoComplete="off"
          enterKeyHint="search"
          maxLength={200}
          className="pl-10"
          onChange={(event) => search(event.target.value, 250)}
        />
      </form>
    </search>
  )
}
