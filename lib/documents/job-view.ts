import 'server-only'
import { dayOf, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { profileOf } from '@/lib/states/profiles'
import { stateOfJob } from '@/lib/states/state-of-job'
import { progressOf } from './due-now'
import { getJobSchedule, type JobSchedule } from './job-schedule'
import { type Progress, type ScheduleView, viewSchedule } from './schedule'

export type JobView = JobSchedule & { progress: Progress; view: ScheduleView }

/** Returns how a job's signed schedule stands by an instant: each part with what is paid, being paid and open. */
export function viewJob(signed: JobSchedule, instant: Date): JobView {
  const { schedule, payments, signedAt, cancellation, states, timeZone } = signed
  const profile = cancellation?.profile ?? profileOf(stateOfJob(states), dayOf(signedAt, timeZone))
  const progress = progressOf(schedule, instant, { ...signed, profile })
  return { ...signed, progress, view: viewSchedule(schedule, payments, progress) }
}

/**
 * Reads how a job's signed schedule stands now.
 * @returns null as `getJobSchedule`
 */
export async function getJobView(tx: Tx, orgId: string, jobId: string): Promise<JobView | null> {
  const signed = await getJobSchedule(tx, orgId, jobId)
  return signed && viewJob(signed, now())
}
