'use client'

import { useEffect, useState } from 'react'
import { Link } from '@/components/link'
import { CloseButton, Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { Field, Input } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { useTypedSearch } from '@/components/use-typed-search'
import type { ListId } from '@/lib/documents/places'
import { MAX_QUERY } from '@/lib/max-query'
import { newId } from '@/lib/new-id'
import { nameParts } from '@/lib/price-book/item'
import { addItem } from '@/lib/price-book/line-of-item'
import type { ListedItem } from '@/lib/price-book/queries'
import { searchPriceItemsAction } from '../actions'
import { useEditor } from './editor-context'

type Props = { list: ListId; onClose: () => void }

/** The company's items, each of which a press adds as a line. It stays open: a job takes several. */
export function PriceBookDialog({ list, onClose }: Props) {
  const editor = useEditor()
  const { found, query, problem, searching, search } = useTypedSearch<ListedItem[] | null>(null, (text) =>
    searchPriceItemsAction(editor.orgSlug, { query: text }),
  )
  const [added, setAdded] = useState<string[]>([])
  useEffect(() => {
    search('', 0)
    // On a touch screen the keyboard would cover what is listed.
    if (!matchMedia('(pointer: coarse)').matches) document.getElementById('find-item')?.focus()
  }, [])

  const add = (item: ListedItem) => {
    editor.edit(addItem(list, item, newId()))
    setAdded((before) => [...before, nameParts(item.name).first])
  }
  const last = added.at(-1)
  return (
    <Dialog title="Add from price book" closing={null} onClose={onClose} fullOnPhone>
      <div className="flex flex-col gap-4">
        <Field label="Find an item" id="find-item" error={problem}>
          <Input
            type="search"
            value={query}
            placeholder="Name, code or category"
            autoComplete="off"
            maxLength={MAX_QUERY}
            onChange={({ target }) => search(target.value)}
          />
        </Field>
        <p role="status" className={last ? 'font-medium' : 'sr-only'}>
          {last
            ? `Added ${last}. ${added.length === 1 ? '1 line' : `${added.length} lines`} added.`
            : problem
              ? ''
              : says(found, searching)}
        </p>
        {found && found.length > 0 && (
          <ul className="max-h-[50dvh] overflow-y-auto rounded-lg border">
            {found.map((item) => (
              <li key={item.id} className="border-b last:border-b-0">
                <button
                  type="button"
                  onClick={() => add(item)}
                  className="flex min-h-12 w-full items-baseline justify-between gap-4 px-4 py-2 text-left hover:bg-accent-wash focus-visible:-outline-offset-2"
                >
                  <span className="min-w-0">
                    <span className="wrap-anywhere font-medium">{nameParts(item.name).first}</span>
                    {item.code && <span className="ml-2 text-sm text-ink-muted">{item.code}</span>}
                  </span>
                  <span className="shrink-0 tabular-nums">
                    <Money cents={item.unitPriceCents} />
                    {item.unit && <span className="text-ink-muted"> / {item.unit}</span>}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {found?.length === 0 && !searching && (
          <p>
            {query ? (
              'No item has these words.'
            ) : (
              <>
                The price book is empty. It is filled under{' '}
                <Link className="text-link" href={`/orgs/${editor.orgSlug}/settings/price-book`}>
                  Settings, Price book
                </Link>
                .
              </>
            )}
          </p>
        )}
        <DialogButtons>
          <CloseButton variant="primary">Done</CloseButton>
        </DialogButtons>
      </div>
    </Dialog>
  )
}

function says(found: readonly ListedItem[] | null, searching: boolean): string {
  if (!found || searching) return 'Searching'
  return found.length === 1 ? '1 item listed.' : `${found.length} items listed.`
}
