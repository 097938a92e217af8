import 'server-only'
import { dayOf, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { progressOf } from './due-now'
import { getJobProfile } from './job-profile'
import { getJobSchedule, type JobSchedule } from './job-schedule'
import { type Progress, type ScheduleView, viewSchedule } from './schedule'

export type JobView = JobSchedule & { progress: Progress; view: ScheduleView }

/**
 * Reads how a job's signed schedule stands now: each part with what is paid, being paid and open.
 * @returns null as `getJobSchedule`
 */
export async function getJobView(tx: Tx, orgId: string, jobId: string): Promise<JobView | null> {
  const signed = await getJobSchedule(tx, orgId, jobId)
  if (!signed) return null
  const { schedule, payments, signedAt } = signed
  const { timeZone } = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { timeZone: true } })
  const profile = signed.cancellation?.profile ?? (await getJobProfile(tx, orgId, jobId, dayOf(signedAt, timeZone)))
  const progress = progressOf(schedule, now(), { ...signed, timeZone, profile })
  return { ...signed, progress, view: viewSchedule(schedule, payments, progress) }
}
