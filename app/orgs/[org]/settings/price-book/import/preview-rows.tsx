'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { Button, buttonClass } from '@/components/ui/button'
import { Table, Th } from '@/components/ui/table'
import type { ImportPreview } from '@/lib/price-book/import-preview'

type Kind = keyof ImportPreview['counts']

const KINDS: readonly { kind: Kind; label: string; tag: string }[] = [
  { kind: 'problem', label: 'With a problem', tag: 'Problem' },
  { kind: 'new', label: 'New', tag: 'New' },
  { kind: 'changed', label: 'Changed', tag: 'Changed' },
  { kind: 'same', label: 'Unchanged', tag: 'Unchanged' },
]
const TAGS = Object.fromEntries(KINDS.map(({ kind, tag }) => [kind, tag]))
/** So many rows are drawn at a time: a phone draws thousands slowly. */
const STEP = 50

/** What an import would do, row by row. */
export function PreviewRows({ preview: { rows, counts } }: { preview: ImportPreview }) {
  const [kind, setKind] = useState<Kind | null>(counts.problem > 0 ? 'problem' : null)
  const [most, setMost] = useState(STEP)
  const listed = kind === null ? rows : rows.filter((row) => row.kind === kind)
  const choose = (next: Kind | null) => {
    setKind(next)
    setMost(STEP)
  }
  const choices = [
    { kind: null, label: 'All', count: rows.length },
    ...KINDS.filter((each) => counts[each.kind] > 0).map((each) => ({ ...each, count: counts[each.kind] })),
  ]
  return (
    <div>
      {counts.problem > 0 && (
        <p className="mb-3 max-w-prose">
          Rows with a problem stay out. Correct them in the file and choose it again, or import the rest now.
        </p>
      )}
      {counts.new + counts.changed === 0 && (
        <p className="mb-3 font-medium">There is nothing to import: no row is new or changes an item.</p>
      )}
      <fieldset className="mb-2 flex flex-wrap gap-2">
        <legend className="sr-only">Rows to show</legend>
        {choices.map((each) => (
          <button
            key={each.label}
            type="button"
            aria-pressed={kind === each.kind}
            className={buttonClass('secondary', 'md', clsx('px-3!', kind === each.kind && 'border-ink! font-semibold'))}
            onClick={() => choose(each.kind)}
          >
            {each.label} {each.count.toLocaleString('en-US')}
          </button>
        ))}
      </fieldset>
      <Table caption="Rows of the file" className="previews">
        <thead>
          <tr>
            <Th numeric>Row</Th>
            <Th>Item</Th>
            <Th>What happens</Th>
          </tr>
        </thead>
        <tbody>
          {listed.slice(0, most).map((row) => (
            <tr key={row.row}>
              <td className="numeric text-ink-muted">{row.row}</td>
              <td className="wrap-anywhere">
                <span className="font-medium">{row.name}</span>
              </td>
              <td className="wrap-anywhere">
                <span className={clsx('font-medium', row.kind === 'problem' && 'text-danger')}>{TAGS[row.kind]}</span>
                <span className={clsx('block text-sm', row.kind !== 'problem' && 'text-ink-muted')}>{row.words}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {listed.length > most && (
        <Button className="mt-3" onClick={() => setMost(most + 200)}>
          Show more of {listed.length.toLocaleString('en-US')} rows
        </Button>
      )}
    </div>
  )
}
