import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { getIntegration, merchantKeyOf } from '@/lib/integration/integration'
import { lockCustomer } from '@/lib/locks'
import { hasExpired } from '@/lib/payment-methods/card'
import type { Customer, Payment, PaymentAccount } from '@/prisma/generated/client'
import type { PaymentMethod } from '@/prisma/generated/enums'

/** A saved card or bank account as it may be shown. */
export type SavedAccount = {
  id: string
  method: PaymentMethod
  /** "Visa", "First Bank checking" */
  label: string
  lastFour: string
  /** A card's expiration date, MM/YYYY; null for a bank account. */
  expiry: string | null
  isExpired: boolean
  isDefault: boolean
  /** When the customer agreed to save it, and who recorded that. */
  savedAt: Date
  savedByName: string
}

/** A customer's saved cards and bank accounts under the credentials in use now, the default first; none without any. */
export async function listSavedAccounts(tx: Tx, customer: Pick<Customer, 'orgId' | 'id'>): Promise<SavedAccount[]> {
  const integration = await getIntegration(tx, customer.orgId)
  if (!integration?.userName) return []
  const merchantKey = merchantKeyOf(integration.endpoint, integration.userName)
  const rows = await tx.paymentAccount.findMany({
    where: { orgId: customer.orgId, customerId: customer.id, merchantKey, removedAt: null },
    orderBy: [{ isDefault: 'desc' }, { savedAt: 'desc' }],
  })
  return rows.map(({ id, method, label, lastFour, expiry, isDefault, savedAt, savedByName }) => ({
    ...{ id, method, label, lastFour, expiry, isDefault, savedAt, savedByName },
    isExpired: expiry !== null && hasExpired(expiry),
  }))
}

/** One of the customer's accounts under these credentials, even if it was removed since; null for all others. */
export async function getAccount(
  tx: Tx,
  customer: Pick<Customer, 'orgId' | 'id'>,
  merchantKey: string,
  id: string,
): Promise<PaymentAccount | null> {
  const account = await tx.paymentAccount.findUnique({ where: { orgId_id: { orgId: customer.orgId, id } } })
  return account?.customerId === customer.id && account.merchantKey === merchantKey ? account : null
}

/** The saved account that pays. @throws UserError when it is no longer saved */
export async function requireSavedAccount(...which: Parameters<typeof getAccount>): Promise<PaymentAccount> {
  const account = await getAccount(...which)
  if (!account || account.removedAt)
    throw new UserError('This card or bank account is no longer saved. Choose another one, or enter it again.', {
      savedAccountId: 'No longer saved.',
    })
  return account
}

/**
 * Saves the account of a payment, where the customer agreed to it, in the transaction of the outcome. It becomes the
 * default where there is none. Outcomes are written many times, but the customer agreed once: an account that was changed
 * or removed since stays that way.
 */
export async function keepAccount(tx: Tx, payment: Payment): Promise<void> {
  const { orgId, merchantKey, paysimpleAccountId: paysimpleId, method, accountLabel: label, lastFour } = payment
  if (!payment.saveAccount || paysimpleId === null) return
  const { customerId } = await tx.job.findUniqueOrThrow({
    where: { orgId_id: { orgId, id: payment.jobId } },
    select: { customerId: true },
  })
  await lockCustomer(tx, orgId, customerId)
  const key = { orgId_merchantKey_paysimpleId: { orgId, merchantKey, paysimpleId } }
  const known = await tx.paymentAccount.findUnique({ where: key })
  if (known && (known.removedAt ?? known.savedAt) >= payment.createdAt) return
  const kept = { label, lastFour, expiry: payment.cardExpiry, removedAt: null }
  const consent = { savedAt: payment.createdAt, savedById: payment.takenById, savedByName: payment.takenByName }
  const others = { orgId, customerId, merchantKey, removedAt: null, paysimpleId: { not: paysimpleId } }
  const isDefault = (await tx.paymentAccount.count({ where: { ...others, isDefault: true } })) === 0
  await tx.paymentAccount.upsert({
    where: key,
    create: { orgId, customerId, merchantKey, paysimpleId, method, ...kept, ...consent, isDefault },
    update: { ...kept, ...consent, isDefault },
  })
}

/** "First Bank checking" or "First Bank savings", from either one. */
export const labelOfType = (label: string, isChecking: boolean): string =>
  `${label.replace(/ (checking|savings)$/, '')} ${isChecking ? 'checking' : 'savings'}`

/** Whether the account of a payment was removed since, so that it can't be recharged. */
export const isAccountRemoved = async (
  tx: Tx,
  {
    orgId,
    merchantKey,
    paysimpleAccountId: paysimpleId,
  }: Pick<Payment, 'orgId' | 'merchantKey' | 'paysimpleAccountId'>,
): Promise<boolean> =>
  paysimpleId !== null &&
  (await tx.paymentAccount.count({ where: { orgId, merchantKey, paysimpleId, removedAt: { not: null } } })) > 0

/** Removes an account that is gone at PaySimple, so that it isn't offered again. */
export const noteAccountGone = (orgId: string, id: string): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const account = await tx.paymentAccount.findUnique({ where: { orgId_id: { orgId, id } } })
    if (account) await takeOffList(tx, account)
  })

/**
 * Removes a saved account from the customer's list. When the default is removed, the oldest remaining account of its kind
 * becomes the default, as at PaySimple (PS-038), or else the oldest of the other kind.
 * @returns false when it was already removed, and nothing is written
 */
export async function takeOffList(tx: Tx, account: PaymentAccount): Promise<boolean> {
  const { orgId, id, customerId, merchantKey, method } = account
  await lockCustomer(tx, orgId, customerId)
  const data = { removedAt: now(), isDefault: false }
  const { count } = await tx.paymentAccount.updateMany({ where: { orgId, id, removedAt: null }, data })
  if (count === 0) return false
  const remaining = await tx.paymentAccount.findMany({
    where: { orgId, customerId, merchantKey, removedAt: null },
    orderBy: [{ savedAt: 'asc' }, { id: 'asc' }],
  })
  if (remaining.some((other) => other.isDefault)) return true
  const heir = remaining.find((other) => other.method === method) ?? remaining[0]
  if (heir) await tx.paymentAccount.update({ where: { orgId_id: { orgId, id: heir.id } }, data: { isDefault: true } })
  return true
}
