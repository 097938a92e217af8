/** GET /v4/new/{object}: an empty object of that kind, to fill in and post (PS-080). */
import { ok } from '../http/envelope.ts'
import { NO_DATE } from '../time/calendar.ts'

const MEMBERS = {
  customer:
    'AltEmail AltPhone MobilePhone Fax Website BillingAddress ShippingSameAsBilling ShippingAddress Company Notes CustomerAccount FirstName LastName Email Phone',
  'account/creditcard': 'CreditCardNumber ExpirationDate Issuer BillingZipCode CustomerId IsDefault',
  'account/ach': 'IsCheckingAccount RoutingNumber AccountNumber BankName CustomerId IsDefault',
  payment:
    'AccountId InvoiceId Amount IsDebit CVV PaymentSubType InvoiceNumber PurchaseOrderNumber OrderId Description Latitude Longitude SuccessReceiptOptions FailureReceiptOptions',
  recurringpayment:
    'EndDate PaymentAmount PaymentSubType AccountId InvoiceNumber OrderId FirstPaymentAmount FirstPaymentDate StartDate ExecutionFrequencyType ExecutionFrequencyParameter Description',
  paymentplan:
    'TotalDueAmount TotalNumberOfPayments PaymentSubType AccountId InvoiceNumber OrderId FirstPaymentAmount FirstPaymentDate StartDate ExecutionFrequencyType ExecutionFrequencyParameter Description',
}

export const emptyObject = (kind: keyof typeof MEMBERS) => {
  const nulls = Object.fromEntries(MEMBERS[kind].split(' ').map((name) => [name, null]))
  const template = { ...nulls, Id: 0, LastModified: NO_DATE, CreatedOn: NO_DATE }
  return () => ok(template)
}
