import 'server-only'
import { now } from '@/lib/dates'
import type { Statement, Tx } from '@/lib/db'
import { dueNow } from '@/lib/documents/due-now'
import { dueNowWords, nextDrawWords } from '@/lib/documents/due-words'
import { hasParts, jobScheduleStatement, type ScheduleRow, toJobSchedule } from '@/lib/documents/job-schedule'
import { getJobView, type JobView, viewJob } from '@/lib/documents/job-view'
import { Prisma } from '@/prisma/generated/client'

/** `cents`: at most what is owed; 0 where there is nothing. `hint`: which parts of the schedule they are, in a sentence. */
type Asked = { cents: number; hint: string }

/** What the signed schedule of a job asks for: all that is due now, and the first part that isn't due yet. */
export type AskedAmounts = { due: Asked; next: Asked }

/**
 * Reads what is due now on a job, and what comes next.
 * @param owedCents what may be charged
 * @returns null while no agreement is signed, or where its schedule has no parts
 */
export async function getAskedAmounts(
  tx: Tx,
  orgId: string,
  jobId: string,
  owedCents: number,
): Promise<AskedAmounts | null> {
  return askedOf(await getJobView(tx, orgId, jobId), owedCents)
}

function askedOf(job: JobView | null, owedCents: number): AskedAmounts | null {
  if (!job || !hasParts(job.schedule)) return null
  const { cents, labels, next } = dueNow(job.view, job.progress)
  return {
    due: { cents: Math.min(cents, owedCents), hint: labels.length > 0 ? dueNowWords(labels) : '' },
    next: { cents: Math.min(next?.cents ?? 0, owedCents), hint: next ? nextDrawWords(next) : '' },
  }
}

type Offered = { depositPercent: number | null; signed: ScheduleRow | null }

/**
 * What may be offered on a job, for a page that asks all it shows at once: the company's deposit, and what `toAsked` needs.
 * @param jobId a value, or a subquery of it
 */
export const offeredStatement = (orgId: string, jobId: Prisma.Sql): Statement<Offered> => Prisma.sql`
  select deposit_percent as "depositPercent",
    (select to_json(signed) from (${jobScheduleStatement(orgId, jobId)}) signed) as signed
  from org where id = ${orgId}::uuid`

/** The answer of `offeredStatement` → what `getAskedAmounts` returns. */
export function toAsked(offered: Offered | undefined, owedCents: number): AskedAmounts | null {
  const signed = toJobSchedule([offered?.signed])
  return askedOf(signed && viewJob(signed, now()), owedCents)
}
