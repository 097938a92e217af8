import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { cancelProfileOf } from './cancellation'
import { afterRightOn, progressOf } from './due-now'
import { getJobSchedule, type JobSchedule } from './job-schedule'
import { type Progress, type ScheduleView, viewSchedule } from './schedule'

export type JobView = JobSchedule & {
  progress: Progress
  view: ScheduleView
  /** As `afterRightOn`. */
  afterRightOn: string | null
}

/** Returns how a job's signed schedule stands by an instant: each part with what is paid, being paid and open. */
export function viewJob(signed: JobSchedule, instant: Date): JobView {
  const { schedule, payments } = signed
  const times = { ...signed, profile: cancelProfileOf(signed) }
  const progress = progressOf(schedule, instant, times)
  return { ...signed, progress, view: viewSchedule(schedule, payments, progress), afterRightOn: afterRightOn(times) }
}

/**
 * Reads how a job's signed schedule stands now.
 * @returns null as `getJobSchedule`
 */
export async function getJobView(tx: Tx, orgId: string, jobId: string): Promise<JobView | null> {
  const signed = await getJobSchedule(tx, orgId, jobId)
  return signed && viewJob(signed, now())
}
