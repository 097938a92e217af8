'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, memo } from 'react'
import { GripVertical } from '@/components/icons/editing'
import { FieldError } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import type { ContentLine } from '@/lib/documents/content'
import { patchLine } from '@/lib/documents/editing/change-lines'
import { PRICES, QUANTITIES } from '@/lib/documents/editing/typed'
import { Cell, TextCell } from './cell'
import { useEditor } from './editor-context'
import { LineExtras, type Rates } from './line-extras'
import { addLineAfter, goOn, stepLine } from './line-keys'
import { LineMenu } from './line-menu'
import { RowMenu } from './row-menu'

type Props = {
  line: ContentLine
  /** Counted through the whole document. */
  number: number
  /** What the line comes to; null while something of the document can't be priced. */
  cents: number | null
  /** What is wrong with it by field; undefined where nothing is. */
  problems: Readonly<Record<string, string>> | undefined
  /** The taxes that this line may lack; undefined where every line has all of them. */
  rates: Rates | undefined
}

/** Columns from a tablet up, a block on a phone. */
export const GRID =
  'grid grid-cols-[1.5rem_repeat(3,minmax(0,1fr))_2.75rem] gap-x-2 md:grid-cols-[1.5rem_minmax(0,1fr)_5.5rem_5.5rem_8rem_7.5rem_2.75rem]'

/** One line. It is drawn again when it changes itself, and not when others do: a document may have hundreds. */
export const LineRow = memo(function LineRow({ line, number, cents, problems, rates }: Props) {
  const editor = useEditor()
  const { id } = line
  const name = `Line ${number}`
  const what = (field: string) => `line ${number}’s ${field}`
  const set = (patch: Partial<ContentLine>, field: string) => editor.edit(patchLine(id, patch), `${id}-${field}`)
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault()
      stepLine(editor, id, event.key === 'ArrowUp' ? -1 : 1, (event.target as HTMLElement).id)
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      addLineAfter(editor, id)
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type === 'text') {
      event.preventDefault()
      goOn(editor, id, event.target.id)
    }
  }
  const quantityWrong = problems?.quantityHundredths
  const priceWrong = problems?.unitPriceCents
  // An open menu lies over the bar at the bottom (save-bar.tsx), which else hides its last item.
  return (
    <li data-line={id} className="relative border-b [contain:layout_style] focus-within:z-10 has-[[role=menu]]:z-40">
      <fieldset aria-label={name} onKeyDown={onKeyDown} className={clsx(GRID, 'gap-y-2 py-3 md:py-1.5')}>
        <span
          data-grip={id}
          title="Drag to move"
          className="flex min-h-11 touch-none cursor-grab self-start items-center justify-center text-ink-muted/60 hover:text-ink active:cursor-grabbing"
        >
          <GripVertical className="size-5" />
        </span>
        <TextCell
          id={`${id}-description`}
          label="Description"
          labelHidden
          placeholder="What it’s for"
          what={what('description')}
          value={line.description}
          onRead={(description) => set({ description }, 'description')}
          className="col-span-3 md:col-span-1"
        />
        <Cell
          id={`${id}-quantityHundredths`}
          label="Quantity"
          labelHidden="wide"
          what={what('quantity')}
          value={line.quantityHundredths}
          typed={QUANTITIES}
          onRead={(quantityHundredths) => set({ quantityHundredths }, 'quantity')}
          problem={quantityWrong}
          numeric
          inputMode="decimal"
          enterKeyHint="next"
          className="max-md:col-start-2"
        />
        <Cell
          id={`${id}-unit`}
          label="Unit"
          labelHidden="wide"
          placeholder="each"
          what={what('unit')}
          value={line.unit}
          typed={UNITS}
          onRead={(unit) => set({ unit }, 'unit')}
          enterKeyHint="next"
        />
        <UnitPrice line={line} what={what('price')} problem={priceWrong} set={set} />
        <p className="self-center text-right font-medium max-md:col-span-4 max-md:col-start-2 max-md:row-start-3 md:flex md:min-h-11 md:items-center md:justify-end md:self-start">
          <span className="sr-only">{`${name} total: `}</span>
          {cents === null ? <span className="text-ink-muted">—</span> : <Money cents={cents} />}
        </p>
        <div className="max-md:col-start-5 max-md:row-start-1">
          <RowMenu of={name} id={`${id}-menu`}>
            <LineMenu lineId={id} />
          </RowMenu>
        </div>
        <LineExtras line={line} number={number} problem={problems?.discount} rates={rates} />
        {problems?.row && (
          <div className="col-span-full">
            <FieldError id={`${id}-row`}>{problems.row}</FieldError>
          </div>
        )}
      </fieldset>
    </li>
  )
})

const UNITS = { read: (text: string) => ({ value: text.replace(/\s+/g, ' ').trim() }), show: (unit: string) => unit }

type PriceProps = {
  line: ContentLine
  what: string
  problem: string | undefined
  set: (patch: Partial<ContentLine>, field: string) => void
}

function UnitPrice({ line, what, problem, set }: PriceProps) {
  return (
    <Cell
      id={`${line.id}-unitPriceCents`}
      label="Unit price, $"
      labelHidden="wide"
      what={what}
      value={line.unitPriceCents}
      typed={PRICES}
      onRead={(unitPriceCents) => set({ unitPriceCents }, 'price')}
      problem={problem}
      numeric
      // A tablet's number pad has no minus sign.
      inputMode={line.unitPriceCents < 0 ? 'text' : 'decimal'}
      enterKeyHint="next"
      placeholder="0.00"
      className="max-md:col-span-2"
    />
  )
}
