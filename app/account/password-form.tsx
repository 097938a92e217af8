'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Button } from '@/components/ui/button'
import { useActionForm } from '@/components/use-action-form'
import { changePasswordSchema, SHORTEST_PASSWORD } from '@/lib/sessions/password-rule'
import { changePasswordAction } from './actions'

const EMPTY = { password: '', newPassword: '' }

/** Changes one's own password, and says that everybody else who was in is out. */
export function PasswordForm({ email }: { email: string }) {
  const router = useRouter()
  const [saved, setSaved] = useState(false)
  const { form, submit, bind, failure, pending } = useActionForm({
    schema: changePasswordSchema,
    defaultValues: EMPTY,
    action: changePasswordAction,
    onSaved: () => {
      form.reset(EMPTY)
      setSaved(true)
      router.refresh()
    },
  })
  return (
    <ActionForm onSubmit={submit} onChange={() => setSaved(false)}>
      <FormSummary failure={failure} />
      {/* Password managers look for whose it is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly className="hidden" />
      <TextField
        label="Your password now"
        type="password"
        autoComplete="current-password"
        maxLength={1000}
        className="max-w-md"
        binding={bind('password')}
      />
      <TextField
        label="New password"
        hint={`At least ${SHORTEST_PASSWORD} characters, of any kind. A few words that don’t go together are easy to remember.`}
        type="password"
        autoComplete="new-password"
        className="max-w-md"
        binding={bind('newPassword')}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" variant="primary" pending={pending}>
          Change password
        </Button>
        <p role="status" className="font-medium">
          {saved && !failure ? 'Changed. You’re signed out everywhere else.' : ''}
        </p>
      </div>
    </ActionForm>
  )
}
