'use client'

import { TextField } from '@/components/form'
import { SavedForm } from '@/components/saved-form'
import type { TeamRole } from '@/lib/team/rules'
import { inviteSchema } from '@/lib/team/schema'
import { inviteAction } from './actions'
import { RoleChoice } from './role-choice'

type Typed = { email: string; role: TeamRole }

/** Invites somebody by email, with a role whose rights stand beside it. */
export function InviteForm({ orgSlug, roles }: { orgSlug: string; roles: readonly TeamRole[] }) {
  return (
    <SavedForm
      schema={inviteSchema}
      // No role is chosen for anybody.
      defaultValues={{ email: '' }}
      action={(input: Typed) => inviteAction(orgSlug, input)}
      save="Send invitation"
      said="The invitation is on its way."
      isEmptied
    >
      {(bind) => (
        <>
          <TextField
            label="Email"
            hint="They get an email with a link that works once, and for 7 days."
            type="email"
            inputMode="email"
            autoCapitalize="none"
            className="max-w-md"
            binding={bind('email')}
          />
          <RoleChoice legend="Role" roles={roles} binding={bind('role')} />
        </>
      )}
    </SavedForm>
  )
}
