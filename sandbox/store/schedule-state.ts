/** What the row of a schedule says about it: for the store's index, and for all that a running schedule holds on to. */
import { addDays } from '../time/calendar.ts'
import type { Schedule } from './rows.ts'

/** Active, or paused until a day: a suspended schedule keeps neither its account nor its customer from being deleted. */
export function isRunning(row: Schedule): boolean {
  const { ScheduleStatus, pauseUntilOn } = row
  return ScheduleStatus === 'Active' || (ScheduleStatus === 'Suspended' && pauseUntilOn !== null)
}

/** The next day on which something happens by itself; null when nothing will. */
export function wakesOn(row: Schedule): string | null {
  if (row.deleted || row.ScheduleStatus === 'Expired') return null
  const days = row.endOn === null ? [] : [addDays(row.endOn, 1)]
  if (row.ScheduleStatus === 'Suspended') days.push(...(row.pauseUntilOn === null ? [] : [row.pauseUntilOn]))
  else {
    if (row.firstOn !== null && !row.firstDone) days.push(row.firstOn)
    if (row.nextOn !== null) days.push(row.nextOn)
  }
  return days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b))
}
