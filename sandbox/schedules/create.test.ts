import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-28T19:55:02Z')
})
afterAll(() => sandbox.close())

const NO_DATE = '0001-01-01T07:00:00Z'
const post = (kind: string, body: object) => sandbox.call('POST', `/v4/${kind}`, { body })
const recurring = (id: number) => sandbox.done('GET', `/v4/recurringpayment/${id}`)
const plan = (id: number) => sandbox.done('GET', `/v4/paymentplan/${id}`)

test('PS-060 PS-063 the basic recurring payment of the document', async () => {
  const AccountId = await sandbox.account()
  const answer = await post('recurringpayment', {
    PaymentAmount: 12,
    AccountId,
    StartDate: '2013-10-28',
    ExecutionFrequencyType: 4,
  })
  expect(answer.status).toBe(201)
  expect(answer.json.Response).toEqual({
    CustomerId: expect.any(Number),
    CustomerFirstName: 'Test',
    CustomerLastName: 'Person',
    CustomerCompany: 'ABC Company',
    NextScheduleDate: '2013-11-01T06:00:00Z',
    PauseUntilDate: null,
    FirstPaymentDone: false,
    DateOfLastPaymentMade: null,
    TotalAmountPaid: 0,
    NumberOfPaymentsMade: 0,
    EndDate: null,
    PaymentAmount: 12,
    PaymentSubType: 'Moto',
    AccountId,
    InvoiceNumber: null,
    OrderId: null,
    FirstPaymentAmount: 0,
    FirstPaymentDate: null,
    StartDate: '2013-10-28T06:00:00Z',
    ScheduleStatus: 'Active',
    ExecutionFrequencyType: 'FirstofMonth',
    ExecutionFrequencyParameter: 1,
    Description: null,
    Id: expect.any(Number),
    LastModified: expect.any(String),
    CreatedOn: expect.any(String),
  })
})

test('PS-060 PS-063 the full sample: a custom first payment today', async () => {
  await sandbox.setClock('2013-10-29T16:49:21Z')
  const AccountId = await sandbox.bank()
  const schedule = await sandbox.recurring(AccountId, {
    EndDate: '2014-10-31',
    PaymentAmount: 21,
    PaymentSubType: 'PPD',
    InvoiceNumber: '123A',
    OrderId: null,
    FirstPaymentAmount: 25,
    FirstPaymentDate: '2013-10-29',
    StartDate: '2013-11-04',
    ExecutionFrequencyType: 5,
    ExecutionFrequencyParameter: 4,
    Description: 'This is a recurring payment schedule entered via the API.',
  })
  expect(schedule).toMatchObject({
    NextScheduleDate: '2013-11-04T07:00:00Z',
    FirstPaymentDone: true,
    DateOfLastPaymentMade: null,
    TotalAmountPaid: 25,
    NumberOfPaymentsMade: 0,
    EndDate: '2014-10-31T06:00:00Z',
    PaymentSubType: 'Ppd',
    FirstPaymentAmount: 25,
    FirstPaymentDate: '2013-10-29T06:00:00Z',
    StartDate: '2013-11-04T07:00:00Z',
    ExecutionFrequencyType: 'SpecificDayofMonth',
    ExecutionFrequencyParameter: 4,
  })
  await sandbox.setClock('2013-12-31T12:00:00Z')
  expect(await sandbox.charged('recurringpayment', schedule.Id)).toEqual([
    ['2013-10-29', 25],
    ['2013-11-04', 21],
    ['2013-12-04', 21],
  ])
  const payments = await sandbox.done('GET', `/v4/recurringpayment/${schedule.Id}/payments?lite=true`)
  expect(payments[1]).toMatchObject({
    RecurringScheduleId: schedule.Id,
    PaymentSubType: 'Ppd',
    InvoiceNumber: '123A',
    CreatedOn: '2013-11-04T08:30:00Z',
    Status: 'Settled',
  })
  expect(await recurring(schedule.Id)).toMatchObject({ TotalAmountPaid: 67, NumberOfPaymentsMade: 2 })
})

test('PS-063 a start today charges today, and NextScheduleDate is the second date', async () => {
  const AccountId = await sandbox.account()
  const daily = await sandbox.recurring(AccountId, { StartDate: '2013-10-28', ExecutionFrequencyType: 'daily' })
  expect(daily).toMatchObject({
    NextScheduleDate: '2013-10-29T06:00:00Z',
    FirstPaymentDone: true,
    DateOfLastPaymentMade: '2013-10-28T06:00:00Z',
    TotalAmountPaid: 10,
    NumberOfPaymentsMade: 1,
  })
  await sandbox.advance(2)
  expect(await recurring(daily.Id)).toMatchObject({
    NextScheduleDate: '2013-10-31T06:00:00Z',
    DateOfLastPaymentMade: '2013-10-30T06:00:00Z',
    TotalAmountPaid: 30,
    NumberOfPaymentsMade: 3,
    LastModified: '2013-10-30T07:30:00Z',
  })
  const future = await sandbox.recurring(AccountId, { StartDate: '2013-11-04', ExecutionFrequencyType: '9' })
  expect([future.StartDate, future.NextScheduleDate]).toEqual(['2013-11-04T07:00:00Z', '2013-11-04T07:00:00Z'])
})

test('PS-061 the basic payment plan of the document, to its end', async () => {
  const AccountId = await sandbox.account()
  const created = await sandbox.plan(AccountId, { StartDate: '2013-10-28', ExecutionFrequencyType: 6 })
  expect(created).toEqual({
    CustomerId: expect.any(Number),
    CustomerFirstName: 'Test',
    CustomerLastName: 'Person',
    CustomerCompany: 'ABC Company',
    NextScheduleDate: '2013-10-31T06:00:00Z',
    BalanceRemaining: 100,
    NumberOfPaymentsRemaining: 5,
    PauseUntilDate: null,
    PaymentAmount: 20,
    FirstPaymentDone: false,
    DateOfLastPaymentMade: null,
    TotalAmountPaid: 0,
    NumberOfPaymentsMade: 0,
    TotalDueAmount: 100,
    TotalNumberOfPayments: 5,
    PaymentSubType: 'Moto',
    AccountId,
    InvoiceNumber: null,
    OrderId: null,
    FirstPaymentAmount: 0,
    FirstPaymentDate: null,
    StartDate: '2013-10-28T06:00:00Z',
    ScheduleStatus: 'Active',
    ExecutionFrequencyType: 'LastofMonth',
    ExecutionFrequencyParameter: 0,
    Description: null,
    Id: expect.any(Number),
    LastModified: expect.any(String),
    CreatedOn: expect.any(String),
  })
  await sandbox.setClock('2014-12-31T12:00:00Z')
  expect(await sandbox.charged('paymentplan', created.Id)).toEqual(
    ['2013-10-31', '2013-11-30', '2013-12-31', '2014-01-31', '2014-02-28'].map((day) => [day, 20]),
  )
  expect(await plan(created.Id)).toMatchObject({
    ScheduleStatus: 'Expired',
    NextScheduleDate: NO_DATE,
    BalanceRemaining: 0,
    NumberOfPaymentsRemaining: 0,
    TotalAmountPaid: 100,
  })
})

test.each([
  [100, 3, 0, [33.33, 33.33, 33.34]],
  [200, 3, 0, [66.67, 66.67, 66.66]],
  ['100.001', '5', 10, [18, 18, 18, 18, 18]],
  [0.15, 10, 0, [0.02, 0.02, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01]],
  [0.03, 3, 0, [0.01, 0.01, 0.01]],
  [7, 1, 0, [7]],
])('PS-061 %s in %s payments', async (TotalDueAmount, TotalNumberOfPayments, FirstPaymentAmount, amounts) => {
  const first = FirstPaymentAmount > 0 && { FirstPaymentAmount, FirstPaymentDate: '2013-10-28' }
  const { Id, PaymentAmount } = await sandbox.plan(await sandbox.account(), {
    TotalDueAmount,
    TotalNumberOfPayments,
    ...first,
    StartDate: '2013-10-29',
    ExecutionFrequencyType: 1,
  })
  expect(PaymentAmount).toBe(amounts[0])
  await sandbox.advance(30)
  const paid = (await sandbox.charged('paymentplan', Id)).map(([, amount]) => amount)
  expect(paid).toEqual([...(first ? [10] : []), ...amounts])
  expect(await plan(Id)).toMatchObject({ ScheduleStatus: 'Expired', BalanceRemaining: 0 })
})

const START = { StartDate: '2013-11-01', ExecutionFrequencyType: 1 }
const PLAN = { ...START, TotalDueAmount: 100, TotalNumberOfPayments: 5 }
const RECURRING = { ...START, PaymentAmount: 10 }
test.each([
  ['paymentplan', { ...PLAN, ExecutionFrequencyType: null }, 'ExecutionFrequencyType', 'Invalid Billing Frequency'],
  [
    'recurringpayment',
    { ...RECURRING, ExecutionFrequencyType: 'Hourly' },
    'ExecutionFrequencyType',
    'Invalid Billing Frequency',
  ],
  [
    'recurringpayment',
    { ...RECURRING, ExecutionFrequencyType: 10 },
    'ExecutionFrequencyType',
    'Invalid Billing Frequency',
  ],
  [
    'recurringpayment',
    { ...RECURRING, ExecutionFrequencyType: 2 },
    '',
    'Weekly schedules must have Billing Frequency Parameter set between 1 and 7.',
  ],
  [
    'paymentplan',
    { ...PLAN, ExecutionFrequencyType: 'Weekly', ExecutionFrequencyParameter: '8' },
    '',
    'Weekly schedules must have Billing Frequency Parameter set between 1 and 7.',
  ],
  [
    'recurringpayment',
    { ...RECURRING, ExecutionFrequencyType: 5, ExecutionFrequencyParameter: 32 },
    '',
    'Specific Day of Month schedules must have Billing Frequency Parameter set between 1 and 31.',
  ],
  ['recurringpayment', { ...RECURRING, StartDate: '2013-10-27' }, 'StartDate', 'StartDate cannot be in the past.'],
  [
    'recurringpayment',
    { ...RECURRING, StartDate: '2013-02-30' },
    'StartDate',
    'The StartDate field is not a valid date.',
  ],
  ['recurringpayment', { ...RECURRING, StartDate: null }, 'StartDate', 'The StartDate field is required.'],
  ['recurringpayment', { ...RECURRING, EndDate: '2013-10-31' }, 'EndDate', 'EndDate cannot be before StartDate.'],
  ['recurringpayment', { ...RECURRING, PaymentAmount: 0 }, '', 'PaymentAmount must be greater than 0'],
  ['recurringpayment', { ...RECURRING, PaymentAmount: 2_000_001 }, '', 'Payment amount cannot exceed $2,000,000.00'],
  ['recurringpayment', { ...RECURRING, Description: 'x'.repeat(2049) }, 'Description', expect.any(String)],
  ['recurringpayment', { ...RECURRING, InvoiceNumber: 'x'.repeat(51) }, 'InvoiceNumber', expect.any(String)],
  ['recurringpayment', { ...RECURRING, PaymentSubType: 'Web' }, 'PaymentSubType', expect.any(String)],
  [
    'recurringpayment',
    { ...RECURRING, Id: 3 },
    'Id',
    'Id cannot have a value, did you mean to execute a PUT operation?',
  ],
  ['paymentplan', { ...PLAN, TotalNumberOfPayments: 0 }, 'TotalNumberOfPayments', expect.any(String)],
  ['paymentplan', { ...PLAN, TotalNumberOfPayments: 100 }, 'TotalNumberOfPayments', expect.any(String)],
  ['paymentplan', { ...PLAN, TotalDueAmount: null }, '', 'TotalDueAmount must be greater than 0'],
  ['paymentplan', { ...PLAN, TotalDueAmount: 0.04 }, 'TotalDueAmount', expect.any(String)],
  [
    'paymentplan',
    { ...PLAN, FirstPaymentAmount: 10, FirstPaymentDate: '2013-11-01' },
    'FirstPaymentDate',
    'FirstPaymentDate must be prior to StartDate.',
  ],
  [
    'paymentplan',
    { ...PLAN, FirstPaymentAmount: 10, FirstPaymentDate: '2013-10-27' },
    'FirstPaymentDate',
    expect.any(String),
  ],
  ['paymentplan', { ...PLAN, FirstPaymentAmount: 10 }, '', expect.stringContaining('entered together')],
] as const)('PS-060 PS-061 PS-062 %s %j', async (kind, body, field, message) => {
  const reply = await post(kind, { AccountId: await sandbox.account(), ...body })
  expect(reply.status).toBe(400)
  expect(messages(reply)).toContainEqual([field, message])
  expect(await sandbox.control('GET', '')).toMatchObject({ schedules: 0, payments: 0 })
})

test('PS-044 unknown accounts, deleted accounts, and CCD without a company', async () => {
  expect(messages(await post('recurringpayment', { ...RECURRING, AccountId: 1 }))).toEqual([
    ['', 'Specified Customer Account Id is not valid'],
  ])
  const account = await sandbox.account()
  await sandbox.done('DELETE', `/v4/account/creditcard/${account}`)
  expect(messages(await post('paymentplan', { ...PLAN, AccountId: account }))).toEqual([
    ['', `Account with ID ${account} has been deleted`],
  ])
  const bank = await sandbox.ach((await sandbox.customer({ Company: '' })).Id)
  expect(messages(await post('paymentplan', { ...PLAN, AccountId: bank.Id, PaymentSubType: 7 }))).toEqual([
    ['', 'Company Name is required for all CCD transactions.'],
  ])
})

test('PS-060 the simple sample calls the amount Amount', async () => {
  const body = { AccountId: await sandbox.bank(), Amount: 21, StartDate: '2013-11-01', ExecutionFrequencyType: 4 }
  expect((await post('recurringpayment', body)).json.Response.PaymentAmount).toBe(21)
})
