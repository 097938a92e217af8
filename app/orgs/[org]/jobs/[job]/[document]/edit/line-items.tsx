'use client'

import { useRef } from 'react'
import { type Control, type FieldPath, type UseFormReturn, useFieldArray, useWatch } from 'react-hook-form'
import { TextField } from '@/components/form'
import { ArrowDown, ArrowUp, Trash2 } from '@/components/icons/records'
import { Plus } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import type { Binding } from '@/components/use-action-form'
import type { LineForm, SaveDocumentForm } from '@/lib/documents/schema'
import { documentTotalCents, lineTotalCents, type PricedLine, parseQuantity } from '@/lib/documents/total'
import { parseCents } from '@/lib/money'

export const BLANK_LINE: LineForm = { description: '', quantity: '1', unitPrice: '' }
const DISCOUNT: LineForm = { description: 'Discount', quantity: '1', unitPrice: '-' }

/** A line with its amounts, or null while it's half typed. */
function priced(line: LineForm | undefined): PricedLine | null {
  const quantityHundredths = parseQuantity(line?.quantity ?? '')
  const unitPriceCents = parseCents(line?.unitPrice ?? '', { negative: true })
  return quantityHundredths === null || unitPriceCents === null ? null : { quantityHundredths, unitPriceCents }
}

type Props = {
  form: UseFormReturn<SaveDocumentForm>
  bind: (name: FieldPath<SaveDocumentForm>) => Binding
}

/**
 * The lines of a document during editing: a row each on a desktop, a block each on smaller screens. What changes with
 * each key, a line's total and the sum, watches for itself, so that a key draws one line and not two hundred.
 */
export function LineItems({ form, bind }: Props) {
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: 'items' })
  const list = useRef<HTMLOListElement>(null)
  const add = useRef<HTMLButtonElement>(null)

  /** Focuses a control of a line once React has drawn it there. */
  const focusLater = (selector: string) =>
    requestAnimationFrame(() => {
      const target = list.current?.querySelector<HTMLElement>(selector) ?? add.current
      target?.focus()
    })
  const shift = (from: number, to: number, button: 'up' | 'down') => {
    move(from, to)
    // At the top or bottom the pressed button disappears, so its twin gets the focus.
    const left = button === 'up' ? to > 0 : to < fields.length - 1
    focusLater(`[data-line="${to}"] [data-move="${left ? button : button === 'up' ? 'down' : 'up'}"]`)
  }
  const take = (index: number) => {
    remove(index)
    focusLater(`[data-line="${Math.min(index, fields.length - 2)}"] input`)
  }

  return (
    <div id="items" tabIndex={-1} className="outline-none">
      <div
        aria-hidden
        className="hidden gap-3 border-b pb-2 text-sm font-medium text-ink-muted lg:grid lg:grid-cols-[minmax(0,1fr)_6.5rem_9rem_8rem_8.5rem]"
      >
        <span>Description</span>
        <span className="text-right">Quantity</span>
        <span className="text-right">Unit price, $</span>
        <span className="text-right">Total</span>
      </div>
      <ol ref={list}>
        {fields.map((field, index) => (
          <li key={field.id} data-line={index} className="border-b py-4 lg:py-3">
            <fieldset className="grid grid-cols-2 items-end gap-3 sm:grid-cols-[7rem_10rem_minmax(0,1fr)_auto] lg:items-start lg:grid-cols-[minmax(0,1fr)_6.5rem_9rem_8rem_8.5rem]">
              <legend className="mb-2 text-sm font-medium text-ink-muted lg:sr-only">{`Line ${index + 1}`}</legend>
              <TextField
                label="Description"
                labelHidden="lg"
                binding={bind(`items.${index}.description`)}
                className="col-span-full lg:col-span-1"
              />
              <TextField
                label="Quantity"
                labelHidden="lg"
                binding={bind(`items.${index}.quantity`)}
                errorElsewhere
                inputMode="decimal"
                numeric
              />
              <UnitPrice control={form.control} index={index} binding={bind(`items.${index}.unitPrice`)} />
              <LineTotal control={form.control} index={index} />
              <div className="flex justify-end">
                {index > 0 && (
                  <Button
                    variant="ghost"
                    size="icon"
                    data-move="up"
                    aria-label={`Move line ${index + 1} up`}
                    onClick={() => shift(index, index - 1, 'up')}
                  >
                    <ArrowUp className="size-5" />
                  </Button>
                )}
                {index < fields.length - 1 && (
                  <Button
                    variant="ghost"
                    size="icon"
                    data-move="down"
                    aria-label={`Move line ${index + 1} down`}
                    onClick={() => shift(index, index + 1, 'down')}
                  >
                    <ArrowDown className="size-5" />
                  </Button>
                )}
                <Button variant="ghost" size="icon" aria-label={`Remove line ${index + 1}`} onClick={() => take(index)}>
                  <Trash2 className="size-5" />
                </Button>
              </div>
              {([`items.${index}.quantity`, `items.${index}.unitPrice`] as const).map((name) => {
                const { id, error } = bind(name)
                return (
                  error && (
                    <FieldError key={name} id={id} className="col-span-full">
                      {error}
                    </FieldError>
                  )
                )
              })}
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-4">
        <div className="flex flex-wrap gap-3">
          <Button ref={add} onClick={() => append(BLANK_LINE, { focusName: `items.${fields.length}.description` })}>
            <Plus className="size-5" />
            Add line
          </Button>
          <Button onClick={() => append(DISCOUNT, { focusName: `items.${fields.length}.unitPrice` })}>
            Add discount
          </Button>
        </div>
        <Total control={form.control} />
      </div>
    </div>
  )
}

type LineProps = { control: Control<SaveDocumentForm>; index: number }

function UnitPrice({ control, index, binding }: LineProps & { binding: Binding }) {
  const price = useWatch({ control, name: `items.${index}.unitPrice` })
  return (
    <TextField
      label="Unit price, $"
      labelHidden="lg"
      binding={binding}
      errorElsewhere
      // A tablet's number pad has no minus sign.
      inputMode={price?.trim().startsWith('-') ? 'text' : 'decimal'}
      placeholder="0.00"
      numeric
    />
  )
}

function LineTotal({ control, index }: LineProps) {
  const known = priced(useWatch({ control, name: `items.${index}` }))
  return (
    <p className="self-center text-lg font-medium sm:self-end sm:pb-2 sm:text-right lg:self-start lg:pt-2.5 lg:pb-0 lg:text-base">
      <span className="sr-only">{`Line ${index + 1} total: `}</span>
      {known ? <Money cents={lineTotalCents(known)} /> : <span className="text-ink-muted">—</span>}
    </p>
  )
}

/** A line that nobody has priced yet adds nothing. With one that can’t be read, there is no total. */
function Total({ control }: Pick<LineProps, 'control'>) {
  const lines = useWatch({ control, name: 'items' }) ?? []
  const known = lines.filter((line) => line?.unitPrice?.trim()).map(priced)
  const readable = known.filter((line) => line !== null)
  return (
    <p className="ml-auto flex items-baseline gap-3">
      <span className="text-ink-muted">Total</span>
      {readable.length === known.length ? (
        <Money cents={documentTotalCents(readable)} className="text-2xl font-semibold tracking-tight" />
      ) : (
        <span className="text-2xl font-semibold text-ink-muted">
          <span className="sr-only">not known: a line can’t be read</span>
          <span aria-hidden>—</span>
        </span>
      )}
    </p>
  )
}
