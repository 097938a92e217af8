import { formatCents } from '@/lib/money'
import { formatPercent } from '@/lib/percent'
import { dueWords } from './due-words'
import type { ShownContent } from './snapshot'
import type { PricedDocument } from './sums'

/** `share`, `amount`: empty where it isn't known yet. */
export type ScheduleRow = { id: string; label: string; due: string; share: string; amount: string }

/**
 * A payment schedule as it is worded everywhere: in dollars, and while a choice is open as it was typed: "30%", "The rest".
 */
export function scheduleRows({ schedule }: Pick<ShownContent, 'schedule'>, priced: PricedDocument): ScheduleRow[] {
  const parts = new Map(priced.state === 'decided' ? priced.parts.map((part) => [part.id, part]) : [])
  return schedule.map((part, n) => {
    const { id, label, due } = part
    const price = parts.get(id)
    const typed =
      part.kind === 'percent' ? formatPercent(part.percentThousandths) : part.kind === 'equal' ? `1/${part.of}` : ''
    const open = part.kind === 'fixed' ? formatCents(part.amountCents) : part.kind === 'rest' ? 'The rest' : ''
    return {
      ...{ id, label: label || `Payment ${n + 1}`, due: dueWords(due) },
      share: price ? formatPercent(price.percentThousandths) : typed,
      amount: price ? formatCents(price.amountCents) : open,
    }
  })
}
