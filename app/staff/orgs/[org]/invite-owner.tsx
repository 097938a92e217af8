'use client'

import { AskDialog } from '@/components/ask-dialog'
import { inviteOwnerAction } from '../actions'

type Props = {
  orgId: string
  name: string
  /** Who was invited last. */
  email: string
}

/** Invites the first owner again, or somebody else. */
export const InviteOwner = ({ orgId, name, email: initial }: Props) => (
  <AskDialog
    trigger="Invite the owner again…"
    title={`Invite the owner of ${name}`}
    fields={[{ name: 'email', label: 'Owner’s email', type: 'email', initial }]}
    confirmLabel="Send the invitation"
    action={({ email = '' }) => inviteOwnerAction({ orgId, email })}
  >
    <p>An invitation that nobody used stops working. The new one works for 7 days.</p>
  </AskDialog>
)
