import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(async () => {
  await sandbox.control('DELETE', '/data')
  await sandbox.setClock('2013-10-14T16:44:07Z')
})
afterAll(() => sandbox.close())

const put = (id: number, what: string, body?: object) => sandbox.call('PUT', `/v4/payment/${id}/${what}`, { body })
const read = (id: number) => sandbox.done('GET', `/v4/payment/${id}`)

test('PS-049 an authorized card payment and a posted bank payment are voided', async () => {
  for (const account of [await sandbox.account(), await sandbox.bank()]) {
    const payment = await sandbox.pay(account, 7)
    const reply = await put(payment.Id, 'void')
    const { LastModified, ...kept } = payment
    expect(reply.status).toBe(200)
    expect(reply.json.Response).toMatchObject({ ...kept, Status: 'Voided' })
    const again = await put(payment.Id, 'void', {})
    expect([again.status, messages(again)[0]?.[1]]).toEqual([400, expect.stringContaining('cannot be voided')])
    await sandbox.advance(3)
    expect((await read(payment.Id)).Status).toBe('Voided')
  }
})

test('PS-049 until CanVoidUntil, and not a moment longer', async () => {
  const bank = await sandbox.pay(await sandbox.bank(), 7)
  const card = await sandbox.pay(await sandbox.account(), 7)
  expect(bank.CanVoidUntil).toBe('2013-10-14T23:00:00Z')
  await sandbox.setClock('2013-10-14T23:00:01Z')
  const late = await put(bank.Id, 'void')
  expect([late.status, messages(late)]).toEqual([400, [['', `Payment with ID ${bank.Id} can no longer be voided.`]]])
  expect((await read(bank.Id)).Status).toBe('Posted')
  expect((await put(card.Id, 'void', [])).status).toBe(200)
  const evening = await sandbox.pay(await sandbox.bank(), 8)
  expect(evening.CanVoidUntil).toBe('2013-10-15T23:00:00Z')
})

test.each(['Pending', 'Settled', 'Failed', 'Reversed', 'Chargeback', 'Returned', 'RefundSettled'])(
  'PS-049 what is %s is not voided',
  async (status) => {
    const { Id } = await sandbox.pay(await sandbox.account(), 7)
    await sandbox.control('POST', `/payments/${Id}/status`, { status })
    expect((await put(Id, 'void')).status).toBe(400)
    if (status !== 'Settled') expect((await put(Id, 'reverse')).status).toBe(400)
    expect((await read(Id)).Status).toBe(status)
  },
)

test('PS-049 a card payment that is Posted is not voided', async () => {
  const { Id } = await sandbox.pay(await sandbox.account(), 7)
  await sandbox.control('POST', `/payments/${Id}/status`, { status: 'Posted' })
  expect((await put(Id, 'void')).status).toBe(400)
})

test('PS-050 certification: a settled card payment is refunded, and the refund settles', async () => {
  const payment = await sandbox.pay(await sandbox.account(), 10, { Description: 'test payment', OrderId: 'A' })
  expect((await put(payment.Id, 'reverse')).status).toBe(400)
  await sandbox.setClock('2013-10-17T17:28:27Z')
  const reply = await put(payment.Id, 'reverse')
  expect(reply.status).toBe(200)
  const credit = reply.json.Response
  expect(Object.keys(credit).sort()).toEqual(Object.keys(payment).sort())
  expect(credit).toMatchObject({
    ReferenceId: payment.Id,
    Status: 'Authorized',
    IsDebit: true,
    Amount: 10,
    PaymentDate: '2013-10-17T06:00:00Z',
    EstimatedSettleDate: '2013-10-21T06:00:00Z',
    CanVoidUntil: '2013-10-18T02:45:00Z',
    Description: 'test payment',
    OrderId: null,
  })
  expect(credit.Id).toBeGreaterThan(payment.Id)
  expect(await read(payment.Id)).toMatchObject({ Status: 'Reversed', ReferenceId: credit.Id })
  expect((await put(payment.Id, 'reverse')).status).toBe(400)
  await sandbox.advance(1)
  expect((await read(credit.Id)).Status).toBe('RefundSettled')
  expect((await put(credit.Id, 'reverse')).status).toBe(400)
})

test('PS-050 certification: a settled bank payment is refunded', async () => {
  const payment = await sandbox.pay(await sandbox.bank(), 10)
  await sandbox.setClock('2013-10-17T17:28:27Z')
  const credit = (await put(payment.Id, 'reverse')).json.Response
  expect(credit).toMatchObject({
    Status: 'ReversePosted',
    ReferenceId: payment.Id,
    IsDebit: true,
    EstimatedSettleDate: '2013-10-17T06:00:00Z',
    CanVoidUntil: '2013-10-17T23:00:00Z',
  })
  await sandbox.advance(1)
  expect((await read(credit.Id)).Status).toBe('ReversePosted')
  await sandbox.advance(1)
  expect((await read(credit.Id)).Status).toBe('RefundSettled')
  // A refund does not count as the first of two payments.
  expect((await sandbox.pay(payment.AccountId, 10)).Status).toBe('Posted')
})

test('PS-049 a refund that is voided leaves the payment settled, to be refunded again', async () => {
  for (const account of [await sandbox.account(), await sandbox.bank()]) {
    const payment = await sandbox.pay(account, 10)
    await sandbox.advance(2)
    const credit = (await put(payment.Id, 'reverse')).json.Response
    expect((await put(credit.Id, 'void')).json.Response).toMatchObject({ Status: 'Voided', IsDebit: true })
    expect(await read(payment.Id)).toMatchObject({ Status: 'Settled', ReferenceId: 0 })
    expect((await put(payment.Id, 'reverse')).status).toBe(200)
  }
})

test('PS-048 returns, NSF and chargebacks through the control, with their ReturnDate', async () => {
  const bank = await sandbox.bank()
  for (const [status, hasDate] of [
    ['Returned', true],
    ['ReverseNSF', true],
    ['Chargeback', false],
  ] as const) {
    const { Id } = await sandbox.pay(bank, 5 + status.length)
    await sandbox.advance(3)
    await sandbox.control('POST', `/payments/${Id}/status`, { status })
    const payment = await read(Id)
    expect([payment.Status, payment.ReturnDate !== null]).toEqual([status, hasDate])
  }
  const reply = await sandbox.call('GET', '/v4/payment?status=Returned,ReverseNSF&sortby=ReturnDate')
  expect(reply.json.Response.map((row: { Status: string }) => row.Status)).toEqual(['Returned', 'ReverseNSF'])
})

test('PS-051 MarkPaymentStatus settles at once', async () => {
  const payment = await sandbox.pay(await sandbox.account(), 10)
  const mark = (PaymentId: number) => sandbox.call('PUT', '/v4/MarkPaymentStatus', { body: { PaymentId } })
  expect((await mark(payment.Id)).json.Response).toMatchObject({
    Status: 'Settled',
    ActualSettledDate: expect.any(String),
  })
  expect((await mark(payment.Id)).status).toBe(400)
  const credit = (await put(payment.Id, 'reverse')).json.Response
  expect((await mark(credit.Id)).json.Response.Status).toBe('RefundSettled')
  expect((await mark(1)).status).toBe(400)
})

test('PS-009 PS-053 no other client can void or reverse, and a payment cannot be changed or deleted', async () => {
  const other = { user: 'APIUser2000', key: 'other' }
  await sandbox.control('POST', '/clients', other)
  const { Id } = await sandbox.pay(await sandbox.account(), 10)
  for (const what of ['void', 'reverse']) {
    const reply = await sandbox.call('PUT', `/v4/payment/${Id}/${what}`, other)
    expect(messages(reply)).toEqual([['', `Payment with ID ${Id} does not belong to client`]])
  }
  for (const method of ['PUT', 'DELETE']) {
    const reply = await sandbox.call(method, `/v4/payment/${Id}`)
    expect([reply.status, reply.json.Message]).toEqual([
      405,
      `The requested resource does not support http method '${method}'.`,
    ])
  }
  expect((await sandbox.call('GET', `/v4/payment/${Id}/void`)).status).toBe(405)
})
