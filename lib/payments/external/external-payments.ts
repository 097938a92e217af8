import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import { dateToDay, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, requireSameCredentials } from '@/lib/integration/integration'
import { lockExternalPayment } from '@/lib/locks'
import { formatCents } from '@/lib/money'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { outcomeOfRecord } from '@/lib/payments/rules/outcome'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import type { PaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import type { ExternalPayment } from '@/prisma/generated/client'
import type { ExternalState } from '@/prisma/generated/enums'
import { matchToJob } from './match-to-job'

// Payments that the sync found at PaySimple and that Plumbline did not make: an admin says what they belong to.

const DECIDED = 'Somebody has decided about this payment meanwhile. Reload the page to see what.'

/** One in this state, `open` while it is to be decided, locked to the commit. @throws UserError when it is in another */
async function requireIn(state: ExternalState, tx: Tx, orgId: string, id: string): Promise<ExternalPayment> {
  await lockExternalPayment(tx, orgId, id)
  const row = await tx.externalPayment.findUnique({ where: { orgId_id: { orgId, id } } })
  if (row?.state !== state) throw new UserError(DECIDED)
  return row
}

/**
 * Links one to a job: from then on it is a payment of that job, counts for what is owed, is followed, and can be voided
 * and refunded like any other.
 * @returns the id of the payment that it is now
 * @throws UserError when it was decided meanwhile, PaySimple does not show it, or the job is none for it (match-to-job.ts)
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
        'This is the second live charge of one payment, which is shown as charged twice: give it back there. It is a payment of its own only once the first is not live any more.',
      )
    const { job, takenOn } = await matchToJob(tx, orgId, {
      ...{ jobNumber, payerName: row.customerName, countsCents: counts ? row.amountCents : 0, sure },
    })
    const at = now()
    await tx.payment.create({
      data: {
        ...{ orgId, id: paymentId, jobId: job.id, status: 'unknown', origin: 'paysimple', ...asked, ...account },
        takenOn,
        method: row.method,
        payerName: row.customerName || 'Unknown',
        takenById: user.id,
        takenByName: 'PaySimple',
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

/** Sets one aside: it belongs to no job here. @throws UserError when it was decided meanwhile */
export const ignoreExternalPayment = (
  context: OrgContext,
  { externalId, note }: { externalId: string; note: string },
): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const row = await requireIn('open', tx, orgId, externalId)
    await tx.externalPayment.update({
      where: { orgId_id: { orgId, id: externalId } },
      data: { state: 'ignored', decidedAt: now(), decidedByName: context.user.name, note: note || null },
    })
    const detail = [formatCents(row.amountCents), note].filter(Boolean).join('. ')
    await recordAudit(tx, context, { action: 'outside_payment_set_aside', subject: row.paysimpleId, detail })
  })

/** Takes one up again that was set aside: it is to be decided as before. @throws UserError when somebody else did */
export const restoreExternalPayment = (context: OrgContext, { externalId }: { externalId: string }): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const row = await requireIn('ignored', tx, orgId, externalId)
    await tx.externalPayment.update({
      where: { orgId_id: { orgId, id: externalId } },
      data: { state: 'open', decidedAt: null, decidedByName: null, note: null },
    })
    const detail = formatCents(row.amountCents)
    await recordAudit(tx, context, { action: 'outside_payment_taken_up', subject: row.paysimpleId, detail })
  })

/** How many were set aside, and those of them that were last. */
export async function listIgnored(tx: Tx, orgId: string) {
  const where = { orgId, state: 'ignored' } as const
  const count = await tx.externalPayment.count({ where })
  const rows = await tx.externalPayment.findMany({ where, orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }], take: 50 })
  return { count, newest: rows.map((row) => ({ ...row, madeOn: dateToDay(row.madeOn) })) }
}

export type IgnoredPayments = Awaited<ReturnType<typeof listIgnored>>

/** The record, and what may be shown of its card or bank account. */
async function read(paysimple: PaySimple, { paysimpleId, method }: ExternalPayment) {
  try {
    const record = await paysimple.payments.get(Number(paysimpleId))
    return { record, account: await readAccount(paysimple, record, method) }
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    if (error.kind === 'unauthorized' || error.kind === 'forbidden')
      throw new UserError(
        'PaySimple did not accept your company’s credentials for this. Nothing was changed. Enter them again under Settings, Integration, and then link it; if they are right, ask PaySimple about the rights of the API user.',
      )
    throw new UserError('PaySimple could not show this payment. Nothing was changed; try again in a minute.')
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
