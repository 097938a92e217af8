import 'server-only'
import type { AuditAction } from '@/lib/audit/actions'
import { recordAudit } from '@/lib/audit/record'
import { customerName } from '@/lib/customers/schema'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { connectPaySimple } from '@/lib/integration/integration'
import { admit } from '@/lib/limits/admit'
import { lockCustomer } from '@/lib/locks'
import type { Actor } from '@/lib/orgs/actor'
import type { OrgContext } from '@/lib/orgs/context'
import { parseExpiry } from '@/lib/payment-methods/card'
import type { PaySimple } from '@/lib/paysimple/client'
import { isAccountGone, PaySimpleError } from '@/lib/paysimple/errors'
import { says } from '@/lib/paysimple/refusals'
import type { PaymentAccount, Prisma } from '@/prisma/generated/client'
import { expiryOf } from './register-account'
import { getAccount, labelOfType, takeOffList } from './saved'
import type { AccountRef, UpdateBank, UpdateCard } from './schema'

// Each change is made at PaySimple first, then here, with its audit entry, in one transaction. Each can be repeated: where
// the answer or our commit was lost, doing it again brings both sides to the same state.

/**
 * Makes a saved account the customer's default. PaySimple has a default card and a default bank account (PS-036); here
 * there is one default of all.
 * @throws UserError with PaySimple's message, or when it couldn't be reached; nothing has changed here then
 */
export async function setDefaultAccount(context: OrgContext, ref: AccountRef): Promise<void> {
  await change(context, ref, 'account_default', async ({ paysimple, account }) => {
    const { CustomerId, Id } = await requireRecord(paysimple, account)
    if (CustomerId === null) throw new GoneThere()
    await paysimple.customers.setDefaultAccount(CustomerId, Id)
    return { data: { isDefault: true } }
  })
}

/** Changes a saved card's expiration date, and its billing ZIP code where one is given (PS-035). @throws UserError as above */
export async function updateCard(context: Actor, { expiry, billingZip, ...ref }: UpdateCard): Promise<void> {
  const parsed = parseExpiry(expiry)
  if (!parsed) throw new UserError('Enter the expiration date as MM / YY, for example 04 / 29.')
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

/** Changes a saved bank account to checking or savings (PS-035). @throws UserError as above */
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
 * Removes a saved account, at PaySimple too, where it can no longer be charged. Payments made with it go on: they settle,
 * and can be voided or refunded in full. A partial refund recharges the account, so one under way prevents the removal.
 * When the default is removed, the oldest remaining account of its kind becomes the default, as at PaySimple (PS-038),
 * or else the oldest of the other kind.
 * @throws UserError as above, and while an active schedule charges the account
 */
export async function removeAccount(context: Actor, ref: AccountRef): Promise<void> {
  await change(context, ref, 'account_removed', async ({ paysimple, account }) => {
    const accounts = account.method === 'card' ? paysimple.creditCards : paysimple.achAccounts
    try {
      await accounts.delete(Number(account.paysimpleId))
    } catch (error) {
      // It is already gone.
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
  'This card or bank account was already removed, here or in PaySimple. Reload the page to see what’s saved.'

/** Who is told what a customer can do nothing about. */
const isCustomer = ({ role }: Actor) => role === 'customer'
const CALL = 'This can’t be changed here just now. Nothing was changed. Call your contractor.'

/** PaySimple no longer has the account. */
class GoneThere extends Error {}

async function change(
  context: Actor,
  ref: AccountRef,
  action: AuditAction,
  atPaySimple: (found: Found) => Promise<Done>,
): Promise<void> {
  const orgId = context.org.id
  const found = await forOrg(orgId, (tx) => find(tx, context, ref, action))
  if (!found) return
  const about = { accountId: ref.accountId }
  const nothing = { nothing: 'Nothing was changed.' }
  if (isCustomer(context)) await admit(context, 'customer account change', about, nothing)
  else await admit(context, 'account change', about, nothing)
  let done: Done
  try {
    done = await atPaySimple(found)
  } catch (error) {
    if (error instanceof GoneThere || isGone(error)) {
      await forOrg(orgId, (tx) => takeOffList(tx, found.account))
      throw new UserError('PaySimple no longer has this card or bank account, so it was removed here too.')
    }
    throw error instanceof PaySimpleError ? new UserError(wordsOf(error, context)) : error
  }
  await forOrg(orgId, async (tx) => {
    if (!(await write(tx, found.account, done.data))) return
    const subject = `${found.account.label} ${found.account.lastFour}, ${found.customer}`
    await recordAudit(tx, context, { action, subject, ...(done.detail && { detail: done.detail }) })
  })
}

/** Finds the account and the connection. Null when the account should be removed and already is. @throws UserError */
async function find(
  tx: Tx,
  context: Actor,
  { customerId, accountId }: AccountRef,
  action: AuditAction,
): Promise<Found | null> {
  const orgId = context.org.id
  const customer = await tx.customer.findUnique({ where: { orgId_id: { orgId, id: customerId } } })
  if (!customer) throw new UserError('This customer doesn’t exist. Reload the page.')
  const integration = await connectPaySimple(tx, orgId)
  if (!integration)
    throw new UserError(
      isCustomer(context)
        ? CALL
        : 'Payments aren’t switched on for your company. An admin can switch them on under Settings, Integration.',
    )
  const { paysimple, merchantKey } = integration
  const account = await getAccount(tx, customer, merchantKey, accountId)
  if (!account) throw new UserError('This card or bank account isn’t saved for this customer. Reload the page.')
  if (account.removedAt && action === 'account_removed') return null
  if (account.removedAt) throw new UserError(REMOVED)
  if (action === 'account_removed') await refuseWhileRefunding(tx, account)
  return { paysimple, account, customer: customerName(customer) }
}

/** @throws UserError while a partial refund hasn't recharged its retained amount yet */
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
 * @returns false when the account should be removed and somebody else removed it first
 * @throws UserError when somebody else removed the account that should change
 */
async function write(tx: Tx, account: PaymentAccount, data: Done['data']): Promise<boolean> {
  if (data === 'removed') return takeOffList(tx, account)
  const { orgId, id, customerId, merchantKey } = account
  await lockCustomer(tx, account.orgId, account.customerId)
  // It may have been removed while PaySimple was called.
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

/** Whether an error says that the account is gone. For a request of one account, a 404 says it too. */
const isGone = (error: unknown): boolean =>
  isAccountGone(error) || (error instanceof PaySimpleError && error.kind === 'not_found')

function wordsOf(error: PaySimpleError, context: Actor): string {
  if (error.kind === 'unauthorized' && isCustomer(context)) return CALL
  if (error.kind === 'unauthorized')
    return 'PaySimple didn’t accept your company’s credentials, so nothing was changed. An admin can enter them again under Settings, Integration.'
  const words = error.messages.map(({ message }) => message).join(' ')
  if (error.kind === 'refused' || error.kind === 'forbidden')
    return says('on_schedule', error.messages)
      ? isCustomer(context)
        ? 'A payment schedule still charges this account, so it wasn’t removed. Call your contractor.'
        : 'A payment schedule in PaySimple still charges this account, so it wasn’t removed. Suspend the schedule there or give it another account, then try again.'
      : `PaySimple turned this down${words ? `: “${words}”` : '.'} Nothing was changed.`
  if (!error.mayHaveBeenProcessed)
    return 'PaySimple couldn’t be reached, so nothing was changed. Try again in a minute.'
  return 'PaySimple gave no clear answer, so nothing was changed here. Try again in a minute. Doing it twice does no harm.'
}
