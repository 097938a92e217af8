import { afterAll, expect, test } from 'vitest'
import { CUSTOMER, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
afterAll(() => sandbox.close())

const template = (kind: string) => sandbox.done('GET', `/v4/new/${kind}`)

test.each([
  ['customer', 'FirstName'],
  ['Account/CreditCard', 'CreditCardNumber'],
  ['account/ach', 'RoutingNumber'],
  ['creditcard', 'CreditCardNumber'],
  ['ACH', 'RoutingNumber'],
  ['Payment', 'Amount'],
  ['RecurringPayment', 'PaymentAmount'],
  ['PaymentPlan', 'TotalDueAmount'],
])('PS-080 /v4/new/%s is empty', async (kind, member) => {
  const { Id, LastModified, CreatedOn, ...rest } = await template(kind)
  expect([Id, LastModified, CreatedOn]).toEqual([0, '0001-01-01T07:00:00Z', '0001-01-01T07:00:00Z'])
  expect(rest).toHaveProperty(member, null)
  expect(new Set(Object.values(rest))).toEqual(new Set([null]))
})

test('PS-080 the templates, filled in, are accepted as they are', async () => {
  const post = async (path: string, kind: string, more: object) =>
    sandbox.done('POST', path, { ...(await template(kind)), ...more })
  const { FirstName, LastName } = CUSTOMER
  const customer = await post('/v4/customer', 'customer', { FirstName, LastName, ShippingSameAsBilling: 'true' })
  const CustomerId = String(customer.Id)
  const number = { CreditCardNumber: '4111111111111111', ExpirationDate: '12/2021', Issuer: '12' }
  const card = await post('/v4/account/creditcard', 'account/creditcard', { ...number, CustomerId })
  const routing = { RoutingNumber: '131111114', AccountNumber: '751111111', BankName: 'B', IsCheckingAccount: 'true' }
  await post('/v4/account/ach', 'account/ach', { ...routing, CustomerId })
  const AccountId = String(card.Id)
  await post('/v4/payment', 'payment', { AccountId, Amount: '5' })
  const schedule = { AccountId, StartDate: '2990-01-01', ExecutionFrequencyType: 'Daily' }
  await post('/v4/recurringpayment', 'recurringpayment', { ...schedule, PaymentAmount: '5' })
  await post('/v4/paymentplan', 'paymentplan', { ...schedule, TotalDueAmount: '50', TotalNumberOfPayments: '5' })
})

test('PS-080 the lookup', async () => {
  const lookup = await sandbox.done('GET', '/v4/lookup')
  const lists = new Map(Object.entries(lookup))
  const value = (list: string, name: string) => lists.get(list)?.find((row) => row.Name === name)?.Value
  expect(value('PaymentStatus', 'RefundSettled')).toBe(17)
  expect(value('PaymentType', 'ACH')).toBe(2)
  expect(value('PaymentSubType', 'Ccd')).toBe(7)
  expect(value('Issuer', 'Discover')).toBe(15)
  expect(value('ScheduleStatus', 'Suspended')).toBe(4)
  expect(value('ExecutionFrequencyType', 'BiWeekly')).toBe(3)
  expect(lookup.StateCode).toEqual(expect.arrayContaining(['CO', 'PR', 'QC']))
})

test('PS-080 an unknown kind of object, and requests without authorization', async () => {
  expect((await sandbox.call('GET', '/v4/new/invoice')).status).toBe(404)
  expect((await sandbox.call('POST', '/v4/lookup')).status).toBe(405)
  expect((await sandbox.call('GET', '/v4/lookup', { headers: { authorization: '' } })).status).toBe(401)
})

test.each(['/v4/help', '/v4/Help/Test', '/v4/help/test/'])('PS-081 %s is a page of its own', async (path) => {
  const reply = await sandbox.call('GET', path, { headers: { authorization: '' } })
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  for (const id of ['user', 'key', 'method', 'uri', 'body', 'header', 'content']) {
    expect(reply.text).toMatch(new RegExp(`<(input|select|textarea) id="${id}"`))
    expect(reply.text).toContain(`<label for="${id}"`)
  }
  // The page loads nothing else.
  expect(reply.text).not.toMatch(/https?:\/\/|src=|<link|@import/)
})
