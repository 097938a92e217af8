import 'server-only'
import type { LinkContext } from '@/lib/customer-links/read-link'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { removeAccount } from '@/lib/payment-accounts/manage'
import { listSavedAccounts, type SavedAccount } from '@/lib/payment-accounts/saved'
import { ownAccounts } from '@/lib/payments/take/by-customer'

// The saved cards and bank accounts of somebody at a link: those that they may pay with, and nobody else's.

export type OwnAccount = Pick<SavedAccount, 'id' | 'label' | 'lastFour' | 'expiry' | 'isExpired'>

/** Those that this person may use, in the order in which paying offers them. */
export async function listOwnAccounts(tx: Tx, context: LinkContext): Promise<OwnAccount[]> {
  const saved = await listSavedAccounts(tx, { orgId: context.org.id, id: context.link.job.customerId })
  if (saved.length === 0) return []
  const own = await ownAccounts(tx, context)
  return saved
    .filter(({ id }) => own.has(id))
    .map(({ id, label, lastFour, expiry, isExpired }) => ({ id, label, lastFour, expiry, isExpired }))
}

/**
 * Removes one of them, at PaySimple too. What was paid with it stays paid.
 * @throws UserError where it isn't theirs, a payment with it is on its way to PaySimple, or as `removeAccount`; LimitMet
 */
export async function removeOwnAccount(context: LinkContext, { accountId }: { accountId: string }): Promise<void> {
  const orgId = context.org.id
  const { customerId } = context.link.job
  const isThere = await forOrg(orgId, async (tx) => {
    const account = await tx.paymentAccount.findFirst({ where: { orgId, customerId, id: accountId } })
    if (account?.removedAt) return false // pressed twice
    if (!account || !(await ownAccounts(tx, context)).has(account.id))
      throw new UserError('This card or bank account isn’t saved for you. Reload the page to see what is.')
    const { method, lastFour } = account
    const paying = await tx.payment.count({
      where: { orgId, method, lastFour, status: 'submitting', job: { customerId } },
    })
    if (paying > 0)
      throw new UserError('A payment with it is being made right now. Nothing was removed. Try again in a minute.')
    return true
  })
  if (isThere) await removeAccount(context, { customerId, accountId })
}
