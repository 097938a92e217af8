import { ListX, type LucideIcon, NotebookPen, Undo2 } from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import type { RecordedState } from '@/lib/payments/rules/recorded'
import { recordedLabel } from '@/lib/payments/words/recorded-words'

const ICONS: Record<RecordedState, LucideIcon> = { counts: NotebookPen, corrected: ListX, counter: Undo2 }

/** The mark of a recorded payment: word, icon and background color. */
export function RecordedPill({ state }: { state: RecordedState }) {
  const { label, tone } = recordedLabel(state)
  return (
    <StatusPill tone={tone} icon={ICONS[state]}>
      {label}
    </StatusPill>
  )
}
