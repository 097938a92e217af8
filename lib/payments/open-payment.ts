import 'server-only'
import { randomUUID } from 'node:crypto'
import { forOrg } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { Refusal } from '@/lib/errors'
import { getIntegration } from '@/lib/orgs/integration'
import { type Balance, computeBalance } from './balance'

/** What the Make Payment dialog opens with. */
export type PaymentForm = {
  /** Minted for this one use of the dialog; also PaySimple's OrderId. */
  paymentId: string
  balance: Balance
  /** Filled in from the job; each may be changed, and the cardholder may be somebody else. */
  prefill: { cardholderName: string; billingZip: string; receiptEmail: string }
  /** Why no payment can be taken yet, or null. */
  blocked: 'not_active' | 'nothing_to_pay' | null
}

/**
 * Reads what is owed on a job now and mints a payment id. Called when the dialog opens and after a decline, because an
 * id that was used once only ever answers what became of that payment.
 * @throws Refusal when the job does not exist
 */
export const openPayment = (orgId: string, jobNumber: number): Promise<PaymentForm> =>
  forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({
      where: { orgId_number: { orgId, number: jobNumber } },
      include: { customer: true, payments: { select: { amountCents: true, status: true } } },
    })
    if (!job) throw new Refusal('This job no longer exists. Reload the page.')
    const contract = await getContractTotal(tx, orgId, job.id)
    const balance = computeBalance(contract.cents, job.payments)
    const integration = await getIntegration(tx, orgId)
    return {
      paymentId: randomUUID(),
      balance,
      prefill: {
        cardholderName: `${job.customer.firstName} ${job.customer.lastName}`,
        billingZip: job.customer.zip ?? job.zip ?? '',
        receiptEmail: job.contactEmail ?? job.customer.email ?? '',
      },
      blocked: !integration?.activatedAt ? 'not_active' : balance.owedCents === 0 ? 'nothing_to_pay' : null,
    }
  })
