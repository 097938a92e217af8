import 'server-only'
import { report } from '@/lib/errors'
import { BURST, OF_DECLINES } from '@/lib/limits/acts'
import { boundsOf, type Caller } from '@/lib/limits/admit'
import { isFirst } from '@/lib/limits/locks'
import { raiseAlarm } from '@/lib/security/alarms'
import { takeLimits, takeWithin } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import type { Payment } from '@/prisma/generated/client'

type Declined = Pick<Payment, 'orgId' | 'takenById' | 'linkId' | 'takenByName' | 'accountLabel' | 'lastFour'> & {
  job: { number: number }
  /** From where it was taken, where that is known. */
  address: string | null
}

/**
 * Counts a payment that has turned out to be declined, whoever learned it, and alarms the owners where one person has
 * several of different cards within minutes. Never throws: the decline itself is written already.
 */
export async function countDecline(declined: Declined): Promise<void> {
  const { orgId, takenById, linkId, takenByName: name, job, address, accountLabel, lastFour } = declined
  const id = takenById ?? linkId ?? ''
  const caller: Caller = {
    ...{ org: { id: orgId, limitFactor: 1 }, user: { id, name } },
    ...(linkId !== null && { role: 'customer' }),
    ...(address && { source: { address, requestId: '', userAgent: '' } }),
  }
  try {
    const names = OF_DECLINES[linkId === null ? 'member' : 'customer']
    await takeLimits(boundsOf(names, caller, { jobNumber: job.number }).map((bound) => ({ ...bound, points: 1 })))
    const of = `${orgId} ${id}`
    const burst = { name: 'decline burst', of, most: Number.MAX_SAFE_INTEGER, seconds: BURST.seconds }
    const [counted] = await takeWithin([{ ...burst, each: `${accountLabel} ${lastFour}` }])
    if (!counted || counted.taken < BURST.declines) return
    if (!(await isFirst('burst alarm', orgId, 60 * 60))) return
    const words = `${BURST.declines} different cards and bank accounts were declined within minutes, tried by ${linkId === null ? name : `a customer, ${name}`}`
    await recordSecurity({ event: 'limit_hit', userId: takenById ?? undefined, orgId, detail: words }, caller.source)
    await raiseAlarm(orgId, 'declines', `${words}.`)
  } catch (error) {
    report(error, 'countDecline')
  }
}
