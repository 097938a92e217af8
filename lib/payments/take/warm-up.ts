import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import { followSavedAccounts } from '@/lib/payment-accounts/follow'
import { requirePaySimpleCustomer } from '@/lib/payment-accounts/paysimple-customer'
import { PaySimpleError } from '@/lib/paysimple/errors'

/**
 * Done while the dialog is open and nothing has been typed yet, and after a typed number: what a payment needs and can be
 * had before the card is known, and what the next opening is to show of the saved accounts. Failing is no news for anybody; the payment will do
 * it again and say why.
 */
export async function warmUpPayment(orgId: string, jobNumber: number): Promise<void> {
  const ready = await forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({
      where: { orgId_number: { orgId, number: jobNumber } },
      include: { customer: { include: { paymentAccounts: { where: { removedAt: null } } } } },
    })
    if (!job) throw new UserError('This job no longer exists.')
    const integration = await connectPaySimple(tx, orgId)
    return integration && { integration, customer: job.customer }
  })
  if (!ready) return
  const { integration, customer } = ready
  const saved = customer.paymentAccounts.filter(({ merchantKey }) => merchantKey === integration.merchantKey)
  try {
    await followSavedAccounts(integration, await requirePaySimpleCustomer(integration, customer), saved)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
  }
}
