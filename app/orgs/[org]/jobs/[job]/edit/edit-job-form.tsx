'use client'

import { useRouter } from 'next/navigation'
import { AddressFields } from '@/components/address-fields'
import { ConflictView, useConflict } from '@/components/conflict'
import { ActionForm, FieldGroup, FormSummary, TextareaField, TextField } from '@/components/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { formatPhone } from '@/lib/contact'
import { type UpdateJobForm, updateJobSchema } from '@/lib/jobs/schema'
import { updateJobAction } from '../../actions'

type Props = {
  orgSlug: string
  number: number
  job: UpdateJobForm
  customer: { email: string | null; phone: string | null }
}

export function EditJobForm({ orgSlug, number, job, customer }: Props) {
  const router = useRouter()
  const back = `/orgs/${orgSlug}/jobs/${number}/information`
  const { conflict, guard } = useConflict('job', (input: UpdateJobForm) => updateJobAction(orgSlug, input))
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: updateJobSchema,
    defaultValues: job,
    action: guard,
    draft: { name: 'job' },
    onSaved: () => {
      router.push(back)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit} aria-labelledby="edit-job">
      <h2 id="edit-job" className="text-lg font-semibold tracking-tight">
        Edit job
      </h2>
      <FormSummary failure={failure}>
        <ConflictView
          conflict={conflict}
          onSaveMine={(version) => {
            form.setValue('version', version)
            void submit()
          }}
        />
      </FormSummary>
      <TextField label="Title" binding={bind('title')} />
      <TextareaField label="Notes" optional binding={bind('notes')} />
      <FieldGroup legend="Site">
        <AddressFields bind={(name) => bind(`site.${name}`)} />
      </FieldGroup>
      <FieldGroup legend="Contact for this job">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label="Email for receipts"
            optional
            type="email"
            hint={`Leave blank to use ${customer.email ?? 'the customer’s, once it’s on file'}.`}
            binding={bind('contactEmail')}
          />
          <TextField
            label="Phone"
            optional
            type="tel"
            hint={`Leave blank to use ${customer.phone ? formatPhone(customer.phone) : 'the customer’s, once it’s on file'}.`}
            binding={bind('contactPhone')}
          />
        </div>
      </FieldGroup>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Save job
        </Button>
        <ButtonLink href={back} variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}
