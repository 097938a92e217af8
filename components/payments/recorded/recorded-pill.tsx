import { PILL_ICONS } from '@/components/payments/pill-icons'
import { recordedPill } from '@/components/payments/pills'
import { StatusPill } from '@/components/ui/status-pill'
import type { RecordedState } from '@/lib/payments/rules/recorded'

/** The mark of a recorded payment: word, icon and background color. */
export function RecordedPill({ state }: { state: RecordedState }) {
  const { label, tone, icon } = recordedPill(state)
  return (
    <StatusPill tone={tone} icon={PILL_ICONS[icon]}>
      {label}
    </StatusPill>
  )
}
