import 'server-only'
import type { AuditAction } from '@/lib/audit/actions'
import { recordAudit } from '@/lib/audit/record'
import { customerName } from '@/lib/customers/schema'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import { lockCustomer } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { parseExpiry } from '@/lib/payment-methods/card'
import type { PaySimple } from '@/lib/paysimple/client'
import { isAccountGone, PaySimpleError } from '@/lib/paysimple/errors'
import { says } from '@/lib/paysimple/refusals'
import type { PaymentAccount, Prisma } from '@/prisma/generated/client'
import { expiryOf } from './register-account'
import { getAccount, labelOfType, takeOffList } from './saved'
import type { AccountRef, UpdateBank, UpdateCard } from './schema'

// Each change is made at PaySimple first, and then here, with its audit entry, in one transaction. Each may be repeated:
// where the answer, or our own commit, was lost, doing it again brings both to the same state.

/**
 * Makes a saved account the customer's default. PaySimple has one default card and one default bank account (PS-036);
 * here it is one of all.
 * @throws UserError with what PaySimple said, or that it could not be asked; nothing has changed here then
 */
export async function setDefaultAccount(context: OrgContext, ref: AccountRef): Promise<void> {
  await change(context, ref, 'account_default', async ({ paysimple, account }) => {
    const { CustomerId, Id } = await requireRecord(paysimple, account)
    if (CustomerId === null) throw new GoneThere()
    await paysimple.customers.setDefaultAccount(CustomerId, Id)
    return { data: { isDefault: true } }
  })
}

/** Changes a saved card's expiry date, and its billing ZIP where one is given (PS-035). @throws UserError as above */
export async function updateCard(context: OrgContext, { expiry, billingZip, ...ref }: UpdateCard): Promise<void> {
  const parsed = parseExpiry(expiry)
  if (!parsed) throw new UserError('Enter the expiry date as MM / YY, for example 04 / 29.')
  const ExpirationDate = expiryOf(parsed)
  await change(context, ref, 'account_updated', async ({ paysimple, account }) => {
    const card = await paysimple.creditCards.get(Number(account.paysimpleId))
    if (card.deleted) throw new GoneThere()
    await paysimple.creditCards.update({
      ...card,
      ExpirationDate,
      BillingZipCode: billingZip || card.BillingZipCode,
    })
    return { data: { expiry: ExpirationDate }, detail: `Expires ${ExpirationDate}.` }
  })
}

/** Says of a saved bank account that it is a checking or a savings account (PS-035). @throws UserError as above */
export async function updateBank(context: OrgContext, { accountType, ...ref }: UpdateBank): Promise<void> {
  await change(context, ref, 'account_updated', async ({ paysimple, account }) => {
    const bank = await paysimple.achAccounts.get(Number(account.paysimpleId))
    if (bank.deleted) throw new GoneThere()
    const isChecking = accountType === 'checking'
    await paysimple.achAccounts.update({ ...bank, IsCheckingAccount: isChecking })
    return { data: { label: labelOfType(account.label, isChecking) }, detail: `A ${accountType} account.` }
  })
}

/**
 * Removes a saved account, at PaySimple too, where it cannot be charged any more. Payments that were taken with it go
 * on as they are: they settle, and can be voided or refunded as a whole. A partial refund would charge the account once
 * more, so one that is under way is waited for. When the default goes, the oldest remaining of its kind follows, as at
 * PaySimple (PS-038), or else the oldest of the other.
 * @throws UserError as above, also while an active schedule charges the account
 */
export async function removeAccount(context: OrgContext, ref: AccountRef): Promise<void> {
  await change(context, ref, 'account_removed', async ({ paysimple, account }) => {
    const accounts = account.method === 'card' ? paysimple.creditCards : paysimple.achAccounts
    try {
      await accounts.delete(Number(account.paysimpleId))
    } catch (error) {
      // What was to be gone is gone.
      if (!isGone(error)) throw error
    }
    return { data: 'removed' }
  })
}

type Found = { paysimple: PaySimple; account: PaymentAccount; customer: string }
type Done = {
  data: Pick<Prisma.PaymentAccountUncheckedUpdateInput, 'isDefault' | 'expiry' | 'label'> | 'removed'
  detail?: string
}

const REMOVED =
  'This card or bank account has been removed already, by somebody else or at PaySimple. Reload the page to see what is saved.'

/** PaySimple has the account no more. */
class GoneThere extends Error {}

async function change(
  context: OrgContext,
  ref: AccountRef,
  action: AuditAction,
  atPaySimple: (found: Found) => Promise<Done>,
): Promise<void> {
  const orgId = context.org.id
  const found = await forOrg(orgId, (tx) => find(tx, orgId, ref, action))
  if (!found) return
  let done: Done
  try {
    done = await atPaySimple(found)
  } catch (error) {
    if (error instanceof GoneThere || isGone(error)) {
      await forOrg(orgId, (tx) => takeOffList(tx, found.account))
      throw new UserError('PaySimple does not have this card or bank account any more, so it was taken off the list.')
    }
    throw error instanceof PaySimpleError ? new UserError(wordsOf(error)) : error
  }
  await forOrg(orgId, async (tx) => {
    if (!(await write(tx, found.account, done.data))) return
    const subject = `${found.account.label} ${found.account.lastFour}, ${found.customer}`
    await recordAudit(tx, context, { action, subject, ...(done.detail && { detail: done.detail }) })
  })
}

/** Null for what was to be removed and has been removed already: that is done. */
async function find(
  tx: Tx,
  orgId: string,
  { customerId, accountId }: AccountRef,
  action: AuditAction,
): Promise<Found | null> {
  const customer = await tx.customer.findUnique({ where: { orgId_id: { orgId, id: customerId } } })
  if (!customer) throw new UserError('This customer does not exist. Reload the page.')
  const integration = await connectPaySimple(tx, orgId)
  if (!integration)
    throw new UserError(
      'Payments are not switched on for your company. An admin can do that under Settings, Integration.',
    )
  const { paysimple, merchantKey } = integration
  const account = await getAccount(tx, customer, merchantKey, accountId)
  if (!account) throw new UserError('This card or bank account is not saved for this customer. Reload the page.')
  if (account.removedAt && action === 'account_removed') return null
  if (account.removedAt) throw new UserError(REMOVED)
  if (action === 'account_removed') await refuseWhileRefunding(tx, account)
  return { paysimple, account, customer: customerName(customer) }
}

/** A partial refund that has not charged again what it keeps yet. */
async function refuseWhileRefunding(tx: Tx, { orgId, merchantKey, paysimpleId }: PaymentAccount) {
  const waiting = await tx.reversal.count({
    where: {
      ...{ orgId, retainedCents: { gt: 0 }, rechargeId: null, acceptedAt: null },
      status: { in: ['submitting', 'unknown', 'done', 'settled'] },
      payment: { merchantKey, paysimpleAccountId: paysimpleId },
    },
  })
  const charging = await tx.payment.count({
    where: { orgId, merchantKey, paysimpleAccountId: paysimpleId, reversalId: { not: null }, status: 'submitting' },
  })
  if (waiting + charging > 0)
    throw new UserError('A partial refund is still under way with this account. Remove it once the refund is complete.')
}

/**
 * Writes the change, and leaves the customer with exactly one default as long as anything is saved.
 * @returns false when somebody else has removed it first, as was asked for here
 * @throws UserError when somebody else has removed what was to be changed
 */
async function write(tx: Tx, account: PaymentAccount, data: Done['data']): Promise<boolean> {
  if (data === 'removed') return takeOffList(tx, account)
  const { orgId, id, customerId, merchantKey } = account
  await lockCustomer(tx, account.orgId, account.customerId)
  // While PaySimple was asked.
  if (!(await tx.paymentAccount.count({ where: { orgId, id, removedAt: null } }))) throw new UserError(REMOVED)
  const others = { orgId, customerId, merchantKey, removedAt: null, id: { not: id } }
  if (data.isDefault === true) await tx.paymentAccount.updateMany({ where: others, data: { isDefault: false } })
  await tx.paymentAccount.update({ where: { orgId_id: { orgId, id } }, data })
  return true
}

async function requireRecord(paysimple: PaySimple, { method, paysimpleId }: PaymentAccount) {
  const accounts = method === 'card' ? paysimple.creditCards : paysimple.achAccounts
  const record = await accounts.get(Number(paysimpleId))
  if (record.deleted) throw new GoneThere()
  return record
}

/** The same of a request for one account, where 404 says it as well. */
const isGone = (error: unknown): boolean =>
  isAccountGone(error) || (error instanceof PaySimpleError && error.kind === 'not_found')

function wordsOf(error: PaySimpleError): string {
  if (error.kind === 'unauthorized')
    return 'PaySimple did not accept your company’s credentials, so nothing was changed. An admin can enter them again under Settings, Integration.'
  const words = error.messages.map(({ message }) => message).join(' ')
  if (error.kind === 'refused' || error.kind === 'forbidden')
    return says('on_schedule', error.messages)
      ? 'A payment schedule at PaySimple still charges this account, so it was not removed. Suspend the schedule there, or give it another account, and try again.'
      : `PaySimple turned this down${words && `: “${words}”`} Nothing was changed.`
  if (!error.mayHaveBeenProcessed)
    return 'PaySimple could not be reached, so nothing was changed. Try again in a minute.'
  return 'PaySimple gave no clear answer, so nothing was changed here. Try again in a minute: doing it twice does no harm.'
}
