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

/** Suspends an organization, or resumes it, with a reason. */
export const SuspendDialog = ({ orgId, name, suspended }: Props) =>
  suspended ? (
    <AskDialog
      key="resume"
      trigger="Resume…"
      triggerVariant="primary"
      title={`Resume ${name}`}
      fields={[REASON]}
      confirmLabel="Resume"
      action={({ reason = '' }) => resumeOrgAction({ orgId, reason })}
    >
      <p>Its members can open it and take payments again. Everything is as it was.</p>
    </AskDialog>
  ) : (
    <AskDialog
      key="suspend"
      trigger="Suspend…"
      triggerVariant="danger"
      title={`Suspend ${name}`}
      fields={[REASON]}
      confirmLabel="Suspend"
      action={({ reason = '' }) => suspendOrgAction({ orgId, reason })}
    >
      <p>
        All its members are signed out within seconds. Nobody can open it or take payments, and they read whom to call.
        What was sent to PaySimple is still followed until it’s certain.
      </p>
    </AskDialog>
  )
