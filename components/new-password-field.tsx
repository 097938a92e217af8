import { SHORTEST_PASSWORD } from '@/lib/sessions/password-rule'
import { TextField } from './form'
import type { Binding } from './use-action-form'

type Props = { label?: string; className?: string; binding: Binding }

/** A field for a password that is being chosen, with what it has to be. */
export const NewPasswordField = ({ label = 'New password', className, binding }: Props) => (
  <TextField
    label={label}
    hint={`At least ${SHORTEST_PASSWORD} characters, of any kind. A few words that don’t go together are easy to remember.`}
    type="password"
    autoComplete="new-password"
    className={className}
    binding={binding}
  />
)
