import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import { FREQUENCIES, type Frequency, WEEKDAYS } from './enumerations'
import type { NewRecurringPayment } from './recurring-payments'
import { clientOf, failureOf, newBankAccount, newCard, newCustomer, read } from './test-support'

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  paysimple = clientOf(sandbox.url)
  await at('2027-03-01') // a Monday
})
afterAll(() => sandbox.kill())
afterEach(() => sandbox.clearFaults())

/** Noon of a day in Mountain time; the clock goes forward only. */
const at = (day: string) => sandbox.setNow(`${day}T19:00:00Z`)
const recurring = async (
  change: Partial<NewRecurringPayment> = {},
  account: Promise<{ Id: number }> = newCard(paysimple),
) =>
  paysimple.recurringPayments.create({
    AccountId: (await account).Id,
    PaymentAmountCents: 1_500,
    StartDate: '2040-05-01',
    ExecutionFrequencyType: 'FirstofMonth',
    ...change,
  })
const plan = async (change: object = {}) =>
  paysimple.paymentPlans.create({
    AccountId: (await newCard(paysimple)).Id,
    TotalDueAmountCents: 10_000,
    TotalNumberOfPayments: 3,
    StartDate: '2040-05-01',
    ExecutionFrequencyType: 'FirstofMonth',
    ...change,
  })
const messageOf = async (call: Promise<unknown>) => (await failureOf(call)).messages[0]

describe('a recurring payment', () => {
  it.each<[Frequency, number | undefined]>([
    ['Daily', undefined],
    ['Weekly', WEEKDAYS.Monday],
    ['BiWeekly', WEEKDAYS.Friday],
    ['FirstofMonth', undefined],
    ['SpecificDayofMonth', 15],
    ['LastofMonth', undefined],
    ['Quarterly', undefined],
    ['SemiAnnually', undefined],
    ['Annually', undefined],
  ])('PS-060 may be %s', async (ExecutionFrequencyType, parameter) => {
    const schedule = await recurring({
      ExecutionFrequencyType,
      ...(parameter && { ExecutionFrequencyParameter: parameter }),
    })
    expect(Object.keys(FREQUENCIES)).toContain(schedule.ExecutionFrequencyType)
    expect(schedule).toMatchObject({ ExecutionFrequencyType, ScheduleStatus: 'Active', StartDate: '2040-05-01' })
    if (parameter) expect(schedule.ExecutionFrequencyParameter).toBe(parameter)
    expect((await paysimple.recurringPayments.get(schedule.Id)).ExecutionFrequencyType).toBe(ExecutionFrequencyType)
  })

  it('PS-060 comes back with all that was asked for', async () => {
    const more = {
      EndDate: '2041-12-31',
      FirstPaymentAmountCents: 5_000,
      FirstPaymentDate: '2040-04-02',
      PaymentSubType: 'Tel',
      InvoiceNumber: '12',
      OrderId: 'AB999',
      Description: 'Roof',
    } as const
    const account = newBankAccount(paysimple)
    const schedule = await recurring(more, account)
    expect(schedule).toEqual({
      ...more,
      PaymentScheduleType: 'RecurringPayment',
      Id: expect.any(Number),
      CustomerId: (await account).CustomerId,
      CustomerFirstName: 'Test',
      CustomerLastName: 'Person',
      CustomerCompany: null,
      AccountId: (await account).Id,
      PaymentAmountCents: 1_500,
      StartDate: '2040-05-01',
      NextScheduleDate: '2040-05-01',
      PauseUntilDate: null,
      ScheduleStatus: 'Active',
      ExecutionFrequencyType: 'FirstofMonth',
      ExecutionFrequencyParameter: 1,
      FirstPaymentDone: false,
      DateOfLastPaymentMade: null,
      TotalAmountPaidCents: 0,
      NumberOfPaymentsMade: 0,
      LastModified: expect.any(Date),
      CreatedOn: expect.any(Date),
    })
  })

  it('PS-062 wants a frequency, and a day where the frequency does', async () => {
    const none = { ExecutionFrequencyType: 'Never' as Frequency }
    expect(await messageOf(recurring(none))).toEqual({
      field: 'ExecutionFrequencyType',
      message: 'Invalid Billing Frequency',
    })
    expect(await messageOf(recurring({ ExecutionFrequencyType: 'Weekly' }))).toEqual({
      field: '',
      message: 'Weekly schedules must have Billing Frequency Parameter set between 1 and 7.',
    })
  })

  it('PS-063 PS-067 PS-068 charges on its days until it expires', async () => {
    const schedule = await recurring({
      StartDate: '2027-03-01',
      EndDate: '2027-03-04',
      ExecutionFrequencyType: 'Daily',
    })
    expect(schedule).toMatchObject({ NextScheduleDate: '2027-03-02', ScheduleStatus: 'Active' })
    await at('2027-03-06')
    const done = await paysimple.recurringPayments.get(schedule.Id)
    expect(done).toMatchObject({ ScheduleStatus: 'Expired', NextScheduleDate: null })
    const payments = await read(paysimple.recurringPayments.payments(schedule.Id).all())
    for (const payment of payments)
      expect(payment).toMatchObject({ RecurringScheduleId: schedule.Id, AmountCents: 1_500 })
    expect(
      payments
        .map(({ PaymentDate }) => PaymentDate)
        .sort()
        .slice(0, 3),
    ).toEqual(['2027-03-01', '2027-03-02', '2027-03-03'])
    expect(done.NumberOfPaymentsMade).toBe(payments.length)
    expect(done.TotalAmountPaidCents).toBe(1_500 * payments.length)
  })

  it('PS-066 can be edited', async () => {
    const customer = newCustomer(paysimple)
    const [card, bank] = [await newCard(paysimple, customer), await newBankAccount(paysimple, customer)]
    const { Id } = await recurring({}, Promise.resolve(card))
    const always = { Id, StartDate: '2040-05-01', ExecutionFrequencyType: 'LastofMonth' } as const
    const changed = await paysimple.recurringPayments.update({
      ...always,
      AccountId: bank.Id,
      PaymentAmountCents: 5_050,
      EndDate: '2041-12-01',
    })
    expect(changed).toMatchObject({
      Id,
      AccountId: bank.Id,
      PaymentSubType: 'Web',
      PaymentAmountCents: 5_050,
      EndDate: '2041-12-01',
      ExecutionFrequencyType: 'LastofMonth',
      NextScheduleDate: '2040-05-31',
    })
    const back = await paysimple.recurringPayments.update({
      ...always,
      AccountId: card.Id,
      PaymentAmountCents: 100,
      EndDate: null,
    })
    expect(back).toMatchObject({ PaymentSubType: 'Moto', EndDate: null })
  })

  it('PS-070 may be one payment on a day to come', async () => {
    const { Id: AccountId } = await newCard(paysimple)
    const once = await paysimple.recurringPayments.createOnce({
      AccountId,
      PaymentAmountCents: 4_200,
      StartDate: '2027-03-31',
    })
    expect(once).toMatchObject({
      StartDate: '2027-03-31',
      NextScheduleDate: '2027-03-31',
      EndDate: '2027-04-01',
      ExecutionFrequencyType: 'Annually',
      FirstPaymentDone: false,
    })
    await at('2027-04-02')
    expect(await read(paysimple.recurringPayments.payments(once.Id).all())).toMatchObject([
      { AmountCents: 4_200, PaymentDate: '2027-03-31' },
    ])
    await expect(
      paysimple.recurringPayments.createOnce({ AccountId, PaymentAmountCents: 1, StartDate: 'soon' }),
    ).rejects.toThrow(RangeError)
  })
})

describe('a payment plan', () => {
  it('PS-061 PS-063 collects exactly what is due', async () => {
    await at('2027-04-05')
    const made = await plan({ StartDate: '2027-04-05', ExecutionFrequencyType: 'Daily', TotalDueAmountCents: 10_000 })
    expect(made).toMatchObject({
      PaymentScheduleType: 'PaymentPlan',
      TotalDueAmountCents: 10_000,
      TotalNumberOfPayments: 3,
    })
    expect(made.PaymentAmountCents).toBe(3_333)
    await at('2027-04-12')
    const payments = await read(paysimple.paymentPlans.payments(made.Id).all())
    expect(payments).toHaveLength(3)
    expect(payments.reduce((sum, { AmountCents }) => sum + (AmountCents ?? 0), 0)).toBe(10_000)
    expect(await paysimple.paymentPlans.get(made.Id)).toMatchObject({
      ScheduleStatus: 'Expired', // PS-067
      NumberOfPaymentsMade: 3,
      NumberOfPaymentsRemaining: 0,
      TotalAmountPaidCents: 10_000,
      BalanceRemainingCents: 0,
    })
  })

  it('PS-061 has 1 to 99 payments', async () => {
    expect((await failureOf(plan({ TotalNumberOfPayments: 100 }))).kind).toBe('refused')
    expect((await plan({ TotalNumberOfPayments: 99 })).TotalNumberOfPayments).toBe(99)
  })
})

describe.each(['recurringPayments', 'paymentPlans'] as const)('%s', (kind) => {
  const create = () => (kind === 'recurringPayments' ? recurring() : plan())

  it('PS-064 are suspended, paused and resumed', async () => {
    const { Id } = await create()
    const schedules = paysimple[kind]
    await schedules.suspend(Id)
    expect(await schedules.get(Id)).toMatchObject({
      ScheduleStatus: 'Suspended',
      NextScheduleDate: null,
      PauseUntilDate: null,
    })
    await schedules.resume(Id)
    expect(await schedules.get(Id)).toMatchObject({ ScheduleStatus: 'Active', NextScheduleDate: '2040-05-01' })
    await schedules.pause(Id, '2040-06-15')
    expect(await schedules.get(Id)).toMatchObject({
      ScheduleStatus: 'Suspended',
      PauseUntilDate: '2040-06-15',
      NextScheduleDate: '2040-07-01',
    })
    await schedules.resume(Id)
    expect((await schedules.get(Id)).ScheduleStatus).toBe('Active')
  })

  it('PS-065 are deleted before they start, and read as deleted', async () => {
    const { Id } = await create()
    await paysimple[kind].delete(Id)
    expect(await paysimple[kind].get(Id)).toMatchObject({ Id, deleted: true })
  })

  it('PS-065 that have started are not deleted', async () => {
    await at('2027-05-03')
    const started = { StartDate: '2027-05-03', ExecutionFrequencyType: 'Daily' } as const
    const { Id } = kind === 'recurringPayments' ? await recurring(started) : await plan(started)
    const error = await messageOf(paysimple[kind].delete(Id))
    expect(error?.message).toMatch(/Payment schedules that have started cannot be deleted, only suspended/)
  })
})
