'use client'

import { useRouter } from 'next/navigation'
import { AddressFields } from '@/components/address-fields'
import { ConflictView, useConflict } from '@/components/conflict'
import { ActionForm, FieldGroup, FormSummary, TextareaField } from '@/components/form'
import { PersonFields } from '@/components/person-fields'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { type CustomerForm as CustomerTexts, updateCustomerSchema } from '@/lib/customers/schema'
import { createCustomerAction, updateCustomerAction } from './actions'

type Props = {
  orgSlug: string
  mode: 'create' | 'update'
  customer: CustomerTexts
  /** Where Save and Cancel lead. A new customer leads to its own page instead. */
  back: string
}

export function CustomerForm({ orgSlug, mode, customer, back }: Props) {
  const router = useRouter()
  const { conflict, guard } = useConflict('customer', (input: CustomerTexts) => updateCustomerAction(orgSlug, input))
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: updateCustomerSchema,
    defaultValues: customer,
    action: (input) => (mode === 'create' ? createCustomerAction(orgSlug, input) : guard(input)),
    draft: { name: 'customer' },
    onSaved: (id) => {
      router.push(mode === 'create' ? `/orgs/${orgSlug}/customers/${id}` : back)
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
      <PersonFields bind={bind} />
      <FieldGroup legend="Address">
        <AddressFields bind={bind} />
      </FieldGroup>
      <TextareaField label="Notes" optional binding={bind('notes')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          {mode === 'create' ? 'Add customer' : 'Save customer'}
        </Button>
        <ButtonLink href={back} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}
