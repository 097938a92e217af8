import 'server-only'
import { forOrg } from '@/lib/db'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import type { AchAccount } from '@/lib/paysimple/ach-accounts'
import type { CreditCard } from '@/lib/paysimple/credit-cards'
import type { PaymentAccount } from '@/prisma/generated/client'
import { labelOfType, noteAccountGone } from './saved'

/**
 * Brings saved accounts up to date with PaySimple. There, typing the same card again moves its expiration date (PS-033),
 * and people change and delete accounts: the expiration date, checking or savings (nothing else can change, PS-035), and
 * whether the account exists at all. Makes one call, one more for each account that the list lacks, and none where
 * nothing is saved.
 *
 * An account that the list lacks may belong to another record of the same customer, or be on another page, so it is read
 * by itself: only an account that PaySimple calls deleted is removed here.
 * @param saved the saved accounts of one customer under these credentials
 * @throws PaySimpleError when PaySimple couldn't be read; the accounts not reached stay as they were
 */
export async function followSavedAccounts(
  { paysimple }: PaySimpleConnection,
  paysimpleCustomerId: number,
  saved: readonly PaymentAccount[],
): Promise<void> {
  if (saved.length === 0) return
  const { items } = await paysimple.customers.accounts(paysimpleCustomerId).list()
  const listed = new Map<string, CreditCard | AchAccount>(items.map((record) => [String(record.Id), record]))
  const missing: PaymentAccount[] = []
  for (const account of saved) {
    const record = listed.get(account.paysimpleId)
    if (record) await follow(account, record)
    else missing.push(account)
  }
  for (const account of missing) {
    const accounts = account.method === 'card' ? paysimple.creditCards : paysimple.achAccounts
    const record = await accounts.get(Number(account.paysimpleId))
    if (record.deleted) await noteAccountGone(account.orgId, account.id)
    else await follow(account, record)
  }
}

/** Writes what differs at PaySimple, unless the row has changed here since it was read. */
async function follow(account: PaymentAccount, record: CreditCard | AchAccount): Promise<void> {
  const { orgId, id, label, expiry, savedAt } = account
  const data =
    'IsCheckingAccount' in record
      ? { label: record.IsCheckingAccount === null ? label : labelOfType(label, record.IsCheckingAccount) }
      : { expiry: /^\d\d\/\d{4}$/.test(record.ExpirationDate ?? '') ? record.ExpirationDate : expiry }
  if ((data.label ?? label) === label && (data.expiry ?? expiry) === expiry) return
  await forOrg(orgId, (tx) =>
    tx.paymentAccount.updateMany({ where: { orgId, id, label, expiry, savedAt, removedAt: null }, data }),
  )
}
