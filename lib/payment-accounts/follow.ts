import 'server-only'
import { forOrg } from '@/lib/db'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import type { AchAccount } from '@/lib/paysimple/ach-accounts'
import type { CreditCard } from '@/lib/paysimple/credit-cards'
import type { PaymentAccount } from '@/prisma/generated/client'
import { labelOfType, noteAccountGone } from './saved'

/**
 * Has saved accounts follow PaySimple, where the same card typed once more moves its expiry date (PS-033), and people
 * change and delete in PaySimple's own screens: expiry date, checking or savings (nothing else of an account can change,
 * PS-035), and whether it is there at all. One call, one more for each that its list lacks, and none where nothing is saved.
 *
 * What the list lacks may be another record's of the same customer, or on another page, so it is asked about by itself:
 * only what PaySimple itself calls deleted is taken off our list.
 * @param saved those of one customer that are on the list, of these credentials
 * @throws PaySimpleError when PaySimple could not be read; what is left stays as it was
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

/** Writes what is other at PaySimple over the row that was read, and over nothing that has changed here since. */
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
