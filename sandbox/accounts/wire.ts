/** Payment accounts as they are answered. A fresh one shows its ticks, a read one whole seconds (PS-031). */
import type { Account } from '../store/rows.ts'
import { cutTicks } from '../time/calendar.ts'

export function wireAccount(
  row: Account,
  LastModified = cutTicks(row.LastModified),
  CreatedOn = cutTicks(row.CreatedOn),
) {
  const { CustomerId, IsDefault, Id } = row
  const rest = { CustomerId, IsDefault, Id, LastModified, CreatedOn }
  if (row.kind === 'card') {
    const { CreditCardNumber, ExpirationDate, Issuer, BillingZipCode } = row
    return { CreditCardNumber, ExpirationDate, Issuer, BillingZipCode, ...rest }
  }
  const { IsCheckingAccount, RoutingNumber, AccountNumber, BankName } = row
  return { IsCheckingAccount, RoutingNumber, AccountNumber, BankName, ...rest }
}
