import 'server-only'
import { randomUUID } from 'node:crypto'
import { fromWhere, recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { ExternalPayment } from '@/prisma/generated/client'
import { requireIn } from './external-payment'
import { matchToJob } from './job-for-link'

/**
 * Links an external payment to a job: it becomes a payment of that job, counts toward what is owed, is followed, and
 * can be voided and refunded like any other.
 * @param sure the question that the person answered with yes, in the words of job-for-link.ts; null before that
 * @returns the payment's id here
 * @throws UserError when somebody else decided first, PaySimple doesn't show it, or job-for-link.ts rejects the job
 */
export async function linkExternalPayment(
  context: OrgContext,
  { externalId, jobNumber, note, sure }: { externalId: string; jobNumber: number; note: string; sure: string | null },
): Promise<string> {
  const { org, user } = context
  const orgId = org.id
  const { outside, integration } = await forOrg(orgId, async (tx) => ({
    outside: await requireIn('open', tx, orgId, externalId),
    integration: await connectPaySimple(tx, orgId),
  }))
  const { paysimple } = requireSameCredentials(integration, outside, 'Ignore it here.')
  const { record, account } = await read(paysimple, outside)
  const asked = { orderId: record.OrderId, amountCents: outside.amountCents }
  const outcome = outcomeOfRecord(record, asked)
  const counts = isPaid(outcome.status) || isUndecided(outcome.status)

  const paymentId = randomUUID()
  await forOrg(orgId, async (tx) => {
    const row = await requireIn('open', tx, orgId, externalId)
    const second = { orgId, merchantKey: row.merchantKey, paysimpleId: row.paysimpleId, clearedAt: null }
    if ((await tx.duplicateCharge.count({ where: second })) > 0)
      throw new UserError(
        'This is the duplicate charge of a payment that Plumbline has. Void or refund the duplicate instead, on this page.',
      )
    const { job, takenOn, totalCents } = await matchToJob(tx, orgId, {
      ...{ jobNumber, payerName: row.customerName, countsCents: counts ? row.amountCents : 0, sure },
    })
    const at = now()
    await tx.payment.create({
      data: {
        ...{ orgId, id: paymentId, jobId: job.id, status: 'unknown', origin: 'paysimple', ...asked, ...account },
        takenOn,
        jobTotalCents: totalCents,
        method: row.method,
        payerName: row.customerName || 'Unknown',
        takenById: user.id,
        takenByName: row.toolByName ? `${row.toolByName}, API Test Tool` : 'PaySimple',
        merchantKey: row.merchantKey,
        paysimplePaymentId: row.paysimpleId,
        createdAt: record.CreatedOn ?? row.madeOn,
        claimedAt: at,
        sendBy: at,
      },
    })
    await tx.paymentEvent.create({
      data: {
        ...{ orgId, paymentId, at, to: 'unknown', source: 'person', actorId: user.id, actorName: user.name },
        detail: 'linked',
        ...fromWhere(context.source),
      },
    })
    const decided = { decidedAt: at, decidedByName: user.name, note: note || null }
    await tx.externalPayment.update({
      where: { orgId_id: { orgId, id: externalId } },
      data: { state: 'linked', paymentId, ...decided },
    })
    const detail = [`${formatCents(row.amountCents)} to job ${jobNumber}`, note].filter(Boolean).join('. ')
    await recordAudit(tx, context, { action: 'outside_payment_linked', subject: row.paysimpleId, detail })
  })
  await recordOutcome(orgId, paymentId, outcome, 'person', { actor: user })
  return paymentId
}

/** PaySimple's record, and what may be shown of its card or bank account. @throws UserError when it can't be read */
async function read(paysimple: PaySimple, { paysimpleId, method }: ExternalPayment) {
  try {
    const record = await paysimple.payments.get(Number(paysimpleId))
    return { record, account: await readAccount(paysimple, record, method) }
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    if (error.kind === 'unauthorized' || error.kind === 'forbidden')
      throw new UserError(
        'PaySimple didn’t accept your company’s credentials, so nothing was changed. Enter them again under Settings, Integration, then link the payment. If they’re right, ask PaySimple about the API user’s permissions.',
      )
    throw new UserError('PaySimple couldn’t show this payment, so nothing was changed. Try again in a minute.')
  }
}

async function readAccount(paysimple: PaySimple, { AccountId }: PaySimplePayment, method: ExternalPayment['method']) {
  if (AccountId === null) return { accountLabel: method === 'card' ? 'Card' : 'Bank account', lastFour: '' }
  const lastDigits = (masked: string | null) => masked?.slice(-4).replace(/\D/g, '') ?? ''
  if (method === 'card') {
    const { Issuer, CreditCardNumber } = await paysimple.creditCards.get(AccountId)
    return {
      accountLabel: ISSUER_LABELS[Issuer ?? ''] ?? 'Card',
      lastFour: lastDigits(CreditCardNumber),
      paysimpleAccountId: String(AccountId),
    }
  }
  const { BankName, IsCheckingAccount, AccountNumber } = await paysimple.achAccounts.get(AccountId)
  return {
    accountLabel: `${BankName ?? 'Bank'} ${IsCheckingAccount ? 'checking' : 'savings'}`,
    lastFour: lastDigits(AccountNumber),
    paysimpleAccountId: String(AccountId),
  }
}

const ISSUER_LABELS: Readonly<Record<string, string>> = {
  Visa: 'Visa',
  Master: 'Mastercard',
  Amex: 'American Express',
  Discover: 'Discover',
}
