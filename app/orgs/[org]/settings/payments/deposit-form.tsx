'use client'

import { TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import { depositSchema } from '@/lib/payments/take/deposit-schema'
import { setDepositAction } from './actions'

/** The company's deposit. */
export function DepositForm({ orgSlug, percent }: { orgSlug: string; percent: string }) {
  return (
    <SavedForm
      schema={depositSchema}
      defaultValues={{ percent }}
      action={(input: { percent: string }) => setDepositAction(orgSlug, input)}
      save="Save deposit"
    >
      {(bind) => (
        <TextField
          label="Default deposit (%)"
          optional
          hint="A whole number from 1 to 100. Leave it empty to offer no deposit."
          inputMode="numeric"
          numeric
          className="max-w-56"
          binding={bind('percent')}
        />
      )}
    </SavedForm>
  )
}
