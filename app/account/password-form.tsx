'use client'

import { TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import { changePasswordSchema, SHORTEST_PASSWORD } from '@/lib/sessions/password-rule'
import { changePasswordAction } from './actions'

/** Changes one's own password, and says that everybody else who was in is out. */
export function PasswordForm({ email }: { email: string }) {
  return (
    <SavedForm
      schema={changePasswordSchema}
      defaultValues={{ password: '', newPassword: '' }}
      action={changePasswordAction}
      save="Change password"
      said="Changed. You’re signed out everywhere else."
      isEmptied
    >
      {(bind) => (
        <>
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
        </>
      )}
    </SavedForm>
  )
}
