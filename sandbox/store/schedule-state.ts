/** What a schedule's row says about the schedule: whether it is running, and when it next does something. */
import { addDays } from '../time/calendar.ts'
import type { Schedule } from './rows.ts'

/** Active, or paused until a day. Such a schedule blocks the deletion of its account and its customer. */
export function isRunning(row: Schedule): boolean {
  const { ScheduleStatus, pauseUntilOn } = row
  return ScheduleStatus === 'Active' || (ScheduleStatus === 'Suspended' && pauseUntilOn !== null)
}

/** The next day on which the schedule does something by itself: charges, resumes or expires. Null for never. */
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
