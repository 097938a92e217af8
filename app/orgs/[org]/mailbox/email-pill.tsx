import type { Icon } from '@/components/icons/icon'
import { CircleSlash, Inbox, MailCheck, RotateCw } from '@/components/icons/records'
import { CircleQuestionMark, CircleX, Clock } from '@/components/icons/states'
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
