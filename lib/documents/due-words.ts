import { formatDay } from '@/lib/dates'
import type { Due } from './sums'

/** When a payment of the schedule is due, as it is printed. */
export function dueWords(due: Due): string {
  switch (due.on) {
    case 'signing':
      return 'On signing'
    case 'cancel_by':
      return 'After the right to cancel has ended'
    case 'day':
      return formatDay(due.day)
    case 'milestone':
      return due.milestone
    case 'completion':
      return 'On completion'
  }
}
