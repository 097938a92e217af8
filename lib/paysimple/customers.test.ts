import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import { clientOf, failureOf, newBankAccount, newCard, newClientOf, newCustomer, read } from './test-support'

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())

const ADDRESS = {
  StreetAddress1: '123 Some St',
  StreetAddress2: null,
  City: 'Denver',
  StateCode: 'CO',
  ZipCode: '80202',
  Country: 'US',
}
const FULL = {
  FirstName: 'Test',
  LastName: 'Person',
  Company: 'ABC Company',
  Email: 'testperson@abcco.com',
  AltEmail: 'other@abcco.com',
  Phone: '8005551212',
  AltPhone: '8005551213',
  MobilePhone: '8005551214',
  Fax: '8005551215',
  Website: 'http://www.abcco.com',
  Notes: 'This is a note about ABC Company.',
  CustomerAccount: 'TP-117',
}
const namesOf = (customers: { LastName: string }[]) => customers.map(({ LastName }) => LastName).join(' ')

describe('customers', () => {
  it('PS-020 PS-021 PS-023 come back with every attribute', async () => {
    const customer = await paysimple.customers.create({ ...FULL, BillingAddress: ADDRESS })
    expect(customer).toEqual({
      ...FULL,
      BillingAddress: ADDRESS,
      ShippingSameAsBilling: true,
      ShippingAddress: ADDRESS,
      Id: expect.any(Number),
      LastModified: expect.any(Date),
      CreatedOn: expect.any(Date),
    })
    const bare = await newCustomer(paysimple)
    expect(bare).toMatchObject({ Company: null, Phone: null, BillingAddress: null, ShippingAddress: null })
  })

  it('PS-020 PS-021 are refused with each field at fault', async () => {
    const { StreetAddress1: _, ...incomplete } = ADDRESS
    const street = await failureOf(newCustomer(paysimple, { BillingAddress: incomplete }))
    expect(street.messages).toEqual([{ field: 'StreetAddress1', message: 'The StreetAddress1 field is required.' }])
    const { City: __, ...shippingTo } = ADDRESS
    const shipping = await failureOf(newCustomer(paysimple, { ShippingAddress: shippingTo }))
    expect(shipping.messages).toEqual([{ field: 'City', message: 'The City field is required.' }])
  })

  it('PS-021 may have another shipping address', async () => {
    const ShippingAddress = { ...ADDRESS, City: 'Boulder', ZipCode: '80301' }
    const customer = await newCustomer(paysimple, { BillingAddress: ADDRESS, ShippingAddress })
    expect(customer).toMatchObject({ ShippingSameAsBilling: false, BillingAddress: ADDRESS, ShippingAddress })
  })

  it.each([
    ['Company', 'x'.repeat(51)],
    ['CustomerAccount', 'x'.repeat(29)],
    ['Phone', '800-555-12'],
    ['Email', 'nobody'],
    ['Website', 'no url'],
    ['Notes', 'x'.repeat(2049)],
  ])('PS-022 refuses a %s that cannot be', async (field, value) => {
    const error = await failureOf(newCustomer(paysimple, { [field]: value }))
    expect(error).toMatchObject({ kind: 'refused', messages: [{ field }] })
  })

  it('PS-024 are replaced by an update, and keep what was read and sent back', async () => {
    const { Id } = await paysimple.customers.create({ ...FULL, BillingAddress: ADDRESS })
    const before = await paysimple.customers.get(Id)
    const changed = await paysimple.customers.update({ ...before, Company: 'Renamed', Notes: null })
    const { deleted: _, ...kept } = before
    expect(changed).toEqual({ ...kept, Company: 'Renamed', Notes: null, LastModified: expect.any(Date) })
    const bare = await paysimple.customers.update({ Id, FirstName: 'Test', LastName: 'Person' })
    expect(bare).toMatchObject({ Company: null, Email: null, BillingAddress: null })

    // Made elsewhere from the names alone: PaySimple would refuse it as it was read.
    const nameOnly = await newCustomer(paysimple, { ShippingSameAsBilling: false })
    expect(nameOnly).toMatchObject({ ShippingSameAsBilling: false, ShippingAddress: null })
    expect(await paysimple.customers.update({ ...nameOnly, Company: 'ABC' })).toMatchObject({ Company: 'ABC' })

    await paysimple.customers.delete(Id)
    const error = await failureOf(paysimple.customers.update({ Id, FirstName: 'A', LastName: 'B' }))
    expect(error).toMatchObject({ kind: 'not_found', status: 404, errorCode: 'NotFound' })
    expect(error.messages[0]?.message).toBe(`Customer ${Id} was not found, or has been deleted`)
  })

  it('PS-025 are listed oldest first, or as sorted, complete or lite', async () => {
    const own = await newClientOf(sandbox.url)
    for (const [LastName, City] of [
      ['Mason', 'Aspen'],
      ['Adler', 'Vail'],
      ['Zorn', 'Boulder'],
    ])
      await newCustomer(own, { LastName, BillingAddress: { ...ADDRESS, City } })
    expect(namesOf(await read(own.customers.all({ pageSize: 2 })))).toBe('Mason Adler Zorn')
    expect(namesOf((await own.customers.list({ sortBy: 'LastName' })).items)).toBe('Adler Mason Zorn')
    expect(namesOf(await read(own.customers.all({ sortBy: 'BillingAddress.City', direction: 'DESC' })))).toBe(
      'Adler Zorn Mason',
    )
    const [lite] = (await own.customers.listLite({ pageSize: 1 })).items
    expect(lite).toEqual({ Id: expect.any(Number), FirstName: 'Test', LastName: 'Mason', Company: null })
    expect(namesOf(await read(own.customers.allLite({ pageSize: 1 })))).toBe('Mason Adler Zorn')
    expect(await own.customers.count()).toBe(3)
  })

  it('PS-026 are kept while money is under way, and then gone from the lists', async () => {
    const own = await newClientOf(sandbox.url)
    const customer = newCustomer(own)
    const { Id } = await customer
    const card = await newCard(own, customer)
    await own.payments.create({ AccountId: card.Id, AmountCents: 500 })
    const error = await failureOf(own.customers.delete(Id))
    expect(error.messages[0]?.message).toMatch(/^There are still unsettled transactions outstanding/)
    await sandbox.advanceDays(4)
    await own.customers.delete(Id)
    expect((await own.customers.get(Id)).deleted).toBe(true)
    expect(await read(own.customers.all())).toEqual([])
  })

  it('PS-028 know their payments and schedules, complete and lite', async () => {
    const customer = newCustomer(paysimple)
    const { Id } = await customer
    const { Id: AccountId } = await newCard(paysimple, customer)
    const { Id: bankId } = await newBankAccount(paysimple, customer)
    const StartDate = '2040-05-01'
    const payment = await paysimple.payments.create({ AccountId, AmountCents: 5_070 })
    const recurring = await paysimple.recurringPayments.create({
      AccountId: bankId,
      PaymentAmountCents: 1_200,
      StartDate,
      ExecutionFrequencyType: 'FirstofMonth',
    })
    const plan = await paysimple.paymentPlans.create({
      AccountId,
      TotalDueAmountCents: 10_000,
      TotalNumberOfPayments: 5,
      StartDate,
      ExecutionFrequencyType: 'LastofMonth',
    })
    const of = paysimple.customers
    expect(await read(of.payments(Id).all())).toEqual([await paysimple.payments.get(payment.Id)])
    expect(await read(of.payments(Id).allLite())).toEqual([
      {
        Id: payment.Id,
        CustomerFirstName: 'Test',
        CustomerLastName: 'Person',
        Status: 'Authorized',
        PaymentDate: payment.PaymentDate,
        AmountCents: 5_070,
      },
    ])
    expect(await read(of.payments(Id).all({ status: ['Voided', 'Failed'] }))).toEqual([])
    const times = { LastModified: expect.any(Date), CreatedOn: expect.any(Date) } // without fractions in lists
    expect((await of.recurringPayments(Id).list()).items).toEqual([{ ...recurring, ...times }])
    expect((await of.paymentPlans(Id).list()).items).toEqual([{ ...plan, ...times }])
    expect((await of.recurringPayments(Id).listLite()).items).toEqual([
      {
        Id: recurring.Id,
        CustomerId: Id,
        CustomerFirstName: 'Test',
        CustomerLastName: 'Person',
        NextScheduleDate: '2040-05-01',
        ScheduleStatus: 'Active',
        ExecutionFrequencyType: 'FirstofMonth',
        ExecutionFrequencyParameter: 1,
      },
    ])
    expect((await of.paymentPlans(Id).listLite()).items).toMatchObject([{ Id: plan.Id }])

    const both = await read(of.paymentSchedules(Id).all())
    expect(both).toEqual([
      { ...plan, ...times },
      { ...recurring, ...times },
    ])
    for (const schedule of both)
      if (schedule.PaymentScheduleType === 'PaymentPlan') expect(schedule.TotalDueAmountCents).toBe(10_000)
      else expect(schedule.EndDate).toBeNull()
    expect(await read(of.paymentSchedules(Id).allLite())).toEqual([
      {
        Id: recurring.Id,
        PaymentScheduleType: 'RecurringPayment',
        CustomerId: Id,
        CustomerFirstName: 'Test',
        CustomerLastName: 'Person',
        ScheduleStatus: 'Active',
        NextPaymentDate: '2040-05-01',
        PaymentAmountCents: 1_200,
        LastModified: expect.any(Date),
        CreatedOn: expect.any(Date),
      },
      expect.objectContaining({ Id: plan.Id, PaymentScheduleType: 'PaymentPlan', PaymentAmountCents: 2_000 }),
    ])
  })
})
