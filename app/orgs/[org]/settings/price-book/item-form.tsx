'use client'

import { useRouter } from 'next/navigation'
import { type Control, useWatch } from 'react-hook-form'
import { ConflictView, useConflict } from '@/components/conflict'
import { ActionForm, FormSummary, TextareaField, TextField } from '@/components/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { parseCents } from '@/lib/money'
import { type ItemForm as ItemTexts, updateItemSchema } from '@/lib/price-book/item'
import { marginWords } from '@/lib/price-book/margin'
import { addItemAction, updateItemAction } from './actions'

type Props = { orgSlug: string; mode: 'add' | 'update'; item: ItemTexts }

const UNITS = ['each', 'hour', 'sq ft', 'square', 'linear ft', 'sheet', 'bundle', 'roll', 'gallon', 'day']

/** An item of the price book, as it is typed. */
export function ItemForm({ orgSlug, mode, item }: Props) {
  const router = useRouter()
  const back = `/orgs/${orgSlug}/settings/price-book`
  const { conflict, guard } = useConflict('item', (input: ItemTexts) => updateItemAction(orgSlug, input))
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: updateItemSchema,
    defaultValues: item,
    action: (input) => (mode === 'add' ? addItemAction(orgSlug, input) : guard(input)),
    draft: { name: 'item' },
    onSaved: () => {
      router.push(back)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure}>
        <ConflictView
          conflict={conflict}
          onSaveMine={(version) => {
            form.setValue('version', version)
            void submit()
          }}
        />
      </FormSummary>
      <TextareaField
        label="Item"
        hint="As the customer reads it on a proposal. Lists show its first line."
        binding={bind('name')}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Code or SKU" optional autoCapitalize="none" spellCheck={false} binding={bind('code')} />
        <TextField label="Category" optional binding={bind('category')} />
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField label="Price" inputMode="decimal" numeric binding={bind('unitPrice')} />
        <TextField label="Unit" optional list="units" hint="Empty for pieces." binding={bind('unit')} />
        <datalist id="units">
          {UNITS.map((unit) => (
            <option key={unit} value={unit} />
          ))}
        </datalist>
        <TextField
          label="Cost"
          optional
          inputMode="decimal"
          numeric
          hint="What one costs you. Customers never see it."
          binding={bind('cost')}
        />
      </div>
      <Margin control={form.control} />
      <label className="flex min-h-11 items-center gap-3 self-start">
        <input type="checkbox" {...form.register('taxable')} className="size-5 shrink-0 accent-accent" />
        <span className="font-medium">Taxable</span>
      </label>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {mode === 'add' ? 'Add item' : 'Save item'}
        </Button>
        <ButtonLink href={back} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}

/** What is left of the price, as soon as both are typed. */
function Margin({ control }: { control: Control<ItemTexts> }) {
  const [price, cost] = useWatch({ control, name: ['unitPrice', 'cost'] })
  const unitPriceCents = parseCents(price, { negative: true })
  const margin = unitPriceCents === null ? null : marginWords({ unitPriceCents, costCents: parseCents(cost) })
  return (
    <p role="status" className="text-ink-muted empty:hidden">
      {margin && `Margin ${margin} of the price.`}
    </p>
  )
}
