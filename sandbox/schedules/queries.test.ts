import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '../testing/answers.ts'
import { type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
afterAll(() => sandbox.close())

let customerId = 0
/** a: active recurring; b: paused plan; c: suspended recurring; d: expired plan; e: active plan of another customer. */
const names = new Map<number, string>()

beforeAll(async () => {
  await sandbox.setClock('2013-10-01T18:00:00Z')
  customerId = (await sandbox.customer({ FirstName: 'Zoe', LastName: 'Apple' })).Id
  const { Id: card } = await sandbox.card(customerId)
  const { Id: other } = await sandbox.card(
    (await sandbox.customer({ FirstName: 'Abe', LastName: 'Pell', Company: 'AAA Roofs' })).Id,
  )
  const made = {
    a: await sandbox.recurring(card, { PaymentAmount: 22, StartDate: '2013-11-04', ExecutionFrequencyType: 9 }),
    b: await sandbox.plan(card, { StartDate: '2013-10-10', ExecutionFrequencyType: 6 }),
    c: await sandbox.recurring(card, {
      PaymentAmount: 15,
      StartDate: '2013-10-15',
      EndDate: '2014-05-01',
      ExecutionFrequencyType: 4,
    }),
    d: await sandbox.plan(card, { TotalNumberOfPayments: 4, StartDate: '2013-10-01', ExecutionFrequencyType: 1 }),
    e: await sandbox.plan(other, { TotalDueAmount: 40, StartDate: '2013-12-01', ExecutionFrequencyType: 4 }),
  }
  for (const [name, { Id }] of Object.entries(made)) names.set(Id, name)
  await sandbox.call('PUT', `/v4/paymentplan/${made.b.Id}/pause?enddate=2013-12-15`)
  await sandbox.call('PUT', `/v4/recurringpayment/${made.c.Id}/suspend`)
  await sandbox.setClock('2013-10-20T18:00:00Z')
})

const rowsOf = (response: Json): Json[] =>
  'PaymentPlans' in response ? [...response.PaymentPlans, ...response.RecurringPayments] : response
const listed = async (path: string) =>
  rowsOf(await sandbox.done('GET', path))
    .map((row) => names.get(row.Id))
    .join('')

test.each([
  ['/v4/paymentschedule', 'abcde'],
  ['/v4/recurringpayment', 'ac'],
  ['/v4/paymentplan', 'bde'],
  ['/v4/paymentschedule?status=active', 'ae'],
  ['/v4/paymentschedule?status=Suspended', 'bc'],
  ['/v4/paymentschedule?status=EXPIRED,active', 'ade'],
  ['/v4/paymentplan?status=suspended&lite=true', 'b'],
  ['/v4/paymentschedule?startdate=2013-10-10&enddate=2013-11-04', 'abc'],
  ['/v4/recurringpayment?startdate=2013-10-16', 'a'],
  ['/v4/paymentschedule?page=2&pagesize=2', 'cd'],
  ['/v4/paymentschedule?sortby=StartDate&direction=asc', 'dbcae'],
  ['/v4/paymentschedule?sortby=enddate', 'abdec'],
  ['/v4/paymentschedule?sortby=enddate&direction=descending', 'cabde'],
  ['/v4/paymentschedule?sortby=nextpaymentdate&direction=asc', 'cdaeb'],
  ['/v4/paymentschedule?sortby=nextpaymentdate&direction=desc', 'beacd'],
  ['/v4/paymentschedule?sortby=paymentamount&direction=descending', 'dabce'],
  ['/v4/paymentschedule?sortby=schedulestatus', 'aedbc'],
  ['/v4/paymentschedule?sortby=id&direction=desc', 'edcba'],
  ['/v4/paymentschedule?sortby=customerlastname&direction=desc', 'eabcd'],
  ['/v4/paymentschedule?sortby=customerfirstname', 'eabcd'],
  ['/v4/paymentschedule?sortby=paymentscheduletype&direction=asc', 'bdeac'],
  ['/v4/recurringpayment?sortby=executionfrequencytype', 'ac'],
  ['/v4/paymentschedule?status=active&startdate=2013-10-01&sortby=paymentamount&direction=desc&page=1&pagesize=1', 'a'],
  ['/v4/paymentschedule?colour=blue', 'abcde'],
])('PS-068 PS-069 %s', async (path, expected) => {
  expect(await listed(path)).toBe(expected)
})

test.each([
  ['sortby=CustomerCompany', 'eabcd'],
  ['sortby=company&direction=desc', 'abcde'],
  ['sortby=name&direction=desc', 'eabcd'],
  ['sortby=Status', 'aedbc'],
])('fault 28: schedules are sorted by company, name and status: %s', async (query, expected) => {
  expect(await listed(`/v4/paymentschedule?${query}`)).toBe(expected)
})

test.each(['Semi-Annually', 'semi annually', 'SemiAnnually', 8, '8'])('fault 30: the frequency %j', async (sent) => {
  const { Id } = await sandbox.card((await sandbox.customer()).Id)
  const schedule = { StartDate: '2990-01-01', ExecutionFrequencyType: sent }
  const { ExecutionFrequencyType, Id: scheduleId } = await sandbox.recurring(Id, schedule)
  expect(ExecutionFrequencyType).toBe('SemiAnnually')
  await sandbox.done('DELETE', `/v4/recurringpayment/${scheduleId}`)
  expect((await sandbox.call('GET', '/v4/payment?status=Refund%20Settled')).status).toBe(200)
})

test.each([
  ['paymentschedules', 'bdac'],
  ['paymentschedule', 'bdac'],
  ['paymentschedules?lite=true', 'abcd'],
  ['paymentschedules?pagesize=2&page=2', 'ac'],
  ['paymentschedules?lite=true&pagesize=2&page=2', 'cd'],
  ['recurringpayments?lite=true', 'ac'],
  ['paymentplans?status=expired', 'd'],
  ['paymentschedules?status=suspended&sortby=NextPaymentDate&direction=ASC&lite=true', 'cb'],
  ['paymentplans?startdate=2013-10-01&enddate=2013-12-31&sortby=Id&direction=asc &pagesize=2&page=1&lite=false', 'bd'],
])('PS-028 customer/{id}/%s', async (path, expected) => {
  expect(await listed(`/v4/customer/${customerId}/${path.replaceAll(' ', '%20')}`)).toBe(expected)
})

test('PS-068 a paused schedule shows its next date, a suspended and an expired one none', async () => {
  const rows = await sandbox.done('GET', '/v4/paymentschedule')
  expect(rows.map((row) => [row.PaymentScheduleType, row.ScheduleStatus, row.NextPaymentDate.slice(0, 10)])).toEqual([
    ['RecurringPayment', 'Active', '2013-11-04'],
    ['PaymentPlan', 'Suspended', '2013-12-31'],
    ['RecurringPayment', 'Suspended', '0001-01-01'],
    ['PaymentPlan', 'Expired', '0001-01-01'],
    ['PaymentPlan', 'Active', '2013-12-01'],
  ])
})

test.each(['startdate=yesterday', 'enddate=2013-02-30', 'startdate=04/11/2013&enddate=never'])(
  'fault 30: a date that cannot be read is ignored like an unknown filter: %s',
  async (query) => {
    expect(await listed(`/v4/paymentschedule?${query}`)).toBe('abcde')
    expect(await listed(`/v4/recurringpayment?${query}`)).toBe('ac')
    expect(await listed(`/v4/paymentplan?${query}&lite=true`)).toBe('bde')
    expect(await listed(`/v4/customer/${customerId}/paymentschedules?${query}`)).toBe('bdac')
    expect(await listed(`/v4/paymentschedule?${query}&status=active`)).toBe('ae')
  },
)

test.each(['status=sleeping', 'page=0', 'pagesize=x'])('PS-069 a %s that cannot be read is said', async (query) => {
  for (const path of [
    'paymentschedule',
    'recurringpayment',
    'paymentplan',
    `customer/${customerId}/paymentschedules`,
  ]) {
    expect((await sandbox.call('GET', `/v4/${path}?${query}`)).status).toBe(400)
  }
})
