'use client'

import { ActionForm, FormSummary, TextField } from '@/components/form'
import { NewPasswordField } from '@/components/new-password-field'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { WhosePassword } from '@/components/whose-password'
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
      <WhosePassword email={email} />
      <TextField label="Your name" autoComplete="name" binding={bind('name')} />
      <NewPasswordField label="Password" binding={bind('password')} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Join
      </Button>
    </ActionForm>
  )
}
