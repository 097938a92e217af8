import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'

/**
 * The instant of what is written now on a job: the clock's, or just after all that was written on the job before. Clocks
 * of servers differ by seconds, and receipts say by these instants what was paid before what.
 */
export async function nextInstant(tx: Tx, orgId: string, jobId: string): Promise<Date> {
  const [row] = await tx.$queryRaw<{ last: Date | null }[]>`
    select greatest(
      (select max(payment_event.at) from payment
        join payment_event on payment_event.org_id = payment.org_id and payment_event.payment_id = payment.id
        where payment.org_id = ${orgId}::uuid and payment.job_id = ${jobId}::uuid),
      (select max(created_at) from recorded_payment where org_id = ${orgId}::uuid and job_id = ${jobId}::uuid)
    ) as last`
  const at = now()
  return row?.last && row.last >= at ? new Date(row.last.getTime() + 1) : at
}
