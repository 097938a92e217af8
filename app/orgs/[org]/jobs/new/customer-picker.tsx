'use client'

import { useEffect, useRef } from 'react'
import { Plus } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { useTypedSearch } from '@/components/use-typed-search'
import { formatAddress } from '@/lib/contact'
import type { CustomerChoice, FoundCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'
import { MAX_QUERY } from '@/lib/max-query'
import { findCustomersAction } from '../actions'

type Props = {
  orgSlug: string
  /** Before a search. */
  first: CustomerChoice
  chosen: FoundCustomer | null
  onChoose: (customer: FoundCustomer | null) => void
  onNew: () => void
  error: string | undefined
}

const details = (customer: FoundCustomer) => [customer.company, formatAddress(customer)].filter(Boolean).join(' · ')

function shownWords({ customers: { length: shown }, total, isMore }: CustomerChoice): string {
  if (total === shown) return `${shown === 1 ? '1 customer' : `${shown} customers`} listed.`
  return `The first ${shown} of ${isMore ? 'more than ' : ''}${total.toLocaleString('en-US')} customers.`
}

/** Searches customers and lets the user choose one. */
export function CustomerPicker({ orgSlug, first, chosen, onChoose, onNew, error }: Props) {
  const { found, query, problem, searching, search } = useTypedSearch(first, (text) =>
    findCustomersAction(orgSlug, { query: text }),
  )
  const input = useRef<HTMLInputElement>(null)
  const change = useRef<HTMLButtonElement>(null)

  // The chosen button is gone, so focus moves to what replaces it.
  const shown = useRef(chosen)
  useEffect(() => {
    if (shown.current === chosen) return
    shown.current = chosen
    ;(chosen ? change.current : input.current)?.focus()
  }, [chosen])

  if (chosen)
    return (
      <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-sheet p-4">
        <div className="min-w-0">
          <p className="wrap-anywhere font-medium">{customerName(chosen)}</p>
          <p className="wrap-anywhere text-sm text-ink-muted">{details(chosen)}</p>
        </div>
        <Button
          ref={change}
          onClick={() => onChoose(null)}
          aria-label={`Change the customer, now ${customerName(chosen)}`}
        >
          Change
        </Button>
      </div>
    )
  return (
    <>
      <Field label="Find a customer" id="customer.id" error={error ?? problem}>
        <Input
          ref={input}
          type="search"
          value={query}
          placeholder="Name, phone or address"
          autoComplete="off"
          maxLength={MAX_QUERY}
          onChange={(event) => search(event.target.value)}
          // Enter belongs to the search, not to the form.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </Field>
      <p role="status" className="sr-only">
        {searching ? 'Searching' : shownWords(found)}
      </p>
      <ul className="rounded-lg border bg-sheet">
        <li className="border-b last:border-b-0">
          <button
            type="button"
            onClick={onNew}
            className="flex min-h-12 w-full items-center gap-2 rounded-t-lg px-4 font-medium text-accent hover:bg-accent-wash focus-visible:-outline-offset-2"
          >
            <Plus className="size-5" />
            Add a new customer
          </button>
        </li>
        {found.customers.map((customer) => (
          <li key={customer.id} className="border-b last:border-b-0">
            <button
              type="button"
              onClick={() => onChoose(customer)}
              className="flex min-h-12 w-full flex-col justify-center px-4 py-2 text-left hover:bg-accent-wash focus-visible:-outline-offset-2"
            >
              <span className="wrap-anywhere font-medium">{customerName(customer)}</span>
              <span className="wrap-anywhere text-sm text-ink-muted">{details(customer)}</span>
            </button>
          </li>
        ))}
        {found.customers.length === 0 && <li className="px-4 py-3 text-ink-muted">No customers match.</li>}
        {found.total > found.customers.length && (
          <li aria-hidden className="px-4 py-3 text-sm text-ink-muted">
            {shownWords(found)} Type more of the name, phone or address to find others.
          </li>
        )}
      </ul>
    </>
  )
}
