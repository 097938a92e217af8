import 'server-only'
import { forOrg } from '@/lib/db'
import { openIntegration } from '@/lib/orgs/integration'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { outcomeOfRecord } from './outcome'
import { recordOutcome, syncSoon } from './record-outcome'
import { syncInterval } from './timing'

/**
 * Compares an organization's authorized payments with PaySimple's list and records what changed (settled, voided in
 * PaySimple's own screens, returned). The number of calls follows the pages of the list, not the payments. Comes back
 * by itself while any payment is open.
 */
export async function syncOrg(orgId: string): Promise<void> {
  const found = await forOrg(orgId, async (tx) => ({
    integration: await openIntegration(tx, orgId),
    open: await tx.payment.findMany({
      where: { orgId, status: 'authorized', paysimplePaymentId: { not: null } },
      orderBy: { createdAt: 'asc' },
    }),
  }))
  const { integration } = found
  const open = new Map(
    found.open
      .filter((payment) => payment.accountKey === integration?.accountKey)
      .map((payment) => [payment.paysimplePaymentId, payment]),
  )
  if (!integration || open.size === 0) return
  try {
    for await (const record of integration.paysimple.payments.all()) {
      const payment = open.get(String(record.Id))
      if (!payment) continue
      const outcome = outcomeOfRecord(record, payment)
      if (outcome.status !== 'unknown' && outcome.status !== payment.status)
        await recordOutcome(orgId, payment.id, outcome, 'sync')
      open.delete(String(record.Id))
      if (open.size === 0) break
    }
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
  }
  await forOrg(orgId, async (tx) => {
    if (await tx.payment.count({ where: { orgId, status: 'authorized' } }))
      await syncSoon(tx, orgId, { inMs: syncInterval() })
  })
}
