'use client'

import { ActionForm, FormSummary } from '@/components/form'
import { SubmitButtons } from '@/components/submit-buttons'
import { Dialog } from '@/components/ui/dialog'
import { UNSAVED } from '@/components/unsaved-guard'
import { useActionForm } from '@/components/use-action-form'
import type { TeamRole } from '@/lib/team/rules'
import { changeRoleSchema } from '@/lib/team/schema'
import { changeRoleAction } from './actions'
import { RoleChoice } from './role-choice'

type Props = {
  orgSlug: string
  member: { userId: string; name: string; role: TeamRole; isSelf: boolean }
  roles: readonly TeamRole[]
  onClose: () => void
  onSaved: (role: TeamRole) => void
}

/** Gives a member another role. */
export function ChangeRole({ orgSlug, member, roles, onClose, onSaved }: Props) {
  const { userId, name, role: was, isSelf } = member
  const { form, submit, bind, failure, pending, sending, isUnsaved } = useActionForm({
    schema: changeRoleSchema,
    defaultValues: { userId, was, role: was },
    action: (input: { userId: string; was: TeamRole; role: TeamRole }) => changeRoleAction(orgSlug, input),
    onSaved: () => onSaved(form.getValues('role')),
  })
  return (
    <Dialog
      title={isSelf ? 'Change your own role' : `Change the role of ${name}`}
      closing={isUnsaved ? { leave: UNSAVED } : null}
      pending={sending}
      onClose={onClose}
    >
      <ActionForm onSubmit={submit}>
        <p>
          {isSelf
            ? 'You’ll be signed out everywhere, and sign in again with the new role.'
            : 'They’ll be signed out everywhere within seconds, sign in again with the new role, and get an email.'}
        </p>
        <FormSummary failure={failure} />
        <RoleChoice legend="Role" roles={roles} binding={bind('role')} />
        <SubmitButtons pending={pending} label="Change role" />
      </ActionForm>
    </Dialog>
  )
}
