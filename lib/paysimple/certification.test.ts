import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import { BANK, clientOf, failureOf, newBankAccount, newCard, newCustomer, VISA } from './test-support'

// PS-082: the exercises that PaySimple requires before it issues production credentials.

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())

const refusalOf = async (call: Promise<unknown>) => {
  const { status, messages } = await failureOf(call)
  return [status, ...messages]
}

describe('PS-082 customers', () => {
  it('1 is created', async () => expect((await newCustomer(paysimple)).Id).toBeGreaterThan(0))

  it('2 without a street is refused', async () => {
    const BillingAddress = { City: 'Denver', StateCode: 'CO', ZipCode: '80202', Country: 'US' }
    expect(await refusalOf(newCustomer(paysimple, { BillingAddress }))).toEqual([
      400,
      { field: 'StreetAddress1', message: 'The StreetAddress1 field is required.' },
    ])
  })
})

describe('PS-082 accounts', () => {
  it('1 and 2, a bank account is attached, once', async () => {
    const customer = newCustomer(paysimple)
    expect((await newBankAccount(paysimple, customer)).Id).toBeGreaterThan(0)
    expect(await refusalOf(newBankAccount(paysimple, customer))).toEqual([
      400,
      { field: '', message: 'This bank account is already attached to this customer. You cannot attach it twice.' },
    ])
  })

  it('3 and 4, a card is attached, a wrong number is refused', async () => {
    const card = await newCard(paysimple)
    const wrong = { ...VISA, CustomerId: card.CustomerId ?? 0, CreditCardNumber: '4111111111111112' }
    expect(await refusalOf(paysimple.creditCards.create(wrong))).toEqual([
      400,
      { field: '', message: 'The credit card number you entered is not valid for type Visa' },
    ])
  })
})

describe.each([
  ['a bank account', 'Posted', 'ReversePosted', newBankAccount],
  ['a card', 'Authorized', 'Authorized', newCard],
] as const)('PS-082 payments from %s', (_, taken, refunded, account) => {
  const pay = async (AmountCents: number) =>
    paysimple.payments.create({ AccountId: (await account(paysimple)).Id, AmountCents })

  it('1 and 5, is taken', async () => expect((await pay(1_000)).Status).toBe(taken))

  it('4 and 7, is voided', async () => {
    const { Id } = await pay(1_100)
    expect((await paysimple.payments.void(Id)).Status).toBe('Voided')
  })

  it('3 and 6, is refunded once it has settled', async () => {
    const { Id } = await pay(1_200)
    await sandbox.advanceDays(2)
    expect(await paysimple.payments.reverse(Id)).toMatchObject({ Status: refunded, ReferenceId: Id, IsDebit: true })
  })

  it('8 and 9, is neither above two million nor nothing', async () => {
    expect(await refusalOf(pay(200_000_100))).toEqual([
      400,
      { field: '', message: 'Payment amount cannot exceed $2,000,000.00' },
    ])
    expect(await refusalOf(pay(0))).toEqual([400, { field: '', message: 'Amount must be greater than 0' }])
  })
})

it('PS-082 payments 2, the same from a bank account within five minutes is called a duplicate', async () => {
  const { Id: AccountId } = await paysimple.achAccounts.create({
    ...BANK,
    CustomerId: (await newCustomer(paysimple)).Id,
  })
  await paysimple.payments.create({ AccountId, AmountCents: 1_300 })
  expect(await refusalOf(paysimple.payments.create({ AccountId, AmountCents: 1_300 }))).toEqual([
    400,
    { field: '', message: 'Duplicate Transaction.' },
  ])
})
