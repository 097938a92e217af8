'use client'

import { useState } from 'react'
import { z } from 'zod'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { newPassword, SHORTEST_PASSWORD } from '@/lib/sessions/password-rule'
import { setPasswordAction } from './actions'

const schema = z.object({ token: z.string(), newPassword })

/** Sets the password that a link is for. */
export function SetPassword({ token, email }: { token: string; email: string }) {
  const [isSet, setDone] = useState(false)
  const { submit, bind, failure, pending } = useActionForm({
    schema,
    defaultValues: { token, newPassword: '' },
    action: setPasswordAction,
    onSaved: () => setDone(true),
  })
  if (isSet)
    return (
      <div role="status" className="flex flex-col items-start gap-5">
        <p className="font-medium">Your password is set.</p>
        <ButtonLink variant="primary" href="/sign-in">
          Sign in
        </ButtonLink>
      </div>
    )
  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure} />
      {/* Password managers look for whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly className="hidden" />
      <TextField
        label="New password"
        hint={`At least ${SHORTEST_PASSWORD} characters, of any kind. A few words that don’t go together are easy to remember.`}
        type="password"
        autoComplete="new-password"
        binding={bind('newPassword')}
      />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Set password
      </Button>
    </ActionForm>
  )
}
