import 'server-only'
import { randomUUID } from 'node:crypto'
import { payeeOf } from '@/lib/company/face'
import { customerName } from '@/lib/customers/schema'
import { forOrg } from '@/lib/db'
import { contractTotalCents, isFinished, PRICED, unpricedBecause } from '@/lib/documents/contract-total'
import { UserError } from '@/lib/errors'
import { getIntegration } from '@/lib/integration/integration'
import { listSavedAccounts, type SavedAccount } from '@/lib/payment-accounts/saved'
import { lastToday } from '@/lib/payment-methods/card'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import type { Balance } from '@/lib/payments/rules/balance'
import { BLOCKED_FOR_MEMBERS, type BlockedWords } from '@/lib/payments/words/dialog/blocked-words'
import { MAX_NAME } from '@/lib/typed-text'
import { type AskedAmounts, getAskedAmounts } from './asked-amounts'

/** What the Make Payment dialog opens with. */
export type PaymentForm = {
  /** Minted for this one use of the dialog; also PaySimple's OrderId. */
  paymentId: string
  balance: Balance
  /** The deposit that the company asks for, in percent of what is owed, or null. */
  depositPercent: number | null
  /** What the signed schedule asks for; null without one. Then the deposit is offered. */
  asked: AskedAmounts | null
  /** Filled in from the job. Each may be changed, and the cardholder may be somebody else. */
  prefill: { payerName: string; billingZip: string; receiptEmail: string }
  customerId: string
  /** Whether the customer is a company: its bank account is charged by other rules (SEC code CCD). */
  hasCompany: boolean
  /** The organization's legal name, or the one it shows, for the authorization that the customer gives. */
  payee: string
  /** The accounts that the customer agreed to save, the default first. */
  savedAccounts: SavedAccount[]
  /** The server's day, YYYY-MM-DD: a card's expiration date is compared with it, not with the device's clock. */
  today: string
  /** Why no payment can be taken yet, or null, and how its reader is told. */
  blocked: 'not_active' | 'nothing_to_pay' | null
  blockedWords: BlockedWords | null
}

/**
 * Reads what is owed on a job now and mints a payment id. Called when the dialog opens and after a decline, because a
 * used id only ever returns that payment's outcome.
 * @param words how its reader is told why no payment can be taken
 * @throws UserError when the job doesn't exist
 */
export const loadPaymentForm = (orgId: string, jobNumber: number, words = BLOCKED_FOR_MEMBERS): Promise<PaymentForm> =>
  forOrg(orgId, async (tx) => {
    const job = await tx.job.findUnique({
      where: { orgId_number: { orgId, number: jobNumber } },
      include: {
        org: { select: { name: true, legalName: true, depositPercent: true, state: true, timeZone: true } },
        customer: true,
      },
    })
    if (!job) throw new UserError('This job no longer exists. Reload the page.')
    const documents = await tx.document.findMany({ where: { orgId, jobId: job.id }, ...PRICED })
    const balance = await getJobBalance(tx, orgId, job.id, contractTotalCents(documents))
    const integration = await getIntegration(tx, orgId)
    return {
      paymentId: randomUUID(),
      balance,
      // A deposit is for work that is still ahead.
      depositPercent: isFinished(documents) ? null : job.org.depositPercent,
      asked: await getAskedAmounts(tx, orgId, job.id, balance.owedCents),
      prefill: {
        // Names from before the limit are cut: nobody could shorten one at a saved card.
        payerName: customerName(job.customer).slice(0, MAX_NAME),
        billingZip: job.customer.zip ?? job.zip ?? '',
        receiptEmail: job.contactEmail ?? job.customer.email ?? '',
      },
      customerId: job.customer.id,
      hasCompany: Boolean(job.customer.company),
      payee: payeeOf(job.org),
      savedAccounts: await listSavedAccounts(tx, job.customer),
      today: lastToday(),
      ...(integration?.activatedAt
        ? {
            blocked: balance.owedCents === 0 ? 'nothing_to_pay' : null,
            blockedWords: words.nothing(balance, unpricedBecause(documents)),
          }
        : { blocked: 'not_active', blockedWords: words.notActive }),
    }
  })
