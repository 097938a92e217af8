'use client'

import { TextField } from '@/components/form'
import { Link } from '@/components/link'
import { SavedForm } from '@/components/saved-form'
import { emailSchema, nameSchema } from '@/lib/sessions/own-schemas'
import { changeEmailAction, changeNameAction } from './actions'

/** Somebody's own name. */
export const NameForm = ({ name }: { name: string }) => (
  <SavedForm schema={nameSchema} defaultValues={{ name }} action={changeNameAction} save="Save name">
    {(bind) => (
      <TextField
        label="Name"
        hint="Your companies see it beside what you do."
        autoComplete="name"
        className="max-w-md"
        binding={bind('name')}
      />
    )}
  </SavedForm>
)

/** The email that somebody signs in with. It changes once both addresses have confirmed it. */
export const EmailForm = ({ email, isMailKept }: { email: string; isMailKept: boolean }) => (
  <SavedForm
    schema={emailSchema}
    defaultValues={{ email: '' }}
    action={changeEmailAction}
    save="Change email"
    said={
      <>
        A link is on its way to both addresses. Open both within 24 hours; until then you sign in as before.
        {isMailKept && (
          <>
            {' '}
            This machine sends no email:{' '}
            <Link className="text-link underline underline-offset-3" href="/mail">
              read it here
            </Link>
            .
          </>
        )}
      </>
    }
    isEmptied
  >
    {(bind) => (
      <TextField
        label="New email"
        hint={`You sign in with ${email} now.`}
        type="email"
        autoComplete="email"
        maxLength={320}
        className="max-w-md"
        binding={bind('email')}
      />
    )}
  </SavedForm>
)
