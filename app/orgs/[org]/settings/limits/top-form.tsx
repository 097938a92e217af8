'use client'

import { TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import { topSchema } from '@/lib/limits/top-schema'
import { setTopAction } from './actions'

/** The most that one payment can be. */
export function TopForm({ orgSlug, amount }: { orgSlug: string; amount: string }) {
  return (
    <SavedForm
      schema={topSchema}
      defaultValues={{ amount }}
      action={(input: { amount: string }) => setTopAction(orgSlug, input)}
      save="Save amount"
    >
      {(bind) => (
        <TextField
          label="Most for one payment"
          hint="No payment above it can be taken. Raise it for a larger one, then lower it again."
          inputMode="decimal"
          numeric
          className="max-w-56"
          binding={bind('amount')}
        />
      )}
    </SavedForm>
  )
}
