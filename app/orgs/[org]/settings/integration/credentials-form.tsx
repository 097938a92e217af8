'use client'

import { useState } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { ActionForm, FormSummary, SelectField, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { ENDPOINT_LABELS } from '@/lib/integration/endpoints'
import { credentialsSchema } from '@/lib/integration/schema'
import { questionSentence } from '@/lib/payments/words/screen'
import type { Endpoint } from '@/prisma/generated/enums'
import { saveCredentialsAction } from './actions'

type Props = {
  orgSlug: string
  /** Where payments can go from this installation. */
  endpoints: readonly Endpoint[]
  /** Why they can't go elsewhere, if so. */
  missing: string
  endpoint: Endpoint
  /** `active`: they are in use. `proposed`: they wait for an owner. */
  onSaved: (state: 'active' | 'proposed') => void
  onCancel?: () => void
}

const LABEL = 'Check and save'

/**
 * The User Name and Token from PaySimple, and where payments go. PaySimple checks them before they're saved, and asks where
 * they are of another merchant account.
 */
export function CredentialsForm({ orgSlug, endpoints, missing, endpoint, onSaved, onCancel }: Props) {
  const [question, setQuestion] = useState<string | null>(null)
  const { bind, submit, failure, pending } = useActionForm({
    schema: credentialsSchema,
    defaultValues: { endpoint, userName: '', apiKey: '' },
    action: async (input) => {
      const result = await saveCredentialsAction(orgSlug, { ...input, sure: question })
      const asked = (!result.ok && result.fields?.sure) || null
      setQuestion(asked)
      return asked ? { ok: false as const, message: questionSentence(asked, LABEL) } : result
    },
    onSaved: ({ state }) => onSaved(state),
  })
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
      <SelectField label="Where payments go" hint={missing} binding={bind('endpoint')}>
        {endpoints.map((value) => (
          <option key={value} value={value}>
            {ENDPOINT_LABELS[value]}
          </option>
        ))}
      </SelectField>
      <div className="flex flex-wrap gap-2">
        <ConfirmButton
          type="submit"
          pending={pending}
          label={pending ? 'Checking with PaySimple' : LABEL}
          question={pending ? null : question}
        />
        {onCancel && !pending && (
          <Button variant="ghost" onClick={onCancel}>
            Keep the current ones
          </Button>
        )}
      </div>
    </ActionForm>
  )
}
