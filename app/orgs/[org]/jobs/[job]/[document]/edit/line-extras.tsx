'use client'

import type { ReactNode } from 'react'
import { X } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import type { ContentLine, DocumentContent } from '@/lib/documents/content'
import { patchLine } from '@/lib/documents/editing/change-lines'
import { COSTS, DISCOUNTS } from '@/lib/documents/editing/typed'
import { Cell } from './cell'
import { useEditor } from './editor-context'
import { Check } from './fold'

export type Rates = DocumentContent['taxRates']

type Props = { line: ContentLine; number: number; problem: string | undefined; rates: Rates | undefined }

/** What few lines have, below the line: that it is optional, its discount, its cost, and which tax it lacks. */
export function LineExtras({ line, number, problem, rates }: Props) {
  const editor = useEditor()
  const { id, optional, discount, costCents, taxRateIds } = line
  const untaxed = rates?.filter((rate) => !taxRateIds.includes(rate.id)) ?? []
  if (!optional && !discount && costCents === null && untaxed.length === 0) return null
  const set = (patch: Partial<ContentLine>, field?: string) =>
    editor.edit(patchLine(id, patch), field && `${id}-${field}`)
  const remove = (patch: Partial<ContentLine>) => {
    set(patch)
    editor.focus(`${id}-menu`)
  }
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 [grid-column:2/-1]">
      {optional && (
        <Check
          id={`${id}-taken`}
          label="Optional: included at first"
          checked={optional.taken}
          onChange={(taken) => set({ optional: { taken } })}
        />
      )}
      {discount && (
        <Extra onRemove={() => remove({ discount: null })} label={`Remove the discount of line ${number}`}>
          <Cell
            id={`${id}-discount`}
            label="Discount"
            hint="An amount, or a percentage like 10%"
            what={`line ${number}’s discount`}
            value={discount}
            typed={DISCOUNTS}
            onRead={(off) => set({ discount: off }, 'discount')}
            problem={problem}
            numeric
          />
        </Extra>
      )}
      {costCents !== null && (
        <Extra onRemove={() => remove({ costCents: null })} label={`Remove the cost of line ${number}`}>
          <Cell
            id={`${id}-cost`}
            label="Our cost each, $"
            hint="Only your company sees it"
            what={`line ${number}’s cost`}
            value={costCents}
            typed={COST}
            onRead={(cents) => set({ costCents: cents }, 'cost')}
            numeric
            inputMode="decimal"
            placeholder="0.00"
          />
        </Extra>
      )}
      {untaxed.length > 0 && (
        <p className="flex min-h-11 items-center text-sm text-ink-muted">
          No {untaxed.map(({ name }) => name || 'tax').join(', ')}
        </p>
      )}
    </div>
  )
}

/** While it is there, nothing typed is a cost of nothing. */
const COST: typeof COSTS = {
  read: (text) => (text.trim() === '' ? { value: 0 } : COSTS.read(text)),
  show: (value) => (value === 0 ? '' : COSTS.show(value)),
}

const Extra = ({ label, onRemove, children }: { label: string; onRemove: () => void; children: ReactNode }) => (
  <div className="flex w-64 items-start gap-1">
    {children}
    <Button variant="ghost" size="icon" aria-label={label} onClick={onRemove} className="mt-6 text-ink-muted!">
      <X className="size-5" />
    </Button>
  </div>
)
