/** Payment accounts as the API shows them. A new account shows ticks; a read shows whole seconds (PS-031). */
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
