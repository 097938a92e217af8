'use client'

import { memo, type ReactNode } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { ContentLine } from '@/lib/documents/content'
import type { ListId } from '@/lib/documents/places'
import { useEditor } from './editor-context'
import type { Rates } from './line-extras'
import { addLine } from './line-keys'
import { LineRow } from './line-row'
import { AddButton } from './list-buttons'

/** What is known of all lines, by their ids. */
export type LineFacts = {
  numbers: ReadonlyMap<string, number>
  cents: ReadonlyMap<string, number>
  /** What is wrong, by element. */
  problems: ReadonlyMap<string, string>
  rates: Rates | undefined
}

type Props = LineFacts & {
  list: ListId
  lines: readonly ContentLine[]
  /** Buttons beside Add line. */
  children?: ReactNode
}

const priceBook = wanted(() => import('./price-book-dialog'))

const FIELDS = ['quantityHundredths', 'unitPriceCents', 'discount', 'description', 'taxRateIds']

function problemsOf(problems: ReadonlyMap<string, string>, lineId: string): Record<string, string> | undefined {
  if (problems.size === 0) return undefined
  const found = FIELDS.flatMap((field): [string, string][] => {
    const message = problems.get(`${lineId}-${field}`)
    const isOfRow = field === 'description' || field === 'taxRateIds'
    return message ? [[isOfRow ? 'row' : field, message]] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}

/** The lines of a section or an option, and what adds to them. */
export const Lines = memo(function Lines({ list, lines, children, ...facts }: Props) {
  const editor = useEditor()
  return (
    <div data-list={list}>
      <ol className={lines.length > 0 ? 'border-t' : undefined}>
        {lines.map((line) => (
          <LineRow
            key={line.id}
            line={line}
            number={facts.numbers.get(line.id) ?? 0}
            cents={facts.cents.get(line.id) ?? null}
            problems={problemsOf(facts.problems, line.id)}
            rates={facts.rates}
          />
        ))}
      </ol>
      <div className="mt-3 flex flex-wrap gap-2">
        <AddButton id={`add-${list}`} label="Add line" onClick={() => addLine(editor, list)} />
        <OpenDialog part={priceBook} label="From price book" variant="ghost">
          {(code, close) => <code.PriceBookDialog list={list} onClose={close} />}
        </OpenDialog>
        {children}
      </div>
    </div>
  )
})
