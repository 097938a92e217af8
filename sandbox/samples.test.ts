/** The calls of the document's chapters, with bodies as in its samples: the answers have the same members. */
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Json } from './testing/answers.ts'
import { BANK, CUSTOMER, type TestSandbox, testSandbox } from './testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const words = (text: string) => text.trim().split(/\s+/).sort()
const STAMPS = 'Id LastModified CreatedOn'
const NAMES = 'CustomerId CustomerFirstName CustomerLastName CustomerCompany'
const ADDRESS = words('StreetAddress1 StreetAddress2 City StateCode ZipCode Country')
const MEMBERS = {
  customer:
    words(`AltEmail AltPhone MobilePhone Fax Website BillingAddress ShippingSameAsBilling ShippingAddress Company
    Notes CustomerAccount FirstName LastName Email Phone ${STAMPS}`),
  liteCustomer: words('Company FirstName LastName Id'),
  card: words(`CreditCardNumber ExpirationDate Issuer BillingZipCode CustomerId IsDefault ${STAMPS}`),
  ach: words(`IsCheckingAccount RoutingNumber AccountNumber BankName CustomerId IsDefault ${STAMPS}`),
  payment:
    words(`${NAMES} ReferenceId Status RecurringScheduleId PaymentType PaymentSubType ProviderAuthCode TraceNumber
    PaymentDate ReturnDate EstimatedSettleDate ActualSettledDate CanVoidUntil FailureData AccountId InvoiceId Amount
    IsDebit InvoiceNumber PurchaseOrderNumber OrderId Description Latitude Longitude SuccessReceiptOptions
    FailureReceiptOptions ${STAMPS}`),
  litePayment: words('CustomerFirstName CustomerLastName Status PaymentDate Amount Id'),
  recurring: words(`${NAMES} NextScheduleDate PauseUntilDate FirstPaymentDone DateOfLastPaymentMade TotalAmountPaid
    NumberOfPaymentsMade EndDate PaymentAmount PaymentSubType AccountId InvoiceNumber OrderId FirstPaymentAmount
    FirstPaymentDate StartDate ScheduleStatus ExecutionFrequencyType ExecutionFrequencyParameter Description ${STAMPS}`),
  plan: words(`${NAMES} NextScheduleDate BalanceRemaining NumberOfPaymentsRemaining PauseUntilDate PaymentAmount
    FirstPaymentDone DateOfLastPaymentMade TotalAmountPaid NumberOfPaymentsMade TotalDueAmount TotalNumberOfPayments
    PaymentSubType AccountId InvoiceNumber OrderId FirstPaymentAmount FirstPaymentDate StartDate ScheduleStatus
    ExecutionFrequencyType ExecutionFrequencyParameter Description ${STAMPS}`),
  liteSchedule: words(`CustomerId CustomerFirstName CustomerLastName NextScheduleDate ScheduleStatus
    ExecutionFrequencyType ExecutionFrequencyParameter Id`),
  schedule: words(`PaymentScheduleType CustomerFirstName CustomerLastName CustomerId ScheduleStatus NextPaymentDate
    PaymentAmount ${STAMPS}`),
}

const keys = (value: object | undefined) => Object.keys(value ?? {}).sort()

/** A call with an expected status: checks the envelope, and the members of the answer or of each of its rows. */
async function say(status: number, method: string, path: string, body?: object, members?: string[]): Promise<Json> {
  const reply = await sandbox.call(method, path, { body })
  expect([method, path, reply.status, reply.text.slice(0, status < 400 ? 0 : undefined)].join(' ')).toBe(
    `${method} ${path} ${status} ${status < 400 ? '' : reply.text}`,
  )
  if (status === 204) {
    expect(reply.text).toBe('')
    return reply.json
  }
  expect(keys(reply.json)).toEqual(['Meta', 'Response'])
  expect(keys(reply.json.Meta)).toEqual(words('Errors HttpStatus HttpStatusCode PagingDetails'))
  const { Response, Meta } = reply.json
  const paged = Array.isArray(Response)
  expect(Meta.PagingDetails && keys(Meta.PagingDetails)).toEqual(paged ? words('TotalItems Page ItemsPerPage') : null)
  if (members) for (const row of [Response].flat()) expect(keys(row)).toEqual(members)
  return Response
}

const DOCUMENT_CARD = {
  CreditCardNumber: '4111111111111111',
  ExpirationDate: '12/2015',
  Issuer: '12',
  BillingZipCode: '80202',
  IsDefault: false,
  Id: 0,
  LastModified: '0001-01-01T07:00:00Z',
  CreatedOn: '0001-01-01T07:00:00Z',
}

async function newCustomer() {
  const customer = await say(201, 'POST', '/v4/customer', CUSTOMER, MEMBERS.customer)
  for (const address of [customer.BillingAddress, customer.ShippingAddress]) expect(keys(address)).toEqual(ADDRESS)
  const CustomerId = customer.Id
  const card = await say(201, 'POST', '/v4/account/creditcard', { ...DOCUMENT_CARD, CustomerId }, MEMBERS.card)
  const ach = await say(201, 'POST', '/v4/account/ach', { ...BANK, CustomerId }, MEMBERS.ach)
  return { CustomerId: CustomerId as number, card: card.Id as number, ach: ach.Id as number }
}

test('PS-020 PS-030 PS-034 PS-040 a payment for a new customer', async () => {
  const { card } = await newCustomer()
  const payment = await say(201, 'POST', '/v4/payment', { AccountId: card, Amount: 3 }, MEMBERS.payment)
  expect(payment.FailureData).toBeNull()
  const declined = await say(201, 'POST', '/v4/payment', { AccountId: card, Amount: 9999.01 }, MEMBERS.payment)
  expect(keys(declined.FailureData)).toEqual(words('Code Description MerchantActionText IsDecline').sort())
})

test('PS-027 PS-037 PS-033 a payment for an existing customer', async () => {
  const { CustomerId, card, ach } = await newCustomer()
  const { Results } = await say(200, 'GET', '/v4/globalSearch?Query=%22ABC%20Company%22')
  expect(Results).toEqual([
    {
      OriginKey: 'CUST',
      OriginId: CustomerId,
      Description: 'Customer: Test Person From: ABC Company',
      Ranking: expect.any(Number),
    },
  ])
  await say(200, 'GET', `/v4/customer/${CustomerId}/defaultcreditcard`, undefined, MEMBERS.card)
  await say(200, 'GET', `/v4/customer/${CustomerId}/defaultach`, undefined, MEMBERS.ach)
  await say(200, 'GET', `/v4/customer/${CustomerId}/creditcardaccounts`, undefined, MEMBERS.card)
  await say(200, 'GET', `/v4/customer/${CustomerId}/achaccounts`, undefined, MEMBERS.ach)
  expect(await say(200, 'GET', `/v4/customer/${CustomerId}/accounts`)).toHaveLength(2)
  const again = { ...DOCUMENT_CARD, CustomerId, Issuer: 'Visa', ExpirationDate: '08/2018' }
  expect(await say(201, 'POST', '/v4/account/creditcard', again, MEMBERS.card)).toMatchObject({
    Id: card,
    ExpirationDate: '08/2018',
  })
  await say(
    201,
    'POST',
    '/v4/payment',
    { AccountId: String(ach), Amount: '9.44', PaymentSubType: 'TEL' },
    MEMBERS.payment,
  )
})

test('PS-049 PS-050 void, ACH refund and card refund', async () => {
  const { card, ach } = await newCustomer()
  const open = await say(201, 'POST', '/v4/payment', { AccountId: ach, Amount: 7 })
  expect(await say(200, 'PUT', `/v4/payment/${open.Id}/void`, undefined, MEMBERS.payment)).toMatchObject({
    Status: 'Voided',
  })
  const taken = []
  for (const AccountId of [card, ach]) taken.push(await say(201, 'POST', '/v4/payment', { AccountId, Amount: 10 }))
  await sandbox.advance(2)
  for (const [at, Status] of ['Authorized', 'ReversePosted'].entries()) {
    const credit = await say(200, 'PUT', `/v4/payment/${taken[at]?.Id}/reverse`, undefined, MEMBERS.payment)
    expect(credit).toMatchObject({ Status, IsDebit: true, ReferenceId: taken[at]?.Id })
  }
})

test('PS-052 PS-028 payment records: one, all, lite, filtered, sorted, and those of a customer', async () => {
  const { CustomerId, card, ach } = await newCustomer()
  const { Id } = await say(201, 'POST', '/v4/payment', { AccountId: card, Amount: 5 })
  for (const Amount of [9.44, 9999.01]) await say(201, 'POST', '/v4/payment', { AccountId: ach, Amount })
  await say(200, 'GET', `/v4/payment/${Id}`, undefined, MEMBERS.payment)
  for (const list of ['/v4/payment', `/v4/Customer/ ${CustomerId}/payments`.replace('/ ', '/')]) {
    expect(await say(200, 'GET', list, undefined, MEMBERS.payment)).toHaveLength(3)
    expect(await say(200, 'GET', `${list}?lite=true`, undefined, MEMBERS.litePayment)).toHaveLength(3)
    expect(await say(200, 'GET', `${list}?status=failed`, undefined, MEMBERS.payment)).toHaveLength(1)
    expect(await say(200, 'GET', `${list}?status=posted,authorized&lite=true`)).toHaveLength(2)
    expect(await say(200, 'GET', `${list}?page=2&pagesize=2`)).toHaveLength(1)
    const sorted = await say(200, 'GET', `${list}?sortby=amount&direction=desc&startdate=2013-04-01`)
    expect(sorted.map((row) => row.Amount)).toEqual([9999.01, 9.44, 5])
    const grouped = await say(200, 'GET', `${list}?sortby=paymenttype&direction=ascending`)
    expect(grouped.map((row) => row.PaymentType)).toEqual(['ACH', 'ACH', 'CC'])
  }
})

test('PS-060 PS-061 PS-064 PS-065 PS-066 PS-068 schedules from entry to deletion', async () => {
  await sandbox.setClock('2013-10-28T19:55:02Z')
  const { card, ach } = await newCustomer()
  const simple = { PaymentAmount: 12, AccountId: card, StartDate: '2013-10-28', ExecutionFrequencyType: 4 }
  const full = {
    EndDate: '2014-10-31',
    PaymentAmount: 21,
    PaymentSubType: 'PPD',
    AccountId: ach,
    InvoiceNumber: '123A',
    OrderId: null,
    FirstPaymentAmount: 25,
    FirstPaymentDate: '2013-10-29',
    StartDate: '2013-11-04',
    ExecutionFrequencyType: 5,
    ExecutionFrequencyParameter: 4,
    Description: 'This is a recurring payment schedule',
  }
  const fullPlan = {
    TotalDueAmount: 100,
    TotalNumberOfPayments: 5,
    PaymentSubType: 'CCD',
    AccountId: ach,
    InvoiceNumber: 'AA777',
    FirstPaymentAmount: 10,
    FirstPaymentDate: '2013-10-29',
    StartDate: '2013-11-04',
    ExecutionFrequencyType: 2,
    ExecutionFrequencyParameter: 2,
    Description: 'This is a payment plan',
  }
  const recurring = await say(201, 'POST', '/v4/recurringpayment', simple, MEMBERS.recurring)
  const started = await say(201, 'POST', '/v4/recurringpayment', full, MEMBERS.recurring)
  const plan = await say(201, 'POST', '/v4/paymentplan', fullPlan, MEMBERS.plan)
  expect(plan).toMatchObject({ PaymentAmount: 18, BalanceRemaining: 100, NextScheduleDate: '2013-11-04T07:00:00Z' })

  await say(200, 'GET', `/v4/recurringpayment/${recurring.Id}`, undefined, MEMBERS.recurring)
  await say(200, 'GET', `/v4/paymentplan/${plan.Id}`, undefined, MEMBERS.plan)
  for (const [kind, { Id }] of [
    ['recurringpayment', recurring],
    ['paymentplan', plan],
  ] as const) {
    await say(204, 'PUT', `/v4/${kind}/${Id}/pause?enddate=2013-12-01`)
    await say(204, 'PUT', `/v4/${kind}/${Id}/suspend`)
    await say(204, 'PUT', `/v4/${kind}/${Id}/resume`)
  }
  const edited = { ...simple, Id: recurring.Id, EndDate: '2014-12-01', PaymentAmount: 50, AccountId: ach }
  const changed = await say(200, 'PUT', '/v4/recurringpayment', edited, MEMBERS.recurring)
  expect(changed).toMatchObject({ PaymentSubType: 'Web', PaymentAmount: 50 })
  await say(204, 'DELETE', `/v4/recurringpayment/${recurring.Id}`)
  await say(203, 'GET', `/v4/recurringpayment/${recurring.Id}`, undefined, MEMBERS.recurring)

  await sandbox.setClock('2013-11-05T18:00:00Z')
  for (const [kind, { Id }] of [
    ['recurringpayment', started],
    ['paymentplan', plan],
  ] as const) {
    expect(await say(200, 'GET', `/v4/${kind}/${Id}/payments`, undefined, MEMBERS.payment)).toHaveLength(2)
  }
})

test('PS-068 PS-069 PS-028 every schedule list, complete, lite and abbreviated', async () => {
  await sandbox.setClock('2013-10-28T19:55:02Z')
  const { CustomerId, card } = await newCustomer()
  const StartDate = '2013-11-01'
  await sandbox.recurring(card, { StartDate, ExecutionFrequencyType: 1 })
  await sandbox.plan(card, { StartDate, ExecutionFrequencyType: 1 })
  const of = `/v4/customer/${CustomerId}`
  await say(200, 'GET', '/v4/paymentschedule', undefined, MEMBERS.schedule)
  await say(200, 'GET', '/v4/recurringpayment', undefined, MEMBERS.recurring)
  await say(200, 'GET', '/v4/recurringpayment?lite=true', undefined, MEMBERS.liteSchedule)
  await say(200, 'GET', '/v4/paymentplan', undefined, MEMBERS.plan)
  await say(200, 'GET', '/v4/paymentplan?lite=true', undefined, MEMBERS.liteSchedule)
  await say(200, 'GET', `${of}/recurringpayments`, undefined, [...MEMBERS.recurring, 'SwipeData'].sort())
  await say(200, 'GET', `${of}/recurringpayments?lite=true`, undefined, MEMBERS.liteSchedule)
  await say(200, 'GET', `${of}/paymentplans`, undefined, [...MEMBERS.plan, 'SwipeData'].sort())
  await say(200, 'GET', `${of}/paymentplans?lite=true`, undefined, MEMBERS.liteSchedule)
  await say(200, 'GET', `${of}/paymentschedules?lite=true`, undefined, MEMBERS.schedule)
  const both = (await sandbox.call('GET', `${of}/paymentschedules`)).json
  expect(both.Meta.PagingDetails).toEqual({ TotalItems: 2, Page: 1, ItemsPerPage: 200 })
  expect(Object.keys(both.Response)).toEqual(['PaymentPlans', 'RecurringPayments'])
  expect(keys(both.Response.PaymentPlans[0])).toEqual([...MEMBERS.plan, 'SwipeData'].sort())
  expect(keys(both.Response.RecurringPayments[0])).toEqual([...MEMBERS.recurring, 'SwipeData'].sort())
})

test('PS-035 PS-036 PS-024 PS-025 PS-026 updating accounts, setting defaults, editing and deleting customers', async () => {
  const { CustomerId, card, ach } = await newCustomer()
  const update = {
    CreditCardNumber: '************1111',
    ExpirationDate: '12/2019',
    Issuer: 'Visa',
    BillingZipCode: '80433',
  }
  await say(200, 'PUT', '/v4/account/creditcard', { ...update, CustomerId, IsDefault: true, Id: card }, MEMBERS.card)
  const savings = {
    IsCheckingAccount: false,
    RoutingNumber: '072000326',
    AccountNumber: '*****6666',
    BankName: 'Test Bank',
  }
  await say(200, 'PUT', '/v4/account/ach', { ...savings, CustomerId, Id: ach }, MEMBERS.ach)
  await say(204, 'PUT', `/v4/customer/${CustomerId}/${ach}`)
  await say(200, 'GET', `/v4/account/creditcard/${card}`, undefined, MEMBERS.card)
  await say(200, 'GET', '/v4/customer?sortby=lastname&direction=ascending', undefined, MEMBERS.customer)
  await say(200, 'GET', '/v4/customer?lite=true&page=1&pagesize=5', undefined, MEMBERS.liteCustomer)
  const { Phone, ...edited } = CUSTOMER
  const changed = await say(200, 'PUT', '/v4/customer', { ...edited, Id: CustomerId }, MEMBERS.customer)
  expect(changed.Phone).toBeNull()
  await say(204, 'DELETE', `/v4/account/ach/${ach}`)
  await say(204, 'DELETE', `/v4/customer/${CustomerId}`)
  await say(203, 'GET', `/v4/customer/${CustomerId}`, undefined, MEMBERS.customer)
})
