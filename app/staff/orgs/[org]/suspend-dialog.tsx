'use client'

import { AskDialog } from '@/components/ask-dialog'
import { resumeOrgAction, suspendOrgAction } from '../actions'

type Props = { orgId: string; name: string; suspended: boolean }

const REASON = {
  name: 'reason',
  label: 'Reason',
  lines: 3,
  hint: 'Its owners and admins can read this in their audit log once it’s resumed.',
}

const SUSPEND = {
  verb: 'Suspend',
  triggerVariant: 'danger',
  action: suspendOrgAction,
  what: 'All its members are signed out within seconds. Nobody can open it or take payments, and they read whom to call. What was sent to PaySimple is still followed until it’s certain.',
} as const

const RESUME = {
  verb: 'Resume',
  triggerVariant: 'primary',
  action: resumeOrgAction,
  what: 'Its members can open it and take payments again. Everything is as it was.',
} as const

/** Suspends an organization, or resumes it, with a reason. */
export function SuspendDialog({ orgId, name, suspended }: Props) {
  const { verb, triggerVariant, action, what } = suspended ? RESUME : SUSPEND
  return (
    <AskDialog
      key={verb} // what was typed for one isn't the reason for the other
      trigger={`${verb}…`}
      triggerVariant={triggerVariant}
      title={`${verb} ${name}`}
      fields={[REASON]}
      confirmLabel={verb}
      action={({ reason = '' }) => action({ orgId, reason })}
    >
      <p>{what}</p>
    </AskDialog>
  )
}
