'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { topSchema } from '@/lib/limits/top-schema'
import { setTopAction } from './actions'

/** The most that one payment can be. Saved on its own, and the page says so. */
export function TopForm({ orgSlug, amount }: { orgSlug: string; amount: string }) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: topSchema,
    defaultValues: { amount },
    action: (input: { amount: string }) => setTopAction(orgSlug, input),
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
        label="Most for one payment"
        hint="No payment above it can be taken. Raise it for a larger one, then lower it again."
        inputMode="decimal"
        numeric
        className="max-w-56"
        binding={bind('amount')}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={pending}>
          Save amount
        </Button>
        <p role="status" className="font-medium">
          {saved && !failure ? 'Saved.' : ''}
        </p>
      </div>
    </ActionForm>
  )
}
