import 'server-only'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple, type PaySimpleConnection } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import { requirePassword } from '@/lib/sessions/step-up'
import { type CallEffect, effectOf, effectWords, type KnownTarget } from './effect'
import type { TestCall } from './schema'

/** @throws UserError while the integration isn't active */
export async function requireConnection(orgId: string): Promise<PaySimpleConnection> {
  const connection = await forOrg(orgId, (tx) => connectPaySimple(tx, orgId))
  if (!connection) throw new UserError('PaySimple isn’t connected. Enter the credentials on the Integration tab.')
  return connection
}

/**
 * Tells what a call that changes something would do, for the question before it is sent, and for the audit log.
 * @returns words with the amount and the account, never a whole number; empty where the call has neither
 * @throws PasswordNeeded unless the password was given within the last minutes; UserError when what it moves can't be
 *   read
 */
export async function describeTestCall(context: OrgContext, call: TestCall): Promise<string[]> {
  await requirePassword(context)
  const effect = effectOf(call)
  if (effect.problem) throw new UserError(effect.problem, { body: effect.problem })
  const connection = await requireConnection(context.org.id)
  return effectWords(effect, await findTarget(context.org.id, connection, effect))
}

/** Finds what Plumbline or PaySimple knows of the account or payment; null where neither does. */
async function findTarget(
  orgId: string,
  { paysimple, merchantKey }: PaySimpleConnection,
  { accountId, paymentId }: CallEffect,
): Promise<KnownTarget | null> {
  if (!accountId && !paymentId) return null
  const known = await forOrg(orgId, async (tx) => {
    const where = { orgId, merchantKey }
    const account = accountId && (await tx.paymentAccount.findFirst({ where: { ...where, paysimpleId: accountId } }))
    if (account) return { label: account.label, lastFour: account.lastFour, amountCents: null }
    const payment = await tx.payment.findFirst({
      where: { ...where, ...(paymentId ? { paysimplePaymentId: paymentId } : { paysimpleAccountId: accountId }) },
      orderBy: { createdAt: 'desc' },
    })
    return payment && { label: payment.accountLabel, lastFour: payment.lastFour, amountCents: payment.amountCents }
  })
  if (known || !paymentId) return known
  // One that was made elsewhere. Where PaySimple doesn't answer, the call's own answer says more.
  const record = await paysimple.payments.get(Number(paymentId)).catch(() => null)
  const label = record?.AccountId ? `account ${record.AccountId}` : ''
  return record && { label, lastFour: '', amountCents: record.AmountCents }
}
