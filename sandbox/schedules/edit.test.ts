import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Json } from '../testing/answers.ts'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-28T19:55:02Z')
})
afterAll(() => sandbox.close())

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

test('PS-066 what can no longer change is ignored, what is left out stays, null clears', async () => {
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
  expect(await sandbox.charged('recurringpayment', schedule.Id)).toEqual([
    ['2013-11-02', 5],
    ['2013-12-01', 10],
  ])
})

test.each(['3000-01-01', '9999-12-31', '9999-12-31T00:00:00', '9999-12-31T23:59:59.9999999Z'])(
  'fault 27: a schedule that ends on %s charges as one without an end',
  async (EndDate) => {
    const account = await sandbox.account()
    const plain = { StartDate: '2013-10-28', ExecutionFrequencyType: 'Daily' }
    const schedule = await sandbox.recurring(account, { ...plain, EndDate })
    expect(schedule).toMatchObject({
      EndDate: `${EndDate.slice(0, 10)}T07:00:00Z`,
      NextScheduleDate: '2013-10-29T06:00:00Z',
    })
    await sandbox.advance(2)
    const days = ['2013-10-28', '2013-10-29', '2013-10-30']
    expect(await sandbox.charged('recurringpayment', schedule.Id)).toEqual(days.map((day) => [day, 10]))
    expect((await edit(schedule, { EndDate })).json.Response).toMatchObject({ ScheduleStatus: 'Active' })
    const paused = `/v4/recurringpayment/${schedule.Id}/pause?enddate=${EndDate}`
    expect((await sandbox.call('PUT', paused)).status).toBe(204)
    await sandbox.advance(2)
    expect(await sandbox.charged('recurringpayment', schedule.Id)).toHaveLength(3)
  },
)

test.each(['Weekly', 'BiWeekly', 'FirstofMonth', 'SpecificDayofMonth', 'LastofMonth', 'Quarterly', 'Annually'])(
  'fault 27: a %s schedule can start on the last day there is, and lists find it',
  async (ExecutionFrequencyType) => {
    const account = await sandbox.account()
    const rhythm = { ExecutionFrequencyType, ExecutionFrequencyParameter: 1 }
    const { Id, NextScheduleDate } = await sandbox.recurring(account, { StartDate: '9999-12-31', ...rhythm })
    expect(NextScheduleDate).toBe('9999-12-31T07:00:00Z')
    await sandbox.advance(40)
    expect(await sandbox.charged('recurringpayment', Id)).toEqual([])
    const found = await sandbox.done('GET', '/v4/paymentschedule?startdate=3000-01-01&enddate=9999-12-31')
    expect(found.map((row) => row.Id)).toEqual([Id])
    expect(await sandbox.done('GET', '/v4/payment?startdate=2013-01-01&enddate=9999-12-31')).toEqual([])
  },
)
