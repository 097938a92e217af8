'use client'

import { useRouter } from 'next/navigation'
import { RegionOptions } from '@/components/address-fields'
import { ActionForm, FormSummary, SelectField, TextField } from '@/components/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { createOrgSchema, slugOf } from '@/lib/staff/schema'
import { TIME_ZONES } from '@/lib/time-zones'
import { createOrgAction } from '../actions'

type Props = {
  id: string
  /** What stands before the address: "pay.example.com/orgs/". */
  site: string
}

export function NewOrgForm({ id, site }: Props) {
  const router = useRouter()
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: createOrgSchema,
    defaultValues: { id, name: '', slug: '', timeZone: '', state: '', ownerEmail: '' },
    action: createOrgAction,
    draft: { name: 'organization' },
    onSaved: ({ slug }) => {
      router.push(`/staff/orgs/${slug}`)
      router.refresh()
    },
  })
  const name = bind('name')
  // Until somebody writes the address themselves, it follows the name.
  const suggest = (typed: string) => {
    if (!form.getFieldState('slug').isDirty || form.getValues('slug') === slugOf(form.getValues('name')))
      form.setValue('slug', slugOf(typed), { shouldDirty: true })
  }
  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure} />
      <TextField
        label="Company’s name"
        maxLength={100}
        binding={{
          ...name,
          input: {
            ...name.input,
            onChange: (event) => {
              suggest(event.target.value)
              return name.input.onChange(event)
            },
          },
        }}
      />
      <TextField
        label="Address of its site"
        hint={`${site} and then this. It can’t be changed later.`}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        binding={bind('slug')}
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField label="State" binding={bind('state')}>
          <RegionOptions />
        </SelectField>
        <SelectField label="Time zone" binding={bind('timeZone')}>
          <option value="">Choose…</option>
          {TIME_ZONES.map(({ name: zone, label }) => (
            <option key={zone} value={zone}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label="Owner’s email"
        hint="Plumbline sends the invitation there."
        type="email"
        inputMode="email"
        autoCapitalize="none"
        maxLength={100}
        binding={bind('ownerEmail')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={pending}>
          Create and invite the owner
        </Button>
        <ButtonLink href="/staff/orgs" variant="ghost">
          Cancel
        </ButtonLink>
      </div>
    </ActionForm>
  )
}
