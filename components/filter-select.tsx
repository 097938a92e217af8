'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useId, useState, useTransition } from 'react'
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
  // What was chosen is shown while its list is on the way. The control stays the same one, and keeps the focus.
  const [chosen, setChosen] = useState(value)
  useEffect(() => setChosen(value), [value])
  return (
    <div className="flex min-w-0 items-center gap-2" aria-busy={pending || undefined}>
      <label htmlFor={id} className="shrink-0 text-sm text-ink-muted">
        {label}
      </label>
      <Select
        id={id}
        value={chosen}
        className="min-w-0"
        onChange={({ target }) => {
          setChosen(target.value)
          const params = new URLSearchParams({ ...keep, ...(target.value && { [name]: target.value }) })
          start(() => router.push(params.size ? `${path}?${params}` : path, { scroll: false }))
        }}
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
