import 'server-only'
import { dayOf, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { dueFirst, progressOf } from './due-now'
import { getJobProfile } from './job-profile'
import { getJobSchedule, type JobSchedule } from './job-schedule'
import { type Progress, type ScheduleView, viewSchedule } from './schedule'

/** `view`: the parts in the order in which payments are laid on them, what is due first. */
export type JobView = JobSchedule & { progress: Progress; view: ScheduleView }

/**
 * Reads how a job's signed schedule stands now: each part with what is paid, being paid and open.
 * @returns null while no agreement is signed
 */
export async function getJobView(tx: Tx, orgId: string, jobId: string): Promise<JobView | null> {
  const signed = await getJobSchedule(tx, orgId, jobId)
  if (!signed) return null
  const { timeZone } = await tx.org.findUniqueOrThrow({ where: { id: orgId }, select: { timeZone: true } })
  const profile = await getJobProfile(tx, orgId, jobId, dayOf(signed.signedAt, timeZone))
  const progress = progressOf(signed, { instant: now(), timeZone, profile })
  return { ...signed, progress, view: viewSchedule(dueFirst(signed.schedule, progress), signed.payments, progress) }
}
