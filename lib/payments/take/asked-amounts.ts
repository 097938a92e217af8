import 'server-only'
import type { Tx } from '@/lib/db'
import { dueNow } from '@/lib/documents/due-now'
import { dueNowWords, nextDrawWords } from '@/lib/documents/due-words'
import { hasParts } from '@/lib/documents/job-schedule'
import { getJobView } from '@/lib/documents/job-view'

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
  const job = await getJobView(tx, orgId, jobId)
  if (!job || !hasParts(job.schedule)) return null
  const { cents, labels, next } = dueNow(job.view, job.progress)
  return {
    due: { cents: Math.min(cents, owedCents), hint: labels.length > 0 ? dueNowWords(labels) : '' },
    next: { cents: Math.min(next?.cents ?? 0, owedCents), hint: next ? nextDrawWords(next) : '' },
  }
}
