import type { Icon } from '@/components/icons/icon'
import { CircleDashed, FileCheck, KeyRound } from '@/components/icons/records'
import { Send } from '@/components/icons/states'
import { CircleAlert, CircleCheck } from '@/components/icons/ui'
import { StatusPill } from '@/components/ui/status-pill'
import type { StaffOrg } from '@/lib/staff/list-orgs'
import { STAGES, type Stage, stageOf } from '@/lib/staff/stage'

const ICONS: Record<Stage, Icon> = {
  ...{ none: CircleDashed, application_sent: Send, approved: FileCheck, credentials_entered: KeyRound },
  active: CircleCheck,
}

/** Where an organization stands: suspended, or how far on its way to PaySimple. */
export function OrgPill({ org }: { org: StaffOrg }) {
  const stage = stageOf(org)
  return org.suspendedAt ? (
    <StatusPill tone="danger" icon={CircleAlert}>
      Suspended
    </StatusPill>
  ) : (
    <StatusPill tone="neutral" icon={ICONS[stage]}>
      {STAGES[stage]}
    </StatusPill>
  )
}
