import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Json } from '../testing/answers.ts'
import { type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
afterAll(() => sandbox.close())

/** Five payments of one customer over three days, by their descriptions; and one of another customer. */
let customerId = 0
beforeAll(async () => {
  customerId = (await sandbox.customer()).Id
  const card = (await sandbox.card(customerId)).Id
  const onDay = (day: string) => sandbox.control('POST', '/clock', { now: `2026-03-${day}T18:00:00Z` })
  await onDay('02')
  await sandbox.pay(card, 30, { Description: 'a', OrderId: 'order-a', PaymentSubType: 'Swipe' })
  await sandbox.pay(card, 9999.01, { Description: 'b' })
  await onDay('03')
  await sandbox.pay(card, 10, { Description: 'c' })
  await sandbox.pay(card, 30, { Description: 'd', PaymentSubType: 'Swipe' })
  await onDay('04')
  await sandbox.pay(card, 20, { Description: 'e' })
  await sandbox.pay(await sandbox.account(), 50, { Description: 'other' })
})

const rows = async (query: string, path = `/v4/customer/${customerId}/payments`): Promise<Json[]> =>
  (await sandbox.call('GET', `${path}?${query}`)).json.Response
const letters = async (query: string, path?: string) => (await rows(query, path)).map((row) => row.Description).join('')

test('PS-028 PS-052 newest first, full rows, with OrderId', async () => {
  expect(await letters('')).toBe('edcba')
  expect(await letters('', '/v4/payment')).toBe('otheredcba')
  expect((await rows('')).at(-1)).toMatchObject({
    OrderId: 'order-a',
    CustomerLastName: 'Person',
    CustomerId: customerId,
  })
})

test('PS-052 paging', async () => {
  const page = await sandbox.call('GET', `/v4/customer/${customerId}/payments?page=2&pagesize=2`)
  expect(page.json.Meta.PagingDetails).toEqual({ TotalItems: 5, Page: 2, ItemsPerPage: 2 })
  expect(await letters('page=2&pagesize=2')).toBe('cb')
  expect(await letters('page=3&pagesize=2')).toBe('a')
  expect(await letters('page=4&pagesize=2')).toBe('')
  expect((await sandbox.call('GET', '/v4/payment')).json.Meta.PagingDetails).toEqual({
    TotalItems: 6,
    Page: 1,
    ItemsPerPage: 200,
  })
})

test('PS-052 lite rows are six members, in the same order', async () => {
  const [first] = await rows('lite=true&sortby=amount')
  expect(first).toEqual({
    CustomerFirstName: 'Test',
    CustomerLastName: 'Person',
    Status: 'Settled',
    PaymentDate: '2026-03-03T07:00:00Z',
    Amount: 10,
    Id: expect.any(Number),
  })
  expect((await rows('lite=TRUE')).map((row) => row.Amount)).toEqual([20, 30, 10, 9999.01, 30])
})

test('PS-052 one status or several, in any case', async () => {
  expect(await letters('status=settled')).toBe('dca')
  expect(await letters('status=FAILED,authorized')).toBe('eb')
  expect(await letters('status=chargeback')).toBe('')
  expect((await sandbox.call('GET', '/v4/payment?status=paid')).status).toBe(400)
})

test('PS-052 whole days of PaymentDate, both ends included', async () => {
  expect(await letters('startdate=2026-03-03')).toBe('edc')
  expect(await letters('EndDate=2026-03-03')).toBe('dcba')
  expect(await letters('startdate=2026-03-03&enddate=2026-03-03')).toBe('dc')
  expect(await letters('startdate=2026-03-05')).toBe('')
  expect(await letters('startdate=2026-03-03&status=settled&pagesize=1&page=2')).toBe('c')
})

test.each([
  'startdate=yesterday',
  'enddate=2026-02-30',
  'enddate=03/04/2026',
  'startdate=0001-01-01',
  'startdate=x&enddate=',
])('fault 30: a date that cannot be read is ignored like an unknown filter: %s', async (bad) => {
  expect(await letters(bad)).toBe('edcba')
  expect(await letters(bad, '/v4/payment')).toBe('otheredcba')
  expect(await letters(`${bad}&status=settled&page=2&pagesize=1`)).toBe('c')
  expect(await letters('startdate=soon&enddate=2026-03-03')).toBe('dcba')
})

test('PS-052 sorting: ascending unless told otherwise, ascending id within, nulls low', async () => {
  expect(await letters('sortby=Amount')).toBe('ceadb')
  expect(await letters('sortby=amount&direction=desc')).toBe('badec')
  expect(await letters('sortby=ActualSettledDate')).toBe('beacd')
  expect(await letters('sortby=actualsettleddate&direction=DESCENDING')).toBe('cdabe')
  expect(await letters('sortby=EstimatedSettleDate')).toBe('bacde')
  expect(await letters('sortby=PaymentDate')).toBe('abcde')
  expect(await letters('sortby=paymentdate&direction=desc')).toBe('ecdab')
  expect(await letters('sortby=PaymentSubType')).toBe('bcead')
  expect(await letters('sortby=PaymentType')).toBe('abcde')
  expect(await letters('sortby=ReturnDate&direction=desc')).toBe('abcde')
})

test('PS-052 filters a list does not know are ignored: page 1 of everything', async () => {
  expect(await letters('orderid=order-a')).toBe('edcba')
  expect(await letters('email=x@y.com&sortby=shoesize')).toBe('edcba')
})

test('PS-052 one payment, never lite', async () => {
  const [newest] = await rows('')
  expect(await sandbox.done('GET', `/v4/payment/${newest?.Id}?lite=true`)).toEqual(newest)
  expect((await sandbox.call('GET', '/v4/payment/1')).status).toBe(400)
})

test.each(['/v4/payment', 'a list of one customer'])(
  'fault 28: %s is sorted by name, company and status',
  async (path) => {
    const own = await testSandbox()
    const people = [
      { FirstName: 'Zoe', LastName: 'Lee', Company: 'beta' },
      { FirstName: 'abe', LastName: 'Leeds', Company: null },
      { FirstName: 'Kim', LastName: 'lee', Company: 'Alpha' },
    ]
    let customer = 0
    for (const person of people) {
      customer = (await own.customer(person)).Id
      const { Id } = await own.card(customer)
      await own.pay(Id, 1, { Description: person.FirstName })
      await own.pay(Id, 9999.01, { Description: `${person.FirstName}!` })
    }
    const voided = await own.pay((await own.card(customer)).Id, 2, { Description: 'Kim?' })
    await own.done('PUT', `/v4/payment/${voided.Id}/void`)
    const all = path === '/v4/payment'
    const list = all ? path : `/v4/customer/${customer}/payments`
    const order = async (query: string) =>
      (await own.done('GET', `${list}?${query}`)).map((row) => row.Description).filter(all ? () => true : isKim)
    const sorted = async (query: string, ...descriptions: string[]) =>
      expect([query, ...(await order(query))]).toEqual([query, ...descriptions.filter(all ? () => true : isKim)])
    const isKim = (text: string) => text.startsWith('Kim')

    for (const by of ['CustomerFirstName', 'FirstName'])
      await sorted(`sortby=${by}`, 'abe', 'abe!', 'Kim', 'Kim!', 'Kim?', 'Zoe', 'Zoe!')
    for (const by of ['CustomerLastName', 'LastName'])
      await sorted(`sortby=${by}&direction=desc`, 'abe', 'abe!', 'Zoe', 'Zoe!', 'Kim', 'Kim!', 'Kim?')
    for (const by of ['Name', 'CustomerName'])
      await sorted(`sortby=${by}`, 'Kim', 'Kim!', 'Kim?', 'Zoe', 'Zoe!', 'abe', 'abe!')
    for (const by of ['CustomerCompany', 'Company'])
      await sorted(`sortby=${by}`, 'abe', 'abe!', 'Kim', 'Kim!', 'Kim?', 'Zoe', 'Zoe!')
    await sorted('sortby=Status', 'Zoe', 'abe', 'Kim', 'Zoe!', 'abe!', 'Kim!', 'Kim?')
    await sorted('sortby=Status&direction=desc', 'Kim?', 'Zoe!', 'abe!', 'Kim!', 'Zoe', 'abe', 'Kim')
    await sorted('sortby=Id&direction=desc', 'Kim?', 'Kim!', 'Kim', 'abe!', 'abe', 'Zoe!', 'Zoe')
    await own.close()
  },
)

test('fault 25: FailureData is null for every payment that did not fail, in each answer that shows it', async () => {
  const own = await testSandbox()
  const { Id: CustomerId } = await own.customer()
  const [card, bank] = [(await own.card(CustomerId)).Id, (await own.ach(CustomerId)).Id]
  const authorized = await own.pay(card, 1)
  const posted = await own.pay(bank, 2)
  const settled = await own.pay(card, 3)
  await own.done('PUT', '/v4/markpaymentstatus', { PaymentId: settled.Id })
  await own.fault('pending')
  const successes = [
    authorized,
    posted,
    await own.pay(card, 4),
    await own.done('PUT', `/v4/payment/${authorized.Id}/void`),
    await own.done('PUT', `/v4/payment/${settled.Id}/reverse`),
    await own.done('GET', `/v4/payment/${posted.Id}`),
    ...(await own.done('GET', '/v4/payment')),
    ...(await own.done('GET', `/v4/customer/${CustomerId}/payments`)),
  ]
  const statuses = ['Authorized', 'Pending', 'Posted', 'Reversed', 'Voided']
  expect([...new Set(successes.map(({ Status }) => Status))].sort()).toEqual(statuses)
  for (const payment of successes) expect(payment.FailureData).toBeNull()

  // The processor's table does not list 9999.06: the failure has a FailureData, and nothing is in it.
  for (const [amount, Code] of [[9999.01, '4005'] as const, [9999.06, null] as const]) {
    expect((await own.pay(card, amount)).FailureData).toMatchObject({ Code })
  }
  await own.close()
})

test('PS-053 payments cannot be deleted or replaced', async () => {
  expect((await sandbox.call('DELETE', '/v4/payment/1600001')).status).toBe(405)
  expect((await sandbox.call('PUT', '/v4/payment/1600001', { body: {} })).status).toBe(405)
})
