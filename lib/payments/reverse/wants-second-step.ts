import 'server-only'
import { now } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { lockRefunder } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'

/** So far back a person's refunds count together. */
const WITHIN_MS = 24 * 60 * 60_000

/**
 * Tells whether a refund asks for the second step again, of whoever has one: where it and what this person has refunded at
 * this company in the last 24 hours come to more than the amount that an owner has set (Settings, Security). One that was
 * begun counts unless it wasn't done, or was canceled; whole, where what was to be kept wasn't charged again, or that was
 * voided since. (A refund of it counts by itself.) Of two at once the other one waits until the caller's transaction ends, and counts it.
 * @param cents what is refunded, without what is kept
 */
export async function wantsSecondStep(tx: Tx, { org, user }: OrgContext, cents: number): Promise<boolean> {
  if (cents > org.stepUpRefundCents) return true
  await lockRefunder(tx, org.id, user.id)
  const [{ sum } = { sum: 0 }] = await tx.$queryRaw<{ sum: number }[]>`
    select coalesce(sum(payment.amount_cents - case when recharge.status in
      ('declined', 'not_taken', 'voided', 'returned', 'chargeback') then 0 else reversal.retained_cents end), 0)::float8 as sum
    from reversal join payment on payment.org_id = reversal.org_id and payment.id = reversal.payment_id
      left join payment as recharge on recharge.org_id = reversal.org_id and recharge.id = reversal.recharge_id
    where reversal.org_id = ${org.id}::uuid and reversal.requested_by_id = ${user.id}::uuid
      and reversal.kind = 'refund' and reversal.status not in ('not_done', 'canceled')
      and reversal.created_at > ${new Date(now().getTime() - WITHIN_MS)}`
  return sum + cents > org.stepUpRefundCents
}
