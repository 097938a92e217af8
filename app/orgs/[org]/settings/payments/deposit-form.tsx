'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { depositSchema } from '@/lib/payments/take/deposit-schema'
import { setDepositAction } from './actions'

/** The company's deposit. Saved on its own, and the page says so. */
export function DepositForm({ orgSlug, percent }: { orgSlug: string; percent: string }) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: depositSchema,
    defaultValues: { percent },
    action: (input: { percent: string }) => setDepositAction(orgSlug, input),
    onSaved: () => {
      form.reset(form.getValues())
      setSaved(true)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit} onChange={() => setSaved(false)}>
      <FormSummary failure={failure} />
      <TextField
        label="Default deposit (%)"
        optional
        hint="A whole number from 1 to 100. Leave it empty to offer no deposit."
        inputMode="numeric"
        numeric
        className="max-w-56"
        binding={bind('percent')}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={pending}>
          Save deposit
        </Button>
        <p role="status" className="font-medium">
          {saved && !failure ? 'Saved.' : ''}
        </p>
      </div>
    </ActionForm>
  )
}
