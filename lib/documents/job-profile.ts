import 'server-only'
import type { Tx } from '@/lib/db'
import type { StateProfile } from '@/lib/states/profile'
import { profileOf } from '@/lib/states/profiles'
import { stateOfJob } from '@/lib/states/state-of-job'

const STATE = { select: { state: true } } as const

/**
 * Reads what the state of a job asks for.
 * @param day YYYY-MM-DD in the company's zone
 * @returns null where Plumbline doesn't know the law, as in Canada
 */
export async function getJobProfile(tx: Tx, orgId: string, jobId: string, day: string): Promise<StateProfile | null> {
  const job = await tx.job.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: jobId } },
    select: { state: true, customer: STATE, org: STATE },
  })
  return profileOf(stateOfJob([job.state, job.customer.state, job.org.state]), day)
}
