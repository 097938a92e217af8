// The document's own test accounts (section Test Account Numbers for the Sandbox Environment) and no others.

export const VISA = {
  CreditCardNumber: '4111111111111111',
  ExpirationDate: '12/2021',
  Issuer: 'Visa',
} as const
export const CVV = '996'

/** One digit off, so that it is nobody's number. */
export const INVALID_VISA = '4111111111111112'

export const BANK = {
  RoutingNumber: '131111114',
  AccountNumber: '751111111',
  BankName: 'PaySimple Bank',
  IsCheckingAccount: true,
} as const

/** What may appear in no report and no output, in any member and any grouping. */
export const NUMBERS = [VISA.CreditCardNumber, INVALID_VISA, BANK.AccountNumber] as const
