import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-28T19:55:02Z')
})
afterAll(() => sandbox.close())

const NO_DATE = '0001-01-01T07:00:00Z'
const put = (kind: string, id: number, what: string) => sandbox.call('PUT', `/v4/${kind}/${id}/${what}`)
const recurring = (id: number) => sandbox.done('GET', `/v4/recurringpayment/${id}`)
const plan = (id: number) => sandbox.done('GET', `/v4/paymentplan/${id}`)

const START = { StartDate: '2013-11-01', ExecutionFrequencyType: 1 }
const PLAN = { ...START, TotalDueAmount: 100, TotalNumberOfPayments: 5 }
const RECURRING = { ...START, PaymentAmount: 10 }

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
  expect(await sandbox.charged('recurringpayment', Id)).toEqual([
    ['2013-10-28', 15],
    ['2013-12-02', 15],
  ])
})

test('PS-064 a paused plan that is resumed by hand, and one that stays suspended', async () => {
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
  expect(await sandbox.charged('paymentplan', Id)).toEqual([])
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
  expect(await sandbox.charged('recurringpayment', schedule.Id)).toEqual([['2013-11-04', 10]])
  expect((await recurring(schedule.Id)).ScheduleStatus).toBe('Expired')
})

test('fault 30: a customer with only a running schedule is kept with the words of live systems', async () => {
  const refusal = async (CustomerId: number) => {
    const reply = await sandbox.call('DELETE', `/v4/customer/${CustomerId}`)
    return [reply.status, ...(reply.status === 204 ? [] : messages(reply))]
  }
  const scheduled = [
    '',
    'Before you can delete this customer, you must cancel all open recurring payments, payment plans, billing schedules, appointments, future payments and invoices associated with this record.',
  ]
  const unsettled = ['', 'There are still unsettled transactions outstanding for this Customer.  It cannot be deleted.']
  for (const kind of ['recurring', 'plan'] as const) {
    const { Id: CustomerId } = await sandbox.customer()
    const { Id: account } = await sandbox.card(CustomerId)
    const { Id } = await sandbox[kind](account, RECURRING)
    const route = kind === 'plan' ? 'paymentplan' : 'recurringpayment'
    expect(await refusal(CustomerId)).toEqual([400, scheduled])
    await put(route, Id, 'pause?enddate=2014-02-01')
    expect(await refusal(CustomerId)).toEqual([400, scheduled])
    const payment = await sandbox.pay(account, 1)
    expect(await refusal(CustomerId)).toEqual([400, unsettled])
    await sandbox.done('PUT', `/v4/payment/${payment.Id}/void`)
    await put(route, Id, 'suspend')
    expect(await refusal(CustomerId)).toEqual([204])
  }
})

test('PS-026 PS-038 a running schedule blocks deletions, and a suspended one does not', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const { Id: account } = await sandbox.card(CustomerId)
  const { Id } = await sandbox.recurring(account, RECURRING)
  const both = async () => [
    (await sandbox.call('DELETE', `/v4/customer/${CustomerId}`)).status,
    (await sandbox.call('DELETE', `/v4/account/creditcard/${account}`)).status,
  ]
  expect(await both()).toEqual([400, 400])
  await put('recurringpayment', Id, 'pause?enddate=2014-02-01')
  expect(await both()).toEqual([400, 400])
  await put('recurringpayment', Id, 'suspend')
  expect(await both()).toEqual([204, 204])
  expect((await put('recurringpayment', Id, 'resume')).status).toBe(400)
  await sandbox.setClock('2014-01-01T00:00:00Z')
  expect(await sandbox.charged('recurringpayment', Id)).toEqual([])
})

test('PS-045 a refused payment of a plan counts as made, not as paid', async () => {
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
