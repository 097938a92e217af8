import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const post = (AccountId: number, Amount: unknown, more: object = {}) =>
  sandbox.call('POST', '/v4/payment', { body: { AccountId, Amount, ...more } })

test('PS-041 PS-046 PS-047 the dates of the samples', async () => {
  await sandbox.setClock('2013-10-17T16:44:07Z')
  const payment = await sandbox.pay(await sandbox.bank(), 7)
  expect(payment).toMatchObject({
    Status: 'Posted',
    PaymentType: 'ACH',
    PaymentSubType: 'Web',
    ProviderAuthCode: 'Approved',
    TraceNumber: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
    PaymentDate: '2013-10-17T06:00:00Z',
    EstimatedSettleDate: '2013-10-22T06:00:00Z',
    CanVoidUntil: '2013-10-17T23:00:00Z',
    ActualSettledDate: null,
    ReturnDate: null,
  })
  await sandbox.setClock('2013-12-04T20:32:00Z')
  expect(await sandbox.pay(await sandbox.bank(), 10)).toMatchObject({
    PaymentDate: '2013-12-04T07:00:00Z',
    EstimatedSettleDate: '2013-12-09T07:00:00Z',
    CanVoidUntil: '2013-12-05T00:00:00Z',
  })
})

test('PS-051 a bank payment settles in two days', async () => {
  await sandbox.setClock('2026-03-07T18:00:00Z')
  const { Id } = await sandbox.pay(await sandbox.bank(), 7)
  const status = async () => (await sandbox.done('GET', `/v4/payment/${Id}`)).Status
  await sandbox.advance(1)
  expect(await status()).toBe('Posted')
  await sandbox.advance(1)
  expect(await sandbox.done('GET', `/v4/payment/${Id}`)).toMatchObject({
    Status: 'Settled',
    // 4 a.m. in daylight saving time, which began the day before.
    ActualSettledDate: '2026-03-09T10:00:00Z',
  })
})

test.each([
  [4, 'Web'],
  ['5', 'Tel'],
  ['PPD', 'Ppd'],
  ['ccd', 'Ccd'],
  [null, 'Web'],
])('PS-040 PaymentSubType %s of a bank account', async (sent, name) => {
  expect((await sandbox.pay(await sandbox.bank(), 1, { PaymentSubType: sent })).PaymentSubType).toBe(name)
})

test('PS-040 the sub types of cards are refused, and a CVV is ignored', async () => {
  const bank = await sandbox.bank()
  for (const PaymentSubType of ['Moto', 11, '10']) {
    expect(messages(await post(bank, 1, { PaymentSubType }))[0]?.[0]).toBe('PaymentSubType')
  }
  expect((await post(bank, 1, { CVV: 'none' })).status).toBe(201)
})

test('PS-044 CCD needs a company', async () => {
  const { Id } = await sandbox.customer({ Company: null })
  const reply = await post((await sandbox.ach(Id)).Id, 1, { PaymentSubType: 'CCD' })
  expect([reply.status, messages(reply)]).toEqual([400, [['', 'Company Name is required for all CCD transactions.']]])
})

const AGAIN = 'Try a different payment method.'
const SERVICE = 'Contact customer service.'
const RE_ENTER = 'Re-enter the payment information or try a different payment method.'
test.each([
  [9999.01, 'ACHP-003: Merchant daily limit exceeded (EFT only).', '4504', SERVICE],
  [9999.02, 'ACHP-002: Customer account is in the ACH Direct "known bad" account list (EFT only).', '4507', AGAIN],
  [9999.03, 'ACHP-004: Merchant monthly limit exceeded (EFT only).', '4503', null],
  [
    9999.04,
    'ACHP-008: Transaction has the same attributes as another transaction within the time set by the merchant.',
    '4506',
    SERVICE,
  ],
  [9999.05, 'ACHP-025: Transaction amount exceeds merchant’s per transaction limit (EFTs only).', '4502', SERVICE],
  [9999.06, expect.stringContaining('Merchant Processing Key or Password is incorrect.'), '4510', SERVICE],
  [9999.07, 'ACHP-016: Account ABA number is invalid.', '4501', RE_ENTER],
  [9999.08, 'Communication failure with ACH Direct', '7000', 'Please try again later.'],
  [9999.09, ' The Routing # and/or Account # entered are not valid.', '4511', RE_ENTER],
  [9999.1, ' Invalid Field Value.', '4509', expect.stringContaining('Re-enter payment amount')],
  ['9999.11', 'ACHP-023: Merchant is not "live".', '4508', SERVICE],
])('PS-045 the bank refuses %s', async (amount, ProviderAuthCode, Code, MerchantActionText) => {
  const reply = await post(await sandbox.bank(), amount)
  expect([reply.status, reply.json.Meta.Errors]).toEqual([201, null])
  expect(reply.json.Response).toMatchObject({
    Status: 'Failed',
    ProviderAuthCode,
    FailureData: { Code, Description: expect.any(String), MerchantActionText, IsDecline: false },
    CanVoidUntil: null,
    EstimatedSettleDate: null,
  })
})

test('PS-045 a mock amount that only cards have', async () => {
  expect((await sandbox.pay(await sandbox.bank(), 9999.12)).Status).toBe('Posted')
})

test('PS-043 certification: the same payment within five minutes', async () => {
  const bank = await sandbox.bank()
  await sandbox.pay(bank, 12, { OrderId: 'one' })
  const reply = await post(bank, '12.00', { OrderId: 'two' })
  expect([reply.status, messages(reply)]).toEqual([400, [['', 'Duplicate Transaction.']]])
  expect((await post(bank, 12.01)).status).toBe(201)
  expect((await post(await sandbox.bank(), 12)).status).toBe(201)
  const { now } = await sandbox.control('GET', '')
  await sandbox.setClock(new Date(Date.parse(now) + 5 * 60_000).toISOString())
  expect((await post(bank, 12)).status).toBe(201)
})

test('PS-043 a refused payment can be sent again, and so can a card payment', async () => {
  const bank = await sandbox.bank()
  for (let n = 0; n < 2; n++) expect((await post(bank, 9999.08)).status).toBe(201)
  const card = await sandbox.account()
  for (let n = 0; n < 5; n++) expect((await post(card, 12)).json.Response.Status).toBe('Authorized')
})

test.each(['ach', 'document', 'processor'] as const)(
  'fault 30: with duplicates %s, what was voided is no duplicate, and what took its place is one',
  async (duplicates) => {
    const directory = mkdtempSync(path.join(tmpdir(), 'sandbox-'))
    const first = await testSandbox({ duplicates, data: directory })
    const bank = await first.bank()
    const charge = async (own: TestSandbox) => {
      const { status, json } = await own.call('POST', '/v4/payment', { body: { AccountId: bank, Amount: 12 } })
      const payment = json.Response
      return status === 201 && payment.Status === 'Posted' ? payment.Id : 'duplicate'
    }
    const voided = await charge(first)
    expect(await charge(first)).toBe('duplicate')
    await first.done('PUT', `/v4/payment/${voided}/void`)
    const stands = await charge(first)
    expect(stands).toEqual(expect.any(Number))
    expect(await charge(first)).toBe('duplicate')
    // A second void of the first must not open the way for a duplicate of the one that stands.
    expect((await first.call('PUT', `/v4/payment/${voided}/void`)).status).toBe(400)
    expect(await charge(first)).toBe('duplicate')
    await first.close()

    const again = await testSandbox({ duplicates, data: directory })
    expect(await charge(again)).toBe('duplicate')
    await again.done('PUT', `/v4/payment/${stands}/void`)
    expect(await charge(again)).toEqual(expect.any(Number))
    await again.close()
    rmSync(directory, { recursive: true })
  },
)

test.each([
  ['document', 400, undefined, 400, undefined],
  ['processor', 201, '4506', 201, '4294'],
  ['off', 201, undefined, 201, undefined],
] as const)('PS-043 the duplicate policy %s', async (duplicates, bankStatus, bankCode, cardStatus, cardCode) => {
  const own = await testSandbox({ duplicates })
  const [bank, card] = [await own.bank(), await own.account()]
  await own.pay(bank, 5)
  await own.pay(card, 5)
  const again = (AccountId: number) => own.call('POST', '/v4/payment', { body: { AccountId, Amount: 5 } })
  const replies = [await again(bank), await again(card)]
  expect(replies.map((reply) => [reply.status, reply.json.Response?.FailureData?.Code])).toEqual([
    [bankStatus, bankCode],
    [cardStatus, cardCode],
  ])
  await own.close()
})
