'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useId, useRef, useTransition } from 'react'
import { Select } from './ui/field'

type Props = {
  label: string
  /** The search parameter that holds the value. */
  name: string
  value: string
  /** The first one, with the value "", filters nothing. */
  options: readonly { value: string; label: string }[]
  /** Other search parameters that stay. */
  keep: Readonly<Record<string, string>>
}

/** A filter with more values than fit in a row of links. Filters at once; the value is in the address. */
export function FilterSelect({ label, name, value, options, keep }: Props) {
  const router = useRouter()
  const path = usePathname()
  const id = useId()
  const [pending, start] = useTransition()
  // React leaves it as it is: what was chosen is shown while its list is on the way, and what was chosen before the
  // scripts were there is found. The control stays the same one, and keeps the focus.
  const control = useRef<HTMLSelectElement>(null)
  const shown = useRef(value)
  const filter = (chosen: string) => {
    const params = new URLSearchParams({ ...keep, ...(chosen && { [name]: chosen }) })
    start(() => router.push(params.size ? `${path}?${params}` : path, { scroll: false }))
  }
  const follow = useEffectEvent(() => {
    if (!control.current) return
    if (shown.current !== value) control.current.value = value
    else if (control.current.value !== value) filter(control.current.value)
    shown.current = value
  })
  useEffect(() => follow(), [value])
  return (
    <div className="flex min-w-0 items-center gap-2" aria-busy={pending || undefined}>
      <label htmlFor={id} className="shrink-0 text-sm text-ink-muted">
        {label}
      </label>
      <Select
        id={id}
        ref={control}
        defaultValue={value}
        autoComplete="off"
        className="min-w-0"
        onChange={({ target }) => filter(target.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
    </div>
  )
}
