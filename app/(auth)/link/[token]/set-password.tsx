'use client'

import { useState } from 'react'
import { z } from 'zod'
import { ActionForm, FormSummary } from '@/components/form'
import { NewPasswordField } from '@/components/new-password-field'
import { Button, ButtonLink } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { WhosePassword } from '@/components/whose-password'
import { newPassword } from '@/lib/sessions/password-rule'
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
      <WhosePassword email={email} />
      <NewPasswordField binding={bind('newPassword')} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Set password
      </Button>
    </ActionForm>
  )
}
