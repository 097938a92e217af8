import 'server-only'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import type { PaymentSource } from '@/lib/payment-methods/source'
import type { AchAccount } from '@/lib/paysimple/ach-accounts'
import { isAccountGone, isCustomerGone, PaySimpleError } from '@/lib/paysimple/errors'
import { says } from '@/lib/paysimple/refusals'
import type { Customer } from '@/prisma/generated/client'
import { AccountNotReady } from './account-not-ready'
import {
  bringCompany,
  makePaySimpleCustomer,
  notePaySimpleCustomer,
  notePaySimpleCustomerGone,
  requirePaySimpleCustomer,
} from './paysimple-customer'

const ISSUER_OF = { visa: 'Visa', mastercard: 'Master', 'american-express': 'Amex', discover: 'Discover' } as const

export type NewSource = Exclude<PaymentSource, { method: 'saved' }>

/** The customer, and their record at PaySimple where one is already noted. */
export type Holder = PaySimpleConnection & { customer: Customer; paysimpleCustomerId: number | null }

/**
 * Registers a card or bank account with the customer at PaySimple, which charges only registered ones, and makes the
 * customer there when first needed.
 * @returns PaySimple's AccountId
 * @throws PaySimpleError or AccountNotReady when it couldn't be done; nothing has been charged by then
 */
export async function registerAccount(holder: Holder, source: NewSource): Promise<number> {
  const { customer, merchantKey, paysimpleCustomerId } = holder
  if (paysimpleCustomerId === null) return registerForNew(holder, source)
  try {
    return await registerForKnown(holder, paysimpleCustomerId, source)
  } catch (error) {
    if (!isCustomerGone(error)) throw error
    await notePaySimpleCustomerGone(merchantKey, customer, paysimpleCustomerId)
    return registerForKnown(holder, await requirePaySimpleCustomer(holder, customer), source)
  }
}

/**
 * Makes a saved account ready: a company account needs the company's name on its customer's record at PaySimple.
 * @param secCode the payment's; null for a card
 * @returns PaySimple's AccountId
 * @throws PaySimpleError or AccountNotReady as above
 */
export async function readySavedAccount(
  { paysimple, customer }: Holder,
  accountId: number,
  secCode: string | null,
): Promise<number> {
  if (secCode !== 'Ccd') return accountId
  const { CustomerId, deleted } = await paysimple.achAccounts.get(accountId).catch((error) => {
    throw isAccountGone(error) ? new AccountNotReady('account_gone') : error
  })
  if (deleted || CustomerId === null) throw new AccountNotReady('account_gone')
  await bringCompany(paysimple, CustomerId, customer)
  return accountId
}

/** An existing record may lack the company's name. Both calls run at once, to save time. */
async function registerForKnown(holder: Holder, customerId: number, source: NewSource): Promise<number> {
  const isCompany = source.method === 'bank' && source.secCode === 'Ccd'
  const [accountId] = await Promise.all([
    registerFor(holder, customerId, source),
    isCompany && bringCompany(holder.paysimple, customerId, holder.customer),
  ])
  return accountId
}

/** Makes the customer first. It is noted while PaySimple registers the account, to save time. */
async function registerForNew(holder: Holder, source: NewSource): Promise<number> {
  const { paysimple, customer, merchantKey } = holder
  const paysimpleId = await makePaySimpleCustomer(paysimple, customer)
  const attached = registerFor(holder, paysimpleId, source)
  const [accountId] = await Promise.all([attached, notePaySimpleCustomer(merchantKey, customer, paysimpleId)])
  return accountId
}

const registerFor = (holder: PaySimpleConnection, customerId: number, source: NewSource) =>
  source.method === 'card' ? registerCard(holder, customerId, source) : registerBank(holder, customerId, source)

/** Registers a card. The same card again returns its existing account (PS-033). */
async function registerCard(
  { paysimple }: PaySimpleConnection,
  customerId: number,
  { card, billingZip }: Extract<NewSource, { method: 'card' }>,
): Promise<number> {
  const saved = await paysimple.creditCards.create({
    CustomerId: customerId,
    CreditCardNumber: card.number,
    ExpirationDate: expiryOf(card.expiry),
    Issuer: ISSUER_OF[card.brand],
    ...(billingZip && { BillingZipCode: billingZip }),
  })
  return saved.Id
}

/** "04/2029", as PaySimple writes it. */
export const expiryOf = ({ month, year }: { month: number; year: number }): string =>
  `${String(month).padStart(2, '0')}/${year}`

/** Registers a bank account. The same one again is refused (PS-034): then it is found by routing number and last digits. */
async function registerBank(
  { paysimple }: PaySimpleConnection,
  customerId: number,
  { bank }: Extract<NewSource, { method: 'bank' }>,
): Promise<number> {
  try {
    const made = await paysimple.achAccounts.create({
      CustomerId: customerId,
      RoutingNumber: bank.routingNumber,
      AccountNumber: bank.accountNumber,
      BankName: bank.bankName,
      IsCheckingAccount: bank.isChecking,
    })
    return made.Id
  } catch (error) {
    if (!isRegisteredAlready(error)) throw error
    const same: AchAccount[] = []
    for await (const account of paysimple.customers.achAccounts(customerId).all()) {
      const lastDigits = account.AccountNumber?.replace(/^\D+/, '') ?? ''
      if (account.RoutingNumber !== bank.routingNumber || lastDigits.length < 3) continue
      if (bank.accountNumber.endsWith(lastDigits)) same.push(account)
    }
    const [found] = same
    if (!found) throw error
    // Only PaySimple can tell two such accounts apart: charging one of them would be a guess.
    if (same.length > 1) throw new AccountNotReady('two_alike')
    if (found.IsCheckingAccount !== bank.isChecking)
      await paysimple.achAccounts.update({ ...found, IsCheckingAccount: bank.isChecking })
    return found.Id
  }
}

const isRegisteredAlready = (error: unknown) =>
  error instanceof PaySimpleError && error.kind === 'refused' && says('already_attached', error.messages)
