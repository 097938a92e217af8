'use client'

import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { SHORTEST_PASSWORD } from '@/lib/sessions/password-rule'
import { signUpSchema } from '@/lib/team/schema'
import { signUpAction } from './invitation-actions'

/** Makes an account for the invited address, and joins. */
export function SignUp({ token, email }: { token: string; email: string }) {
  const { submit, bind, failure, pending } = useActionForm({
    schema: signUpSchema,
    defaultValues: { token, name: '', password: '' },
    action: signUpAction,
    onSaved: ({ slug }) => window.location.assign(`/orgs/${slug}`),
  })
  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure} />
      {/* Password managers look for whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly className="hidden" />
      <TextField label="Your name" autoComplete="name" binding={bind('name')} />
      <TextField
        label="Password"
        hint={`At least ${SHORTEST_PASSWORD} characters, of any kind. A few words that don’t go together are easy to remember.`}
        type="password"
        autoComplete="new-password"
        binding={bind('password')}
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Join
      </Button>
    </ActionForm>
  )
}
