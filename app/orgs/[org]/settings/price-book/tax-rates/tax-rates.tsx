'use client'

import { AskDialog } from '@/components/ask-dialog'
import type { AskedField } from '@/components/ask-form'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { usePress } from '@/components/use-press'
import { addTaxRateAction, removeTaxRateAction, setDefaultTaxRateAction, updateTaxRateAction } from './actions'

export type ShownRate = {
  id: string
  name: string
  /** "8.875%" */
  rate: string
  isDefault: boolean
  version: number
  formId: string
}

const fieldsOf = ({ name, rate }: { name?: string; rate?: string }): AskedField[] => [
  { name: 'name', label: 'Name', hint: 'As customers read it: Denver sales tax.', initial: name },
  { name: 'rate', label: 'Rate', hint: 'Like 8.875%.', initial: rate },
]

/** @param id that the new rate gets */
export const AddTaxRate = ({ orgSlug, id }: { orgSlug: string; id: string }) => (
  <AskDialog
    trigger="Add tax rate"
    triggerVariant="primary"
    title="Add a tax rate"
    confirmLabel="Add tax rate"
    fields={fieldsOf({})}
    action={({ name = '', rate = '' }) => addTaxRateAction(orgSlug, { id, name, rate })}
  >
    <p>New documents begin with the rates that are on new proposals.</p>
  </AskDialog>
)

type Props = { orgSlug: string; manages: boolean; rates: readonly ShownRate[] }

/** The company's rates, and what can be done with each. */
export const TaxRates = ({ orgSlug, manages, rates }: Props) => (
  <ul className="divide-y divide-hairline border-t">
    {rates.map((rate) => (
      <li key={rate.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-4">
        <div className="min-w-0 wrap-anywhere">
          <p className="font-medium">
            {rate.name}
            {rate.isDefault && <Tag>On new proposals</Tag>}
          </p>
          <p className="tabular-nums">{rate.rate}</p>
        </div>
        {manages && <Offers orgSlug={orgSlug} rate={rate} />}
      </li>
    ))}
  </ul>
)

function Offers({
  orgSlug,
  rate: { id, name, rate, isDefault, version, formId },
}: {
  orgSlug: string
  rate: ShownRate
}) {
  const { press, pending, problem } = usePress(() => setDefaultTaxRateAction(orgSlug, { id, isDefault: !isDefault }))
  return (
    <div className="flex flex-wrap gap-2">
      <Button pending={pending} onClick={press}>
        {isDefault ? 'Leave off new proposals' : 'Put on new proposals'}
        <span className="sr-only">: {name}</span>
      </Button>
      <AskDialog
        // Somebody else's change is another form.
        key={`edit ${version}`}
        trigger="Edit"
        title={`Edit ${name}`}
        confirmLabel="Save tax rate"
        fields={fieldsOf({ name, rate })}
        action={(typed) =>
          updateTaxRateAction(orgSlug, { id, version, formId, name: typed.name ?? '', rate: typed.rate ?? '' })
        }
      >
        <p>What is written already, and templates, keep the rate that they have.</p>
      </AskDialog>
      <AskDialog
        key={`remove ${version}`}
        trigger="Remove"
        title={`Remove ${name}?`}
        confirmLabel="Remove"
        fields={[]}
        action={() => removeTaxRateAction(orgSlug, { id, version })}
      >
        <p>New documents no longer begin with it. What is written already, and templates, keep it.</p>
      </AskDialog>
      <Problem className="basis-full">{problem}</Problem>
    </div>
  )
}
