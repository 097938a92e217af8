'use client'

import { ActionForm, FormSummary, SelectField, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { ENDPOINT_LABELS } from '@/lib/integration/endpoints'
import { credentialsSchema } from '@/lib/integration/schema'
import type { Endpoint } from '@/prisma/generated/enums'
import { saveCredentialsAction } from './actions'

type Props = { orgSlug: string; local: boolean; endpoint: Endpoint; onSaved: () => void; onCancel?: () => void }

/** The User Name and Token from PaySimple, and where payments go. PaySimple checks them before they're saved. */
export function CredentialsForm({ orgSlug, local, endpoint, onSaved, onCancel }: Props) {
  const { bind, submit, failure, pending } = useActionForm({
    schema: credentialsSchema,
    defaultValues: { endpoint, userName: '', apiKey: '' },
    action: (input) => saveCredentialsAction(orgSlug, input),
    onSaved,
  })
  const endpoints: Endpoint[] = ['production', 'sandbox', ...(local ? (['local'] as const) : [])]
  return (
    <ActionForm onSubmit={submit} autoComplete="off">
      <FormSummary failure={failure} />
      <TextField
        label="User Name (API User ID)"
        hint="From PaySimple’s email. Each company has its own."
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        binding={bind('userName')}
      />
      <TextField
        label="Token (API Key)"
        hint="Stored encrypted. Plumbline only ever shows its last four characters."
        type="password"
        autoComplete="off"
        data-1p-ignore
        data-lpignore="true"
        binding={bind('apiKey')}
      />
      <SelectField label="Where payments go" binding={bind('endpoint')}>
        {endpoints.map((value) => (
          <option key={value} value={value}>
            {ENDPOINT_LABELS[value]}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {pending ? 'Checking with PaySimple' : 'Check and save'}
        </Button>
        {onCancel && !pending && (
          <Button variant="ghost" onClick={onCancel}>
            Keep the current ones
          </Button>
        )}
      </div>
    </ActionForm>
  )
}
