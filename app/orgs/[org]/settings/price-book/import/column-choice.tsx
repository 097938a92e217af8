'use client'

import { useId, useState } from 'react'
import { ChevronDown } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { COLUMN_LABELS, COLUMNS } from '@/lib/price-book/columns'
import type { ImportPreview } from '@/lib/price-book/import-preview'

type Chosen = { columns: (number | null)[]; hasHeadings: boolean }
type Props = { preview: ImportPreview; pending: boolean; onChoose: (chosen: Chosen) => void }

/** Which column of the file says what. Open where something has to be chosen. */
export function ColumnChoice({ preview, pending, onChoose }: Props) {
  const id = useId()
  const [columns, setColumns] = useState(preview.columns)
  const [hasHeadings, setHasHeadings] = useState(preview.hasHeadings)
  const found = COLUMNS.filter((_, at) => preview.columns[at] !== null).map((column) => COLUMN_LABELS[column])
  return (
    <details open={preview.missing.length > 0} className="group rounded-md border px-4">
      <summary className="flex min-h-11 items-center justify-between gap-4 py-2 font-medium">
        <span className="min-w-0">
          Columns<span className="font-normal text-ink-muted">: {found.join(', ') || 'none recognized'}</span>
        </span>
        <ChevronDown className="size-5 shrink-0 group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 pt-1 pb-4">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
          {COLUMNS.map((column, at) => (
            <Field
              key={column}
              id={`${id}-${column}`}
              label={COLUMN_LABELS[column]}
              optional={column !== 'name' && column !== 'price'}
              error={preview.missing.includes(column) && columns[at] === null ? 'Choose a column.' : undefined}
            >
              <Select
                value={columns[at] ?? ''}
                onChange={({ target: { value } }) =>
                  setColumns(
                    columns.map((before, other) => (other === at ? (value === '' ? null : Number(value)) : before)),
                  )
                }
              >
                <option value="">Not in the file</option>
                {preview.headings.map((heading, place) => (
                  <option key={place} value={place}>
                    {heading || `Column ${place + 1}`}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
        <label className="flex min-h-11 items-center gap-3 self-start">
          <input
            type="checkbox"
            checked={hasHeadings}
            onChange={({ target }) => setHasHeadings(target.checked)}
            className="size-5 shrink-0 accent-accent"
          />
          <span>The first row has the headings</span>
        </label>
        <Button className="self-start" pending={pending} onClick={() => onChoose({ columns, hasHeadings })}>
          Read again
        </Button>
      </div>
    </details>
  )
}
