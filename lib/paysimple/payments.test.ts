import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import type { PaySimple } from './client'
import type { PaymentSubType } from './enumerations'
import { clientOf, failureOf, newBankAccount, newCard, newClientOf, newCustomer, read } from './test-support'

let sandbox: Sandbox
let paysimple: PaySimple
beforeAll(async () => {
  sandbox = await startSandbox()
  // A winter noon in Mountain time, so that days in expectations are plain.
  await sandbox.setNow('2027-01-12T19:00:00Z')
  paysimple = clientOf(sandbox.url)
})
afterAll(() => sandbox.kill())
afterEach(() => sandbox.clearFaults())

const charge = async (AmountCents: number, account: Promise<{ Id: number }> = newCard(paysimple), more: object = {}) =>
  paysimple.payments.create({ AccountId: (await account).Id, AmountCents, ...more })
const messageOf = async (call: Promise<unknown>) => (await failureOf(call)).messages[0]?.message

describe('a payment', () => {
  it('PS-040 PS-041 PS-046 PS-047 of a card is Authorized, with all that was asked for', async () => {
    const customer = newCustomer(paysimple, { Company: 'ABC Company' })
    const account = await newCard(paysimple, customer)
    const more = {
      OrderId: 'AB999',
      InvoiceNumber: '123AB',
      PurchaseOrderNumber: '77652',
      Description: 'A one time payment',
      Latitude: 39.7392,
      Longitude: -104.9903,
      SuccessReceiptOptions: { SendToCustomer: true, SendToOtherAddresses: ['a@example.com'] },
      FailureReceiptOptions: { SendToCustomer: false, SendToOtherAddresses: [] },
    }
    const payment = await charge(750, Promise.resolve(account), { ...more, CVV: '996' })
    expect(payment).toEqual({
      ...more,
      Id: expect.any(Number),
      CustomerId: (await customer).Id,
      CustomerFirstName: 'Test',
      CustomerLastName: 'Person',
      CustomerCompany: 'ABC Company',
      AccountId: account.Id,
      AmountCents: 750,
      IsDebit: false,
      Status: 'Authorized',
      PaymentType: 'CC',
      PaymentSubType: 'Moto',
      ReferenceId: null,
      RecurringScheduleId: null,
      InvoiceId: null,
      ProviderAuthCode: expect.any(String),
      TraceNumber: expect.any(String),
      FailureData: null,
      PaymentDate: '2027-01-12',
      ReturnDate: null,
      EstimatedSettleDate: expect.stringMatching(/^2027-01-1\d$/),
      ActualSettledDate: null,
      CanVoidUntil: expect.any(Date),
      LastModified: expect.any(Date),
      CreatedOn: expect.any(Date),
    })
    expect(await paysimple.payments.get(payment.Id)).toEqual({
      ...payment,
      LastModified: expect.any(Date),
      CreatedOn: expect.any(Date),
    })
  })

  it('PS-041 of a bank account is Posted', async () => {
    const payment = await charge(750, newBankAccount(paysimple))
    expect(payment).toMatchObject({ Status: 'Posted', PaymentType: 'ACH', PaymentSubType: 'Web' })
  })

  it.each<[PaymentSubType, 'card' | 'bank']>([
    ['Swipe', 'card'],
    ['Moto', 'card'],
    ['Web', 'bank'],
    ['Tel', 'bank'],
    ['Ppd', 'bank'],
    ['Ccd', 'bank'],
  ])('PS-040 may be %s', async (PaymentSubType, kind) => {
    const customer = newCustomer(paysimple, { Company: 'ABC Company' })
    const account = kind === 'card' ? newCard(paysimple, customer) : newBankAccount(paysimple, customer)
    expect((await charge(500, account, { PaymentSubType })).PaymentSubType).toBe(PaymentSubType)
  })

  it('PS-042 has an amount above 0 and up to two million', async () => {
    const account = await newCard(paysimple)
    const at = (cents: number) => charge(cents, Promise.resolve(account))
    expect(await messageOf(at(0))).toBe('Amount must be greater than 0')
    expect(await messageOf(at(200_000_001))).toBe('Payment amount cannot exceed $2,000,000.00')
    expect((await at(200_000_000)).AmountCents).toBe(200_000_000)
    for (const cents of [1, 29, 1_005, 433_333, 199_999_999]) expect((await at(cents)).AmountCents).toBe(cents)
    await expect(at(10.5)).rejects.toThrow(RangeError)
  })

  it('PS-043 called a duplicate may be the first one itself', async () => {
    const account = newBankAccount(paysimple)
    await charge(4_200, account)
    const error = await failureOf(charge(4_200, account))
    expect(error).toMatchObject({ kind: 'refused', status: 400, mayHaveBeenProcessed: true })
    expect(error.messages[0]?.message).toBe('Duplicate Transaction.')
  })

  it('PS-044 is refused for an account that is unknown, deleted, or without a company for Ccd', async () => {
    expect(await messageOf(paysimple.payments.create({ AccountId: 999_999, AmountCents: 100 }))).toBe(
      'Specified Customer Account Id is not valid',
    )
    const card = await newCard(paysimple)
    await paysimple.creditCards.delete(card.Id)
    expect(await messageOf(charge(100, Promise.resolve(card)))).toBe(`Account with ID ${card.Id} has been deleted`)
    expect(await messageOf(charge(100, newBankAccount(paysimple), { PaymentSubType: 'Ccd' }))).toBe(
      'Company Name is required for all CCD transactions.',
    )
  })

  it('PS-043 is sent once, whatever its outcome', async () => {
    const account = await newCard(paysimple)
    const rows = async () => (await sandbox.ledger()).filter(({ orderId }) => orderId?.startsWith('once-'))
    for (const fault of [
      'reset-before',
      '500-before',
      '502-html',
      'reset-after',
      '500-after',
      'cut',
      'duplicate-after',
    ]) {
      await sandbox.fault('POST /v4/payment', fault)
      const error = await failureOf(charge(700, Promise.resolve(account), { OrderId: `once-${fault}` }))
      expect(error, fault).toMatchObject({ route: 'POST /v4/payment', mayHaveBeenProcessed: true })
    }
    expect((await rows()).map(({ orderId }) => orderId)).toEqual([
      'once-reset-after',
      'once-500-after',
      'once-cut',
      'once-duplicate-after',
    ])
  })

  it('PS-048 in a state that PaySimple has not decided is Pending', async () => {
    await sandbox.fault('POST /v4/payment', 'pending')
    expect((await charge(700)).Status).toBe('Pending')
  })
})

describe('afterwards', () => {
  it('PS-049 a payment can be voided while it is with PaySimple', async () => {
    for (const payment of [await charge(800), await charge(800, newBankAccount(paysimple))]) {
      expect(await paysimple.payments.void(payment.Id)).toMatchObject({
        Id: payment.Id,
        Status: 'Voided',
        AmountCents: 800,
      })
      expect(await failureOf(paysimple.payments.void(payment.Id))).toMatchObject({ kind: 'refused', status: 400 })
    }
  })

  it.each(['void', 'reverse'] as const)('is not sent too late: %s', async (kind) => {
    const payment = await charge(800)
    const sent = await sandbox.countRequests()
    const late = paysimple.payments[kind](payment.Id, { sendBefore: performance.now() - 1 })
    expect(await failureOf(late)).toMatchObject({ kind: 'not_sent', mayHaveBeenProcessed: false })
    expect(await sandbox.countRequests()).toBe(sent)
  })

  it('PS-049 PS-050 PS-051 a settled payment can be refunded, not voided, and only once', async () => {
    const card = await charge(900)
    const bank = await charge(900, newBankAccount(paysimple))
    expect((await failureOf(paysimple.payments.reverse(card.Id))).kind).toBe('refused')
    await sandbox.advanceDays(1)
    expect((await paysimple.payments.get(card.Id)).Status).toBe('Settled')
    expect((await paysimple.payments.get(bank.Id)).Status).toBe('Posted')
    await sandbox.advanceDays(1)
    expect(await paysimple.payments.get(bank.Id)).toMatchObject({
      Status: 'Settled',
      ActualSettledDate: expect.stringMatching(/^2027-01-1\d$/),
    })
    for (const [payment, status] of [
      [card, 'Authorized'],
      [bank, 'ReversePosted'],
    ] as const) {
      expect((await failureOf(paysimple.payments.void(payment.Id))).kind).toBe('refused')
      const credit = await paysimple.payments.reverse(payment.Id)
      expect(credit).toMatchObject({ Status: status, IsDebit: true, ReferenceId: payment.Id, AmountCents: 900 })
      expect(await paysimple.payments.get(payment.Id)).toMatchObject({ Status: 'Reversed', ReferenceId: credit.Id })
      expect((await failureOf(paysimple.payments.reverse(payment.Id))).kind).toBe('refused')
      await sandbox.advanceDays(2)
      expect((await paysimple.payments.get(credit.Id)).Status).toBe('RefundSettled')
    }
  })

  it.each(['Chargeback', 'Returned', 'ReverseNSF'])('PS-048 the world may make it %s', async (status) => {
    const payment = await charge(900, newBankAccount(paysimple))
    await sandbox.setStatus(payment.Id, status)
    expect((await paysimple.payments.get(payment.Id)).Status).toBe(status)
  })

  it('is settled by hand in the sandbox', async () => {
    const payment = await charge(900)
    await paysimple.payments.markSettled(payment.Id)
    expect((await paysimple.payments.get(payment.Id)).Status).toBe('Settled')
  })
})

describe('PS-052 lists', () => {
  let own: PaySimple
  const DAYS = ['2027-02-10', '2027-02-11', '2027-02-12']
  const AMOUNTS = [300, 100, 200]
  beforeAll(async () => {
    own = await newClientOf(sandbox.url)
    const { Id: AccountId } = await newCard(own)
    for (const [index, day] of DAYS.entries()) {
      await sandbox.setNow(`${day}T19:00:00Z`)
      await own.payments.create({ AccountId, AmountCents: AMOUNTS[index] ?? 0 })
    }
  })
  const amounts = (payments: { AmountCents: number | null }[]) => payments.map(({ AmountCents }) => AmountCents)

  it('come newest first, page by page, complete or lite', async () => {
    expect(amounts(await read(own.payments.all({ pageSize: 1 })))).toEqual([200, 100, 300])
    expect(amounts((await own.payments.list({ page: 2, pageSize: 2 })).items)).toEqual([300])
    const [lite] = (await own.payments.listLite({ pageSize: 1 })).items
    expect(lite).toEqual({
      Id: expect.any(Number),
      CustomerFirstName: 'Test',
      CustomerLastName: 'Person',
      Status: 'Authorized',
      PaymentDate: '2027-02-12',
      AmountCents: 200,
    })
    expect(amounts(await read(own.payments.allLite({ pageSize: 2 })))).toEqual([200, 100, 300])
  })

  it('are filtered by days, inclusive, and by status', async () => {
    expect(amounts(await read(own.payments.all({ startDate: DAYS[1] ?? '', endDate: DAYS[1] ?? '' })))).toEqual([100])
    expect(amounts(await read(own.payments.all({ startDate: DAYS[1] ?? '' })))).toEqual([200, 100])
    expect(amounts(await read(own.payments.all({ status: ['Authorized'] })))).toEqual([200])
    expect(
      amounts(await read(own.payments.all({ status: ['Settled', 'Authorized'], endDate: DAYS[2] ?? '' }))),
    ).toEqual([200, 100, 300])
    expect(await read(own.payments.all({ status: ['Failed'] }))).toEqual([])
  })

  it('are sorted', async () => {
    expect(amounts(await read(own.payments.all({ sortBy: 'Amount' })))).toEqual([100, 200, 300])
    expect(amounts(await read(own.payments.all({ sortBy: 'Amount', direction: 'DESC' })))).toEqual([300, 200, 100])
    expect(amounts(await read(own.payments.allLite({ sortBy: 'ActualSettledDate', direction: 'ASC' })))).toEqual([
      200, 300, 100,
    ])
  })
})
