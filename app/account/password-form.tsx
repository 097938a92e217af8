'use client'

import { TextField } from '@/components/form'
import { NewPasswordField } from '@/components/new-password-field'
import { SavedForm } from '@/components/saved-form'
import { WhosePassword } from '@/components/whose-password'
import { changePasswordSchema } from '@/lib/sessions/password-rule'
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
          <WhosePassword email={email} />
          <TextField
            label="Your password now"
            type="password"
            autoComplete="current-password"
            maxLength={1000}
            className="max-w-md"
            binding={bind('password')}
          />
          <NewPasswordField className="max-w-md" binding={bind('newPassword')} />
        </>
      )}
    </SavedForm>
  )
}
