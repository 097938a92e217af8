import {
  CircleQuestionMark,
  CircleSlash,
  CircleX,
  Clock,
  type Icon,
  Inbox,
  MailCheck,
  RotateCw,
} from '@/components/ui/icons'
import { StatusPill } from '@/components/ui/status-pill'
import { EMAIL_STATES, emailState } from '@/lib/payments/words/email-words'
import type { Email } from '@/prisma/generated/client'

const ICONS: Record<keyof typeof EMAIL_STATES, Icon> = {
  queued: Clock,
  sent: MailCheck,
  kept: Inbox,
  retrying: RotateCw,
  failed: CircleX,
  unconfirmed: CircleQuestionMark,
  superseded: CircleSlash,
}

/** The state of an email: icon and word. */
export function EmailPill({ email }: { email: Pick<Email, 'status' | 'keptHere'> }) {
  const state = emailState(email)
  return (
    <StatusPill tone="neutral" icon={ICONS[state]}>
      {EMAIL_STATES[state]}
    </StatusPill>
  )
}
