import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const post = (body: object) => sandbox.call('POST', '/v4/payment', { body })
const setClock = (now: string) => sandbox.control('POST', '/clock', { now })

test('PS-040 PS-041 PS-046 the smallest request, and every member of its answer', async () => {
  await setClock('2013-10-11T22:34:07Z')
  const { Id: CustomerId } = await sandbox.customer()
  const { Id: AccountId } = await sandbox.card(CustomerId)
  const reply = await post({
    AccountId,
    Amount: 7.5,
    InvoiceNumber: '123AB',
    PurchaseOrderNumber: '77652',
    OrderId: 'AB999',
  })
  expect(reply.status).toBe(201)
  expect(reply.json.Meta.Errors).toBeNull()
  expect(reply.json.Response).toEqual({
    CustomerId,
    CustomerFirstName: 'Test',
    CustomerLastName: 'Person',
    CustomerCompany: 'ABC Company',
    ReferenceId: 0,
    Status: 'Authorized',
    RecurringScheduleId: 0,
    PaymentType: 'CC',
    PaymentSubType: 'Moto',
    ProviderAuthCode: 'Approved',
    TraceNumber: expect.stringMatching(/^\d{6}$/),
    PaymentDate: '2013-10-11T06:00:00Z',
    ReturnDate: null,
    EstimatedSettleDate: '2013-10-14T06:00:00Z',
    ActualSettledDate: null,
    CanVoidUntil: '2013-10-12T02:45:00Z',
    FailureData: null,
    AccountId,
    InvoiceId: null,
    Amount: 7.5,
    IsDebit: false,
    InvoiceNumber: '123AB',
    PurchaseOrderNumber: '77652',
    OrderId: 'AB999',
    Description: null,
    Latitude: null,
    Longitude: null,
    SuccessReceiptOptions: null,
    FailureReceiptOptions: null,
    Id: expect.any(Number),
    LastModified: expect.stringMatching(/^2013-10-11T22:34:\d\dZ$/),
    CreatedOn: expect.stringMatching(/^2013-10-11T22:34:\d\dZ$/),
  })
})

test('PS-040 all optional members come back, the CVV never does', async () => {
  const more = {
    CVV: '996',
    PaymentSubType: 'SWIPE',
    InvoiceId: 12,
    InvoiceNumber: 'x'.repeat(50),
    PurchaseOrderNumber: 'x'.repeat(50),
    OrderId: 'x'.repeat(50),
    Description: 'x'.repeat(2048),
    Latitude: 39.7,
    Longitude: '-104.9',
    SuccessReceiptOptions: { SendToCustomer: 'true', SendToOtherAddresses: ['a@b.com', 'c@d.com'] },
    FailureReceiptOptions: { SendToCustomer: false },
    CustomerId: 0,
    Unknown: 1,
  }
  const { CVV, CustomerId, Unknown, ...kept } = more
  const payment = await sandbox.pay(await sandbox.account(), 1, more)
  expect(payment).toMatchObject({
    ...kept,
    PaymentSubType: 'Swipe',
    Longitude: -104.9,
    SuccessReceiptOptions: { SendToCustomer: true, SendToOtherAddresses: ['a@b.com', 'c@d.com'] },
    FailureReceiptOptions: { SendToCustomer: false, SendToOtherAddresses: null },
  })
  expect(payment).not.toHaveProperty('CVV')
})

test.each([
  [3.129, 3.13],
  ['50.70', 50.7],
  [1.005, 1.01],
  [0.005, 0.01],
  [2_000_000, 2_000_000],
  [2_000_000.004, 2_000_000],
  ['7', 7],
])('PS-040 an amount of %s is %s', async (sent, taken) => {
  expect((await sandbox.pay(await sandbox.account(), sent)).Amount).toBe(taken)
})

test.each([
  [11, 'Moto'],
  ['11', 'Moto'],
  ['moto', 'Moto'],
  [10, 'Swipe'],
  [null, 'Moto'],
  ['', 'Moto'],
])('PS-040 PaymentSubType %s', async (sent, name) => {
  expect((await sandbox.pay(await sandbox.account(), 1, { PaymentSubType: sent })).PaymentSubType).toBe(name)
})

test.each([
  ['CVV', '12'],
  ['CVV', '12345'],
  ['CVV', 'abc'],
  ['IsDebit', true],
  ['PaymentSubType', 'Web'],
  ['PaymentSubType', 4],
  ['InvoiceNumber', 'x'.repeat(51)],
  ['PurchaseOrderNumber', 'x'.repeat(51)],
  ['OrderId', 'x'.repeat(51)],
  ['Description', 'x'.repeat(2049)],
  ['Latitude', 'north'],
  ['Amount', 'ten'],
  ['Amount', '$5'],
  ['Amount', [5]],
])('PS-040 refused: %s %s', async (field, value) => {
  const reply = await post({ AccountId: await sandbox.account(), Amount: 1, [field]: value })
  expect([reply.status, messages(reply).map(([name]) => name)]).toEqual([400, [field]])
  expect(await sandbox.ledger()).toEqual([])
})

test.each([[0], [undefined], [null], ['0.00'], [-5], [0.004]])('PS-042 an amount of %s', async (Amount) => {
  const reply = await post({ AccountId: await sandbox.account(), Amount })
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Amount must be greater than 0']])
})

test.each([[2_000_000.01], [2_000_000.005], [1e300], ['99999999999999999999999999']])(
  'PS-042 an amount of %s',
  async (Amount) => {
    const reply = await post({ AccountId: await sandbox.account(), Amount })
    expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Payment amount cannot exceed $2,000,000.00']])
  },
)

test('PS-043 by default a card can be charged the same amount again', async () => {
  const account = await sandbox.account()
  for (let n = 0; n < 5; n++) expect((await sandbox.pay(account, 20)).Status).toBe('Authorized')
  expect(await sandbox.ledger()).toHaveLength(5)
})

test('PS-043 --duplicates document: the same account and amount within five minutes is a 400', async () => {
  const strict = await testSandbox({ duplicates: 'document' })
  const account = await strict.account()
  await strict.pay(account, 20)
  const again = await strict.call('POST', '/v4/payment', { body: { AccountId: account, Amount: '20.00' } })
  expect([again.status, ...messages(again)]).toEqual([400, ['', 'Duplicate Transaction.']])
  await strict.pay(account, 20.01)
  await strict.pay(await strict.account(), 20)
  const in6Minutes = new Date(Date.now() + 360_000).toISOString()
  await strict.control('POST', '/clock', { now: in6Minutes })
  await strict.pay(account, 20)
  expect(await strict.ledger()).toHaveLength(4)
  await strict.close()
})

test('PS-043 --duplicates processor: the second one is a Failed payment with code 4294', async () => {
  const strict = await testSandbox({ duplicates: 'processor' })
  const account = await strict.account()
  await strict.pay(account, 20)
  const again = await strict.pay(account, 20)
  expect(again).toMatchObject({ Status: 'Failed', FailureData: { Code: '4294', IsDecline: false } })
  await strict.close()
})

test.each([[undefined], [0], [12], [null]])('PS-044 an unknown account: %s', async (AccountId) => {
  const reply = await post({ AccountId, Amount: 1 })
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Specified Customer Account Id is not valid']])
})

test.each([
  ['9999.01', 'DECLINE', '05', '4005', true],
  ['9999.02', 'CVV2 MISMATCH', '07', '4007', true],
  ['9999.03', 'CARD NO. ERROR', '14', '4014', false],
  ['9999.04', 'EXPIRED CARD', '54', '4054', false],
  ['9999.05', 'HOLD-CALL', '41', '4041', true],
  ['9999.06', 'SERV NOT ALLOWED', '41', null, false],
  ['9999.07', 'Received bad bin response from processor, possible configuration error.', null, '4225', false],
  ['9999.08', 'FAILURE CV', null, '4208', false],
  ['9999.09', 'NO ACCOUNT', null, '4078', false],
  ['9999.10', 'STOP RECURRING', null, '4211', false],
  ['9999.11', 'CALL', null, '4001', false],
  ['9999.12', 'NO CHECK ACCOUNT', null, '4052', false],
  ['9999.13', 'NO SUCH ISSUER', null, '4015', false],
])('PS-045 the mock amount %s', async (amount, ProviderAuthCode, TraceNumber, Code, IsDecline) => {
  const reply = await post({ AccountId: await sandbox.account(), Amount: Number(amount) })
  expect(reply.status).toBe(201)
  expect(reply.json.Meta.Errors).toBeNull()
  expect(reply.json.Response).toMatchObject({ Status: 'Failed', ProviderAuthCode, TraceNumber, Amount: Number(amount) })
  expect(reply.json.Response.FailureData).toMatchObject({ Code, IsDecline })
  expect(reply.json.Response.FailureData.Description === null).toBe(Code === null)
})

test('PS-045 9999.00 and 9999.14 are amounts like any other', async () => {
  const account = await sandbox.account()
  expect([(await sandbox.pay(account, 9999)).Status, (await sandbox.pay(account, 9999.14)).Status]).toEqual([
    'Authorized',
    'Authorized',
  ])
})

test.each([
  ['a summer Friday', '2013-10-11T22:34:07Z', '2013-10-11T06', '2013-10-14T06', '2013-10-12T02:45'],
  ['a Wednesday, early', '2013-10-16T07:30:42Z', '2013-10-16T06', '2013-10-18T06', '2013-10-17T02:45'],
  ['a Thursday', '2013-10-17T17:28:27Z', '2013-10-17T06', '2013-10-21T06', '2013-10-18T02:45'],
  ['across the end of summer time', '2013-10-31T07:30:18Z', '2013-10-31T06', '2013-11-04T07', '2013-11-01T02:45'],
  ['winter', '2013-01-22T15:51:44Z', '2013-01-22T07', '2013-01-24T07', '2013-01-23T03:45'],
  [
    'the evening before midnight UTC has come',
    '2013-07-05T02:00:00Z',
    '2013-07-04T06',
    '2013-07-08T06',
    '2013-07-05T02:45',
  ],
  ['after the cut-off, until it settles', '2013-07-02T05:00:00Z', '2013-07-01T06', '2013-07-03T06', '2013-07-02T10:00'],
])('PS-047 dates of %s', async (_when, now, paid, estimated, voidUntil) => {
  await setClock(now)
  const payment = await sandbox.pay(await sandbox.account(), 5)
  expect(payment).toMatchObject({
    PaymentDate: `${paid}:00:00Z`,
    EstimatedSettleDate: `${estimated}:00:00Z`,
    CanVoidUntil: `${voidUntil}:00Z`,
  })
})

test('PS-048 statuses that only the world can cause are set through the control', async () => {
  const { Id } = await sandbox.pay(await sandbox.account(), 5)
  for (const status of ['Chargeback', 'Returned', 'ReverseNSF', 'Resubmitted', 'Pending']) {
    await sandbox.control('POST', `/payments/${Id}/status`, { status })
    expect((await sandbox.done('GET', `/v4/payment/${Id}`)).Status).toBe(status)
  }
})

test('PS-051 a card settles the next day, whatever the hour', async () => {
  for (const now of ['2026-01-15T18:00:00Z', '2026-01-15T08:30:00Z', '2026-01-16T05:00:00Z']) {
    await setClock(now)
    const { Id } = await sandbox.pay(await sandbox.account(), 5)
    await sandbox.control('POST', '/clock', { advanceDays: 1 })
    const settled = await sandbox.done('GET', `/v4/payment/${Id}`)
    expect(settled.Status).toBe('Settled')
    expect(settled.ActualSettledDate).toMatch(/^2026-01-16T/)
    expect(settled.LastModified).toBe(settled.ActualSettledDate)
  }
})

test('PS-051 not on the same day, never twice, and nothing that failed or was charged back', async () => {
  await setClock('2026-01-15T18:00:00Z')
  const account = await sandbox.account()
  const [good, failed, disputed] = [
    await sandbox.pay(account, 5),
    await sandbox.pay(account, 9999.01),
    await sandbox.pay(account, 6),
  ]
  await setClock('2026-01-16T06:59:59Z')
  expect((await sandbox.done('GET', `/v4/payment/${good.Id}`)).Status).toBe('Authorized')
  await sandbox.control('POST', `/payments/${disputed.Id}/status`, { status: 'Chargeback' })
  await setClock('2026-01-20T18:00:00Z')
  const settled = await sandbox.done('GET', `/v4/payment/${good.Id}`)
  expect(settled).toMatchObject({ Status: 'Settled', ActualSettledDate: '2026-01-16T11:00:00Z' })
  expect((await sandbox.done('GET', `/v4/payment/${failed.Id}`)).Status).toBe('Failed')
  expect((await sandbox.done('GET', `/v4/payment/${disputed.Id}`)).Status).toBe('Chargeback')
})
