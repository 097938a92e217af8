'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { AddressFields } from '@/components/address-fields'
import { ActionForm, FieldGroup, FormSummary, TextareaField, TextField } from '@/components/form'
import { PersonFields } from '@/components/person-fields'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { addressTexts } from '@/lib/contact'
import type { CustomerChoice, FoundCustomer } from '@/lib/customers/queries'
import { type CreateJobForm, createJobSchema } from '@/lib/jobs/schema'
import { createJobAction } from '../actions'
import { CustomerPicker } from './customer-picker'

type Props = {
  orgSlug: string
  jobId: string
  /** From the address, when the user came from a customer's page. */
  chosen: FoundCustomer | null
  /** The customers shown before a search. */
  first: CustomerChoice
}

const NOBODY = { kind: 'new', firstName: '', lastName: '', company: '', email: '', phone: '' } as const
const existing = (id: string): CreateJobForm['customer'] => ({ kind: 'existing', id })

export function NewJobForm({ orgSlug, jobId, chosen, first }: Props) {
  const router = useRouter()
  const [customer, setCustomer] = useState<FoundCustomer | null>(chosen)
  const [kind, setKind] = useState<'existing' | 'new'>(chosen || first.total > 0 ? 'existing' : 'new')
  // The pressed button is gone with the other choice, so focus moves to what replaces it.
  const shown = useRef(kind)
  useEffect(() => {
    if (shown.current === kind) return
    shown.current = kind
    document.getElementById(kind === 'new' ? 'customer.firstName' : 'customer.id')?.focus()
  }, [kind])
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: createJobSchema,
    defaultValues: {
      id: jobId,
      title: '',
      notes: '',
      site: addressTexts(chosen),
      customer: kind === 'new' ? NOBODY : existing(chosen?.id ?? ''),
    },
    action: (input: CreateJobForm) => createJobAction(orgSlug, input),
    draft: {
      name: 'new job',
      beside: { customer, kind },
      restore: (before) => {
        setCustomer(before.customer)
        setKind(before.kind)
      },
    },
    onSaved: (number) => {
      router.push(`/orgs/${orgSlug}/jobs/${number}/information`)
      router.refresh()
    },
  })

  const choose = (found: FoundCustomer | null) => {
    setCustomer(found)
    form.setValue('customer', existing(found?.id ?? ''), { shouldDirty: true })
    form.clearErrors('customer')
    // Most work is done where the customer lives. What was typed already stays.
    if (found && !form.getFieldState('site').isDirty) form.setValue('site', addressTexts(found))
  }
  const switchTo = (next: 'existing' | 'new') => {
    setKind(next)
    setCustomer(null)
    form.setValue('customer', next === 'new' ? NOBODY : existing(''))
    form.clearErrors('customer')
  }

  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure} />
      <FieldGroup legend="Customer">
        {kind === 'existing' ? (
          <CustomerPicker
            orgSlug={orgSlug}
            first={first}
            chosen={customer}
            onChoose={choose}
            onNew={() => switchTo('new')}
            error={bind('customer.id').error}
          />
        ) : (
          <>
            <PersonFields bind={(name) => bind(`customer.${name}`)} />
            {first.total > 0 && (
              <Button className="self-start" onClick={() => switchTo('existing')}>
                Choose an existing customer
              </Button>
            )}
          </>
        )}
      </FieldGroup>
      <FieldGroup legend="Job">
        <TextField label="Title" hint="Like “Roof replacement”." binding={bind('title')} />
        <TextareaField label="Notes" optional binding={bind('notes')} />
      </FieldGroup>
      <FieldGroup legend="Site">
        <AddressFields bind={(name) => bind(`site.${name}`)} />
      </FieldGroup>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Create job
        </Button>
        <ButtonLink href={`/orgs/${orgSlug}/jobs`} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}
