import { sandboxControl } from '@/tools/sandbox/sandbox-control'
import { createPaySimple, type PaySimple } from './client'
import { PaySimpleError } from './errors'
import type { Credentials } from './transport'

// For tests that run the client against the sandbox, another process with its own reading of the document.

export const VISA = { CreditCardNumber: '4111111111111111', ExpirationDate: '12/2030', Issuer: 'Visa' } as const
export const BANK = {
  RoutingNumber: '131111114',
  AccountNumber: '751111111',
  BankName: 'PaySimple Bank',
  IsCheckingAccount: true,
} as const

export const clientOf = (baseUrl: string, change: Partial<Credentials> = {}): PaySimple =>
  createPaySimple({ baseUrl, userName: 'APIUser1000', apiKey: 'sandbox-key', deadlineMs: 10_000, ...change })

/** A client of its own, with nobody else's records. */
export async function newClientOf(baseUrl: string): Promise<PaySimple> {
  const [user, key] = [`user-${crypto.randomUUID()}`, 'its-key']
  await sandboxControl(baseUrl).addClient(user, key)
  return clientOf(baseUrl, { userName: user, apiKey: key })
}

export async function newCustomer(paysimple: PaySimple, change: object = {}) {
  return paysimple.customers.create({ FirstName: 'Test', LastName: 'Person', ...change })
}
export async function newCard(paysimple: PaySimple, customer = newCustomer(paysimple)) {
  return paysimple.creditCards.create({ ...VISA, CustomerId: (await customer).Id })
}
export async function newBankAccount(paysimple: PaySimple, customer = newCustomer(paysimple)) {
  return paysimple.achAccounts.create({ ...BANK, CustomerId: (await customer).Id })
}

/** Returns everything in a list. */
export async function read<T>(all: AsyncGenerator<T>): Promise<T[]> {
  const records: T[] = []
  for await (const record of all) records.push(record)
  return records
}

/** Returns the error that a call must end in. */
export async function failureOf(call: Promise<unknown>): Promise<PaySimpleError> {
  const error = await call.then(
    () => null,
    (reason) => reason,
  )
  if (!(error instanceof PaySimpleError)) throw new Error(`no PaySimpleError: ${error}`)
  return error
}
