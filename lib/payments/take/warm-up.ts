import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import { askAdmission, type Caller, refusal } from '@/lib/limits/admit'
import { bringUpToDate, staleRecords } from '@/lib/payment-accounts/bring-up-to-date'
import { followSavedAccounts } from '@/lib/payment-accounts/follow'
import { NOTED, requirePaySimpleCustomer } from '@/lib/payment-accounts/paysimple-customer'
import { PaySimpleError } from '@/lib/paysimple/errors'

/**
 * Prepares a payment while the dialog is open: makes the customer at PaySimple or brings the record there up to date, and
 * has the saved accounts follow PaySimple for the next opening. Called when the dialog opens and after a number was
 * typed. PaySimple's errors are ignored: the payment does it again and reports them. Who opens too many dialogs pays
 * without it.
 */
export async function warmUpPayment(caller: Caller, jobNumber: number): Promise<void> {
  const orgId = caller.org.id
  const admission =
    caller.role === 'customer' ? await askAdmission(caller, 'customer dialog') : await askAdmission(caller, 'dialog')
  if (admission.refused !== null) return void (await refusal(caller, admission))
  const ready = await forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({
      where: { orgId_number: { orgId, number: jobNumber } },
      include: {
        customer: { include: { paysimpleCustomers: NOTED, paymentAccounts: { where: { removedAt: null } } } },
      },
    })
    if (!job) throw new UserError('This job no longer exists. Reload the page.')
    const integration = await connectPaySimple(tx, orgId)
    return integration && { integration, customer: job.customer }
  })
  if (!ready) return
  const { integration, customer } = ready
  const saved = customer.paymentAccounts.filter(({ merchantKey }) => merchantKey === integration.merchantKey)
  const stale = staleRecords(customer.paysimpleCustomers, integration.merchantKey, customer)
  await bringUpToDate(integration, customer, stale)
  try {
    await followSavedAccounts(integration, await requirePaySimpleCustomer(integration, customer), saved)
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
  }
}
