'use client'

import { useState } from 'react'
import { z } from 'zod'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Link } from '@/components/link'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { requiredEmail } from '@/lib/contact'
import { forgotPasswordAction } from './actions'

const schema = z.object({ email: requiredEmail })

/** Asks for a link to a new password. What is said is the same whoever has a sign-in. */
export function ForgotPassword({ isMailKept }: { isMailKept: boolean }) {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { form, submit, bind, failure, pending } = useActionForm({
    schema,
    defaultValues: { email: '' },
    action: forgotPasswordAction,
    onSaved: () => setSentTo(form.getValues('email').trim()),
  })
  if (sentTo)
    return (
      <div role="status" className="flex flex-col gap-3">
        <p className="wrap-anywhere font-medium">
          If {sentTo} has a sign-in, a link is on its way. It works for 30 minutes.
        </p>
        <p className="text-ink-muted">
          Nothing there after a few minutes? Look in the spam folder, and check that the address is the one you sign in
          with.
        </p>
        {isMailKept && (
          <p>
            On this machine no email is sent:{' '}
            <Link href="/mail" className="text-link underline underline-offset-3">
              open it here
            </Link>
            .
          </p>
        )}
      </div>
    )
  return (
    <ActionForm onSubmit={submit}>
      <FormSummary failure={failure} />
      <TextField label="Email" type="email" autoComplete="username" maxLength={320} binding={bind('email')} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        Send the link
      </Button>
    </ActionForm>
  )
}
