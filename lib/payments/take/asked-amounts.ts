import 'server-only'
import { dayOf, now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { dueFirst, dueNow, progressOf } from '@/lib/documents/due-now'
import { dueNowWords, nextDrawWords } from '@/lib/documents/due-words'
import { getJobSchedule, hasParts } from '@/lib/documents/job-schedule'
import { viewSchedule } from '@/lib/documents/schedule'
import { profileOf } from '@/lib/states/profiles'
import { stateOfJob } from '@/lib/states/state-of-job'

/** `cents`: at most what is owed; 0 where there is nothing. `hint`: which parts of the schedule they are, in a sentence. */
type Asked = { cents: number; hint: string }

/** What the signed schedule of a job asks for: all that is due now, and the first part that isn't due yet. */
export type AskedAmounts = { due: Asked; next: Asked }

type ScheduledJob = {
  id: string
  state: string | null
  customer: { state: string | null }
  org: { state: string | null; timeZone: string }
}

/**
 * Reads what is due now on a job, and what comes next.
 * @param owedCents what may be charged
 * @returns null while no agreement is signed, or where its schedule has no parts
 */
export async function getAskedAmounts(
  tx: Tx,
  orgId: string,
  job: ScheduledJob,
  owedCents: number,
): Promise<AskedAmounts | null> {
  const signed = await getJobSchedule(tx, orgId, job.id)
  if (!signed || !hasParts(signed.schedule)) return null
  const { timeZone } = job.org
  const profile = profileOf(stateOfJob(job), dayOf(signed.signedAt, timeZone))
  const progress = progressOf(signed, { instant: now(), timeZone, profile })
  const view = viewSchedule(dueFirst(signed.schedule, progress), signed.payments, progress)
  const { cents, labels, next } = dueNow(view, progress)
  return {
    due: { cents: Math.min(cents, owedCents), hint: labels.length > 0 ? dueNowWords(labels) : '' },
    next: { cents: Math.min(next?.cents ?? 0, owedCents), hint: next ? nextDrawWords(next) : '' },
  }
}
