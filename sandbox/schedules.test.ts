import { afterAll, beforeEach, expect, test } from 'vitest'
import { type Json, messages, type TestSandbox, testSandbox } from './test-support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-28T19:55:02Z')
})
afterAll(() => sandbox.close())

const NO_DATE = '0001-01-01T07:00:00Z'
const post = (kind: string, body: object) => sandbox.call('POST', `/v4/${kind}`, { body })
const put = (kind: string, id: number, what: string) => sandbox.call('PUT', `/v4/${kind}/${id}/${what}`)
const recurring = (id: number) => sandbox.done('GET', `/v4/recurringpayment/${id}`)
const plan = (id: number) => sandbox.done('GET', `/v4/paymentplan/${id}`)
const charged = async (kind: string, id: number) =>
  (await sandbox.done('GET', `/v4/${kind}/${id}/payments`)).map((row: Json) => [
    row.PaymentDate.slice(0, 10),
    row.Amount,
  ])

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
  expect(await charged('recurringpayment', schedule.Id)).toEqual([
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
  expect(await charged('paymentplan', created.Id)).toEqual(
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
  const paid = (await charged('paymentplan', Id)).map(([, amount]: [string, number]) => amount)
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

test('PS-044 accounts of nobody, deleted ones, and CCD without a company', async () => {
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

test.each([
  ['FirstofMonth', undefined, '2016-01-31', ['2016-02-01', '2016-03-01', '2016-04-01']],
  ['SpecificDayofMonth', 30, '2016-01-30', ['2016-01-30', '2016-02-29', '2016-03-30', '2016-04-30']],
  ['SpecificDayofMonth', 31, '2015-01-31', ['2015-01-31', '2015-02-28', '2015-03-31', '2015-04-30']],
  ['LastofMonth', undefined, '2015-12-31', ['2015-12-31', '2016-01-31', '2016-02-29', '2016-03-31']],
  ['Quarterly', undefined, '2015-11-30', ['2015-11-30', '2016-02-29', '2016-05-30', '2016-08-30']],
  ['SemiAnnually', undefined, '2015-08-31', ['2015-08-31', '2016-02-29', '2016-08-31', '2017-02-28']],
  ['Annually', undefined, '2016-02-29', ['2016-02-29', '2017-02-28', '2018-02-28', '2019-02-28', '2020-02-29']],
  ['Weekly', 1, '2026-03-04', ['2026-03-08', '2026-03-15', '2026-03-22']],
  ['BiWeekley', 1, '2026-10-26', ['2026-11-01', '2026-11-15', '2026-11-29']],
  ['Daily', undefined, '2026-03-07', ['2026-03-07', '2026-03-08', '2026-03-09', '2026-03-10']],
] as const)('PS-060 %s %s from %s', async (frequency, parameter, StartDate, days) => {
  const { Id } = await sandbox.plan(await sandbox.account(), {
    TotalNumberOfPayments: days.length,
    StartDate,
    ExecutionFrequencyType: frequency,
    ExecutionFrequencyParameter: parameter,
  })
  await sandbox.setClock('2027-01-01T00:00:00Z')
  expect((await charged('paymentplan', Id)).map(([day]: [string]) => day)).toEqual(days)
})

test('PS-064 suspend, pause and resume read as in the samples', async () => {
  const account = await sandbox.account()
  const { Id } = await sandbox.recurring(account, {
    PaymentAmount: 15,
    StartDate: '2013-10-28',
    ExecutionFrequencyType: 2,
    ExecutionFrequencyParameter: 2,
  })
  await sandbox.setClock('2013-10-30T18:32:38Z')
  const suspended = await put('recurringpayment', Id, 'suspend')
  expect([suspended.status, suspended.text]).toEqual([204, ''])
  expect(await recurring(Id)).toMatchObject({
    NextScheduleDate: NO_DATE,
    PauseUntilDate: null,
    ScheduleStatus: 'Suspended',
    TotalAmountPaid: 15,
  })
  await sandbox.setClock('2013-11-13T18:00:00Z')
  expect((await put('recurringpayment', Id, 'pause?enddate=2013-12-01')).status).toBe(400)
  expect((await put('recurringpayment', Id, 'resume')).status).toBe(204)
  expect(await recurring(Id)).toMatchObject({ ScheduleStatus: 'Active', NextScheduleDate: '2013-11-18T07:00:00Z' })
  expect((await put('recurringpayment', Id, 'resume')).status).toBe(400)

  const paused = await put('recurringpayment', Id, 'pause?endDate=2013-12-01')
  expect([paused.status, paused.text]).toEqual([204, ''])
  expect(await recurring(Id)).toMatchObject({
    NextScheduleDate: '2013-12-02T07:00:00Z',
    PauseUntilDate: '2013-12-01T07:00:00Z',
    ScheduleStatus: 'Suspended',
  })
  await sandbox.setClock('2013-11-30T18:00:00Z')
  expect((await recurring(Id)).ScheduleStatus).toBe('Suspended')
  await sandbox.setClock('2013-12-01T18:00:00Z')
  expect(await recurring(Id)).toMatchObject({ ScheduleStatus: 'Active', PauseUntilDate: '2013-12-01T07:00:00Z' })
  await sandbox.setClock('2013-12-02T18:00:00Z')
  expect(await charged('recurringpayment', Id)).toEqual([
    ['2013-10-28', 15],
    ['2013-12-02', 15],
  ])
})

test('PS-064 a paused plan that is resumed by hand, and one that is suspended for good', async () => {
  const { Id } = await sandbox.plan(await sandbox.account(), { StartDate: '2013-10-28', ExecutionFrequencyType: 6 })
  await sandbox.setClock('2013-10-30T21:57:56Z')
  await put('paymentplan', Id, 'pause?enddate=2014-02-01')
  expect(await plan(Id)).toMatchObject({
    NextScheduleDate: '2014-02-28T07:00:00Z',
    PauseUntilDate: '2014-02-01T07:00:00Z',
  })
  await put('paymentplan', Id, 'resume')
  expect(await plan(Id)).toMatchObject({
    ScheduleStatus: 'Active',
    NextScheduleDate: '2013-10-31T06:00:00Z',
    PauseUntilDate: '2013-10-30T06:00:00Z',
  })
  await put('paymentplan', Id, 'pause?enddate=2014-02-01T00:00:00Z')
  await put('paymentplan', Id, 'suspend')
  expect(await plan(Id)).toMatchObject({ NextScheduleDate: NO_DATE, PauseUntilDate: null, ScheduleStatus: 'Suspended' })
  await sandbox.setClock('2015-01-01T00:00:00Z')
  expect(await charged('paymentplan', Id)).toEqual([])
})

test.each(['', '?enddate=', '?enddate=soon', '?enddate=2013-10-28', '?enddate=2013-02-30'])(
  'PS-064 a pause%s says what is wrong',
  async (query) => {
    const { Id } = await sandbox.recurring(await sandbox.account(), RECURRING)
    const reply = await put('recurringpayment', Id, `pause${query}`)
    expect([reply.status, messages(reply)[0]?.[0]]).toEqual([400, 'enddate'])
    expect((await recurring(Id)).ScheduleStatus).toBe('Active')
  },
)

test('PS-065 deleting before anything was generated, and the two refusals', async () => {
  const account = await sandbox.account()
  const fresh = await sandbox.recurring(account, RECURRING)
  const gone = await sandbox.call('DELETE', `/v4/recurringpayment/${fresh.Id}`)
  expect([gone.status, gone.text]).toEqual([204, ''])
  const read = await sandbox.call('GET', `/v4/recurringpayment/${fresh.Id}`)
  expect([read.status, read.json.Meta.HttpStatus, read.json.Response.Id]).toEqual([
    203,
    'NonAuthoritativeInformation',
    fresh.Id,
  ])
  expect(await sandbox.done('GET', '/v4/recurringpayment')).toEqual([])
  expect((await put('recurringpayment', fresh.Id, 'suspend')).status).toBe(400)

  const paid = await sandbox.plan(account, { ...PLAN, StartDate: '2013-10-28' })
  expect(messages(await sandbox.call('DELETE', `/v4/paymentplan/${paid.Id}`))).toEqual([
    [
      '',
      'Payments have been made on this schedule. Payment schedules that have started cannot be deleted, only suspended.',
    ],
  ])
  const first = await sandbox.plan(account, { ...PLAN, FirstPaymentAmount: 1, FirstPaymentDate: '2013-10-28' })
  expect((await sandbox.call('DELETE', `/v4/paymentplan/${first.Id}`)).status).toBe(400)
  const started = await sandbox.plan(account, { ...PLAN, StartDate: '2013-10-28', ExecutionFrequencyType: 6 })
  await sandbox.advance(1)
  expect(messages(await sandbox.call('DELETE', `/v4/paymentplan/${started.Id}`))).toEqual([
    ['', 'Payment schedules that have started cannot be deleted, only suspended'],
  ])
})

test('PS-066 the edit of the sample: amount, end and from card to bank', async () => {
  await sandbox.setClock('2013-10-31T17:57:29Z')
  const { Id: CustomerId } = await sandbox.customer()
  const [card, bank] = [await sandbox.card(CustomerId), await sandbox.ach(CustomerId)]
  const before = await sandbox.recurring(card.Id, {
    PaymentAmount: 20,
    StartDate: '2013-10-31',
    ExecutionFrequencyType: 6,
  })
  const after = await sandbox.done('PUT', '/v4/recurringpayment', {
    Id: before.Id,
    EndDate: '2014-12-01',
    PaymentAmount: 50,
    AccountId: bank.Id,
    StartDate: '2013-10-31',
    ExecutionFrequencyType: 6,
  })
  const { LastModified, CreatedOn, ...kept } = before
  expect(after).toMatchObject({
    ...kept,
    EndDate: '2014-12-01T07:00:00Z',
    PaymentAmount: 50,
    PaymentSubType: 'Web',
    AccountId: bank.Id,
    NextScheduleDate: '2013-11-30T07:00:00Z',
    TotalAmountPaid: 20,
  })
  await sandbox.setClock('2013-11-30T18:00:00Z')
  const [, second] = await sandbox.done('GET', `/v4/recurringpayment/${before.Id}/payments`)
  expect(second).toMatchObject({ Amount: 50, PaymentType: 'ACH', Status: 'Posted', AccountId: bank.Id })
})

const edit = (schedule: Json, more: object) => {
  const { Id, PaymentAmount, AccountId, StartDate, ExecutionFrequencyType, ExecutionFrequencyParameter } = schedule
  const required = { Id, PaymentAmount, AccountId, StartDate, ExecutionFrequencyType, ExecutionFrequencyParameter }
  return sandbox.call('PUT', '/v4/recurringpayment', { body: { ...required, ...more } })
}

test('PS-066 what may no longer change is ignored, what is left out stays, null empties', async () => {
  const account = await sandbox.account()
  const schedule = await sandbox.recurring(account, {
    StartDate: '2013-10-28',
    EndDate: '2014-01-01',
    ExecutionFrequencyType: 1,
    PaymentSubType: 'Swipe',
    Description: 'kept',
    OrderId: 'kept',
  })
  const reply = await edit(schedule, {
    StartDate: '2013-12-24',
    OrderId: 'new',
    ScheduleStatus: 'Expired',
    CustomerId: 1,
  })
  expect(reply.json.Response).toMatchObject({
    StartDate: '2013-10-28T06:00:00Z',
    EndDate: '2014-01-01T07:00:00Z',
    PaymentSubType: 'Swipe',
    Description: 'kept',
    OrderId: 'new',
    ScheduleStatus: 'Active',
  })
  const emptied = await edit(schedule, { EndDate: null, Description: null, PaymentSubType: null })
  expect(emptied.json.Response).toMatchObject({ EndDate: null, Description: null, PaymentSubType: 'Moto' })
  for (const name of ['PaymentAmount', 'AccountId', 'StartDate', 'ExecutionFrequencyType']) {
    expect((await edit(schedule, { [name]: null })).status).toBe(400)
  }
  expect((await edit(schedule, { EndDate: '2013-10-01' })).status).toBe(400)
  const stranger = await sandbox.account()
  expect(messages(await edit(schedule, { AccountId: stranger }))).toEqual([
    ['', 'Specified Customer Account Id is not valid'],
  ])
  const plans = await sandbox.call('PUT', '/v4/paymentplan', { body: { Id: schedule.Id } })
  expect([plans.status, plans.json.Message]).toEqual([
    405,
    "The requested resource does not support http method 'PUT'.",
  ])
})

test('PS-066 a new start, a new first payment, and an annual schedule from the last payment', async () => {
  const account = await sandbox.account()
  const schedule = await sandbox.recurring(account, {
    StartDate: '2013-11-20',
    ExecutionFrequencyType: 4,
    FirstPaymentAmount: 5,
    FirstPaymentDate: '2013-11-05',
  })
  const moved = (await edit(schedule, { StartDate: '2013-11-10', FirstPaymentDate: '2013-11-02' })).json.Response
  expect(moved).toMatchObject({ StartDate: '2013-11-10T07:00:00Z', FirstPaymentDate: '2013-11-02T06:00:00Z' })
  await sandbox.setClock('2013-12-01T18:00:00Z')
  const later = await edit(moved, { FirstPaymentAmount: 9, FirstPaymentDate: '2013-12-24', ExecutionFrequencyType: 9 })
  expect(later.json.Response).toMatchObject({
    FirstPaymentAmount: 5,
    FirstPaymentDate: '2013-11-02T06:00:00Z',
    NextScheduleDate: '2014-12-01T07:00:00Z',
  })
  expect(await charged('recurringpayment', schedule.Id)).toEqual([
    ['2013-11-02', 5],
    ['2013-12-01', 10],
  ])
})

test('PS-067 past its EndDate a schedule is Expired', async () => {
  const { Id } = await sandbox.recurring(await sandbox.account(), { ...RECURRING, EndDate: '2013-11-03' })
  await sandbox.setClock('2013-11-03T23:00:00Z')
  expect(await recurring(Id)).toMatchObject({
    ScheduleStatus: 'Active',
    NumberOfPaymentsMade: 3,
    NextScheduleDate: NO_DATE,
  })
  await sandbox.advance(1)
  expect(await recurring(Id)).toMatchObject({ ScheduleStatus: 'Expired', NumberOfPaymentsMade: 3 })
  for (const what of ['suspend', 'resume', 'pause?enddate=2020-01-01']) {
    expect((await put('recurringpayment', Id, what)).status).toBe(400)
  }
})

test('PS-070 a one-time payment on a future date', async () => {
  await sandbox.setClock('2013-10-30T17:07:24Z')
  const schedule = await sandbox.recurring(await sandbox.account(), {
    EndDate: '2013-11-05',
    StartDate: '2013-11-04',
    ExecutionFrequencyType: 9,
  })
  expect(schedule).toMatchObject({
    NextScheduleDate: '2013-11-04T07:00:00Z',
    StartDate: '2013-11-04T07:00:00Z',
    EndDate: '2013-11-05T07:00:00Z',
    ExecutionFrequencyType: 'Annually',
    ExecutionFrequencyParameter: 0,
  })
  await sandbox.setClock('2016-01-01T00:00:00Z')
  expect(await charged('recurringpayment', schedule.Id)).toEqual([['2013-11-04', 10]])
  expect((await recurring(schedule.Id)).ScheduleStatus).toBe('Expired')
})

test('PS-026 PS-038 what a running schedule keeps from being deleted, and a suspended one does not', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const { Id: account } = await sandbox.card(CustomerId)
  const { Id } = await sandbox.recurring(account, RECURRING)
  const both = async () => [
    (await sandbox.call('DELETE', `/v4/customer/${CustomerId}`)).status,
    (await sandbox.call('DELETE', `/v4/account/creditcard/${account}`)).status,
  ]
  const refused = await sandbox.call('DELETE', `/v4/customer/${CustomerId}`)
  expect(messages(refused)).toEqual([
    ['', 'There are still unsettled transactions outstanding for this Customer.  It cannot be deleted.'],
  ])
  expect(await both()).toEqual([400, 400])
  await put('recurringpayment', Id, 'pause?enddate=2014-02-01')
  expect(await both()).toEqual([400, 400])
  await put('recurringpayment', Id, 'suspend')
  expect(await both()).toEqual([204, 204])
  expect((await put('recurringpayment', Id, 'resume')).status).toBe(400)
  await sandbox.setClock('2014-01-01T00:00:00Z')
  expect(await charged('recurringpayment', Id)).toEqual([])
})

test('PS-045 a refused payment of a plan is made, and not paid', async () => {
  const { Id } = await sandbox.plan(await sandbox.account(), {
    TotalDueAmount: 19998.02,
    TotalNumberOfPayments: 2,
    StartDate: '2013-10-28',
    ExecutionFrequencyType: 1,
  })
  await sandbox.advance(1)
  expect(await plan(Id)).toMatchObject({
    ScheduleStatus: 'Expired',
    NumberOfPaymentsMade: 2,
    TotalAmountPaid: 0,
    BalanceRemaining: 19998.02,
  })
})

test('PS-009 a schedule of another client, and a plan under the other route', async () => {
  const other = { user: 'APIUser2000', key: 'other' }
  await sandbox.control('POST', '/clients', other)
  const { Id } = await sandbox.plan(await sandbox.account(), PLAN)
  for (const reply of [
    await sandbox.call('GET', `/v4/paymentplan/${Id}`, other),
    await sandbox.call('PUT', `/v4/paymentplan/${Id}/suspend`, other),
    await sandbox.call('DELETE', `/v4/paymentplan/${Id}`, other),
    await sandbox.call('GET', `/v4/paymentplan/${Id}/payments`, other),
  ]) {
    expect([reply.status, messages(reply)]).toEqual([
      400,
      [['', `Payment plan with ID ${Id} does not belong to client`]],
    ])
  }
  expect((await sandbox.call('GET', `/v4/recurringpayment/${Id}`)).status).toBe(400)
  expect((await sandbox.call('GET', '/v4/paymentschedule', other)).json.Response).toEqual([])
})
