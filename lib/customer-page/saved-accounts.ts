import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { removeAccount, updateCard } from '@/lib/payment-accounts/manage'
import { listSavedAccounts, type SavedAccount } from '@/lib/payment-accounts/saved'
import { ownAccounts } from '@/lib/payments/take/by-customer'
import type { PaymentAccount } from '@/prisma/generated/client'
import type { UpdateOwnCard } from './schema'

// The saved cards and bank accounts of somebody at a link: those that they may pay with, and nobody else's.

export type OwnAccount = Pick<SavedAccount, 'id' | 'method' | 'label' | 'lastFour' | 'expiry' | 'isExpired'>

/** Those that this person may use, in the order in which paying offers them. */
export async function listOwnAccounts(tx: Tx, context: LinkContext): Promise<OwnAccount[]> {
  const saved = await listSavedAccounts(tx, { orgId: context.org.id, id: context.link.job.customerId })
  if (saved.length === 0) return []
  const own = await ownAccounts(tx, context)
  return saved
    .filter(({ id }) => own.has(id))
    .map(({ id, method, label, lastFour, expiry, isExpired }) => ({ id, method, label, lastFour, expiry, isExpired }))
}

/** @throws UserError where it isn't theirs */
async function requireOwn(tx: Tx, context: LinkContext, accountId: string): Promise<PaymentAccount> {
  const orgId = context.org.id
  const account = await tx.paymentAccount.findFirst({
    where: { orgId, customerId: context.link.job.customerId, id: accountId },
  })
  // One that was removed is nobody's by now.
  if (!account || !(account.removedAt || (await ownAccounts(tx, context)).has(account.id)))
    throw new UserError('This card or bank account isn’t saved for you. Reload the page to see what is.')
  return account
}

/**
 * Gives one of their cards its new expiration date, at PaySimple too, and its billing ZIP code where one is given: the card
 * that the bank sent in place of the old one. Another number is another card (PS-035), which is saved with a payment.
 * @throws UserError where it isn't theirs, or as `updateCard`; LimitMet
 */
export async function updateOwnCard(context: LinkContext, { accountId, ...changes }: UpdateOwnCard): Promise<void> {
  const account = await forOrg(context.org.id, (tx) => requireOwn(tx, context, accountId))
  if (account.method !== 'card') throw new UserError('A bank account has no expiration date. Nothing was changed.')
  await updateCard(context, { customerId: account.customerId, accountId, ...changes })
}

/**
 * Removes one of them, at PaySimple too. What was paid with it stays paid.
 * @throws UserError where it isn't theirs, a payment with it is on its way to PaySimple, or as `removeAccount`; LimitMet
 */
export async function removeOwnAccount(context: LinkContext, { accountId }: { accountId: string }): Promise<void> {
  const orgId = context.org.id
  const { customerId } = context.link.job
  const isThere = await forOrg(orgId, async (tx) => {
    const { method, lastFour, removedAt } = await requireOwn(tx, context, accountId)
    if (removedAt) return false // pressed twice
    const paying = await tx.payment.count({
      where: { orgId, method, lastFour, status: 'submitting', job: { customerId } },
    })
    if (paying > 0)
      throw new UserError('A payment with it is being made right now. Nothing was removed. Try again in a minute.')
    return true
  })
  if (isThere) await removeAccount(context, { customerId, accountId })
}
