import { CircleX, Clock, type LucideIcon, MailCheck, RotateCw } from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import type { EmailStatus } from '@/prisma/generated/enums'

const LABELS: Record<EmailStatus, { label: string; icon: LucideIcon }> = {
  queued: { label: 'Sending', icon: Clock },
  sent: { label: 'Sent', icon: MailCheck },
  retrying: { label: 'Retrying', icon: RotateCw },
  failed: { label: 'Not delivered', icon: CircleX },
}

export function EmailPill({ status }: { status: EmailStatus }) {
  const { label, icon } = LABELS[status]
  return (
    <StatusPill tone="neutral" icon={icon}>
      {label}
    </StatusPill>
  )
}
