import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import { BANK, clientOf, failureOf, newBankAccount, newCard, newCustomer, read, VISA } from './test-support'

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())

// They have 7 fraction digits from a POST or PUT, and none from a GET.
const TIMES = { LastModified: expect.any(Date), CreatedOn: expect.any(Date) }
const MASTER = { CreditCardNumber: '5454545454545454', ExpirationDate: '08/2031', Issuer: 'Master' } as const

describe('cards', () => {
  it.each([
    ['Visa', '4111111111111111', '************1111'],
    ['Master', '5454545454545454', '************5454'],
    ['Amex', '371449635398456', '***********8456'],
    ['Discover', '6011000995504101', '************4101'],
  ] as const)(
    'PS-030 PS-031 %s is saved under its name, its number masked',
    async (Issuer, CreditCardNumber, masked) => {
      const { Id: CustomerId } = await newCustomer(paysimple)
      const card = { CustomerId, CreditCardNumber, ExpirationDate: '12/2021', Issuer, BillingZipCode: '80202' }
      const saved = await paysimple.creditCards.create(card)
      expect(saved).toEqual({
        ...card,
        CreditCardNumber: masked,
        IsDefault: true,
        Id: expect.any(Number),
        ...TIMES,
      })
      expect(await paysimple.creditCards.get(saved.Id)).toMatchObject({ Id: saved.Id, deleted: false })
    },
  )

  it('PS-030 are refused with a number that does not fit', async () => {
    const { Id: CustomerId } = await newCustomer(paysimple)
    for (const CreditCardNumber of ['4111111111111112', MASTER.CreditCardNumber]) {
      const error = await failureOf(paysimple.creditCards.create({ ...VISA, CustomerId, CreditCardNumber }))
      expect(error.messages).toEqual([
        { field: '', message: 'The credit card number you entered is not valid for type Visa' },
      ])
    }
  })

  it('PS-032 PS-036 PS-037 have a default: the first, another by wish, or another by choice', async () => {
    const customer = newCustomer(paysimple)
    const { Id: CustomerId } = await customer
    const { defaultCreditCard, setDefaultAccount } = paysimple.customers
    expect(await defaultCreditCard(CustomerId)).toBeNull()
    const first = await newCard(paysimple, customer)
    const second = await paysimple.creditCards.create({ ...MASTER, CustomerId })
    expect([first.IsDefault, second.IsDefault]).toEqual([true, false])
    await setDefaultAccount(CustomerId, second.Id)
    expect((await defaultCreditCard(CustomerId))?.Id).toBe(second.Id)
    const amex = { CreditCardNumber: '371449635398456', ExpirationDate: '01/2031', Issuer: 'Amex' } as const
    const third = await paysimple.creditCards.create({ ...amex, CustomerId, IsDefault: true })
    expect((await defaultCreditCard(CustomerId))?.Id).toBe(third.Id)
    await paysimple.creditCards.delete(third.Id)
    expect((await defaultCreditCard(CustomerId))?.Id).toBe(first.Id) // PS-038 the oldest one left
  })

  it('PS-033 posted again are the account they have already', async () => {
    const first = await newCard(paysimple)
    const CustomerId = first.CustomerId ?? 0
    const again = await paysimple.creditCards.create({ ...VISA, CustomerId, ExpirationDate: '01/2032' })
    expect(again).toMatchObject({ Id: first.Id, ExpirationDate: '01/2032' })
    expect(await read(paysimple.customers.creditCardAccounts(CustomerId).all())).toHaveLength(1)
  })

  it('PS-035 change their date and ZIP code, and nothing else', async () => {
    const card = await newCard(paysimple)
    const changed = await paysimple.creditCards.update({ ...card, ExpirationDate: '12/2033', BillingZipCode: '80433' })
    expect(changed).toEqual({
      ...card,
      ExpirationDate: '12/2033',
      BillingZipCode: '80433',
      ...TIMES,
    })
    const other = await paysimple.creditCards.update({
      ...changed,
      Issuer: 'Amex',
      CreditCardNumber: '************0000',
    })
    expect(other).toMatchObject({ Issuer: 'Visa', CreditCardNumber: '************1111' })
    const { Id } = card
    const later = await paysimple.creditCards.update({ Id, ExpirationDate: '12/2034' })
    expect(later).toMatchObject({ ExpirationDate: '12/2034', BillingZipCode: '80433' })
    const cleared = await paysimple.creditCards.update({ Id, BillingZipCode: null })
    expect(cleared).toMatchObject({ ExpirationDate: '12/2034', BillingZipCode: null })
  })

  it('PS-038 stay while a schedule charges them, and read as deleted afterwards', async () => {
    const { Id } = await newCard(paysimple)
    const schedule = await paysimple.recurringPayments.create({
      AccountId: Id,
      PaymentAmountCents: 1_000,
      StartDate: '2040-01-01',
      ExecutionFrequencyType: 'Annually',
    })
    expect((await failureOf(paysimple.creditCards.delete(Id))).kind).toMatch(/refused|not_found/)
    await paysimple.recurringPayments.delete(schedule.Id)
    await paysimple.creditCards.delete(Id)
    expect(await paysimple.creditCards.get(Id)).toMatchObject({ Id, deleted: true })
  })
})

describe('bank accounts', () => {
  it('PS-031 PS-034 are saved with their number masked', async () => {
    const account = await newBankAccount(paysimple)
    expect(account).toEqual({
      ...BANK,
      AccountNumber: '*****1111',
      CustomerId: expect.any(Number),
      IsDefault: true,
      Id: expect.any(Number),
      ...TIMES,
    })
    expect(await paysimple.achAccounts.get(account.Id)).toEqual({
      ...account,
      deleted: false,
      ...TIMES,
    })
  })

  it('PS-034 are refused with a wrong routing number, and a second time', async () => {
    const { CustomerId } = await newBankAccount(paysimple)
    const again = { ...BANK, CustomerId: CustomerId ?? 0 }
    expect((await failureOf(paysimple.achAccounts.create(again))).messages).toEqual([
      { field: '', message: 'This bank account is already attached to this customer. You cannot attach it twice.' },
    ])
    expect((await failureOf(paysimple.achAccounts.create({ ...again, RoutingNumber: '131111115' }))).messages).toEqual([
      { field: 'RoutingNumber', message: 'Invalid Routing Number.' },
    ])
  })

  it('PS-035 change their kind, and nothing else', async () => {
    const account = await newBankAccount(paysimple)
    const changed = await paysimple.achAccounts.update({ ...account, IsCheckingAccount: false, BankName: 'Other' })
    expect(changed).toEqual({ ...account, IsCheckingAccount: false, ...TIMES })
  })

  it('PS-036 PS-037 PS-038 have a default of their own, beside the card', async () => {
    const customer = newCustomer(paysimple)
    const { Id: CustomerId } = await customer
    const { defaultAch, defaultCreditCard, setDefaultAccount } = paysimple.customers
    expect(await defaultAch(CustomerId)).toBeNull()
    const first = await newBankAccount(paysimple, customer)
    const second = await paysimple.achAccounts.create({ ...BANK, AccountNumber: '751222222', CustomerId })
    const card = await newCard(paysimple, customer)
    await setDefaultAccount(CustomerId, second.Id)
    expect((await defaultAch(CustomerId))?.Id).toBe(second.Id)
    expect((await defaultCreditCard(CustomerId))?.Id).toBe(card.Id)

    const all = await read(paysimple.customers.accounts(CustomerId).all())
    expect(all.map(({ Id }) => Id)).toEqual([card.Id, ...[first.Id, second.Id].sort()])
    expect(all.map((account) => 'CreditCardNumber' in account)).toEqual([true, false, false])
    expect(await read(paysimple.customers.achAccounts(CustomerId).all())).toHaveLength(2)

    await paysimple.achAccounts.delete(second.Id)
    expect((await defaultAch(CustomerId))?.Id).toBe(first.Id)
    expect((await paysimple.achAccounts.get(second.Id)).deleted).toBe(true)
  })
})
