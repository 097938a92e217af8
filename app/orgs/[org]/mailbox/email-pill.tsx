import { CircleHelp, CircleSlash, CircleX, Clock, type LucideIcon, MailCheck, RotateCw } from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import { EMAIL_STATES } from '@/lib/payments/words/email-words'
import type { EmailStatus } from '@/prisma/generated/enums'

const ICONS: Record<EmailStatus, LucideIcon> = {
  queued: Clock,
  sent: MailCheck,
  retrying: RotateCw,
  failed: CircleX,
  unconfirmed: CircleHelp,
  superseded: CircleSlash,
}

/** `isDelivered`: emails leave this machine. Where they don't, a sent one says where it is. */
export function EmailPill({ status, isDelivered }: { status: EmailStatus; isDelivered: boolean }) {
  return (
    <StatusPill tone="neutral" icon={ICONS[status]}>
      {status === 'sent' && !isDelivered ? 'Kept here' : EMAIL_STATES[status]}
    </StatusPill>
  )
}
