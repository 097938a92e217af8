import { afterAll, beforeEach, expect, test } from 'vitest'
import { messages, type TestSandbox, testSandbox, VISA } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const post = (body: object) => sandbox.call('POST', '/v4/account/creditcard', { body })
const list = async (id: number) => sandbox.done('GET', `/v4/customer/${id}/creditcardaccounts`)

const MASTER = { CreditCardNumber: '5454545454545454', Issuer: 13 }
const AMEX = { CreditCardNumber: '371449635398456', Issuer: 14 }
const DISCOVER = { CreditCardNumber: '6011000995504101', Issuer: 15 }

test('PS-030 PS-031 the sample card, masked, with the name of its issuer', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const body = { ...VISA, CustomerId, Issuer: '12', BillingZipCode: '80202', Id: 0, CreatedOn: '0001-01-01T07:00:00Z' }
  const reply = await post(body)
  expect(reply.status).toBe(201)
  expect(reply.json.Response).toEqual({
    CreditCardNumber: '************1111',
    ExpirationDate: '12/2021',
    Issuer: 'Visa',
    BillingZipCode: '80202',
    CustomerId,
    IsDefault: true,
    Id: expect.any(Number),
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    CreatedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  })
  expect(reply.text).not.toContain('411111')
})

test.each([
  ['Master', MASTER, '************5454'],
  ['Amex', AMEX, '***********8456'],
  ['Discover', DISCOVER, '************4101'],
  ['Master', { CreditCardNumber: '2223003122003222', Issuer: 'master' }, '************3222'],
  ['Master', { CreditCardNumber: '2720990000000007', Issuer: '13' }, '************0007'],
  ['Visa', { CreditCardNumber: '4000000000000000006', Issuer: 'VISA' }, '***************0006'],
])('PS-030 PS-031 a card of %s', async (Issuer, card, CreditCardNumber) => {
  const { Id } = await sandbox.customer()
  expect(await sandbox.card(Id, card)).toMatchObject({ Issuer, CreditCardNumber })
})

test.each([
  ['a digit wrong', '4111111111111112', 12, 'Visa'],
  ['too short', '411111111111111', 12, 'Visa'],
  ['too long', '41111111111111111', 12, 'Visa'],
  ['spaces', '4111 1111 1111 1111', 12, 'Visa'],
  ['masked', '************1111', 12, 'Visa'],
  ['of another issuer', '4111111111111111', 13, 'Master'],
  ['of another issuer', '5454545454545454', 'Visa', 'Visa'],
  ['below the 2-series', '2220990000000005', 13, 'Master'],
  ['above the 2-series', '2721000000000004', 13, 'Master'],
  ['sixteen digits', '3714496353984560', 14, 'Amex'],
  ['letters', 'four one one one', 15, 'Discover'],
])('PS-030 a number that does not fit: %s %s', async (_what, CreditCardNumber, Issuer, type) => {
  const { Id: CustomerId } = await sandbox.customer()
  const reply = await post({ ...VISA, CustomerId, CreditCardNumber, Issuer })
  expect([reply.status, ...messages(reply)]).toEqual([
    400,
    ['', `The credit card number you entered is not valid for type ${type}`],
  ])
  expect(await list(CustomerId)).toEqual([])
})

test('PS-030 what is missing or malformed, each by its field', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const fieldsOf = async (body: object) => messages(await post(body)).map(([field]) => field)
  expect(await fieldsOf({ CustomerId })).toEqual(['CreditCardNumber', 'Issuer', 'ExpirationDate'])
  expect(await fieldsOf({ ...VISA, CustomerId, Issuer: 99 })).toEqual(['Issuer'])
  expect(await fieldsOf({ ...VISA, CustomerId, BillingZipCode: '12345678901' })).toEqual(['BillingZipCode'])
  for (const ExpirationDate of ['13/2030', '00/2030', '0/2030', '001/2030', '12/30', '2030-12']) {
    expect(await fieldsOf({ ...VISA, CustomerId, ExpirationDate })).toEqual(['ExpirationDate'])
  }
})

test('PS-030 an unknown customer', async () => {
  expect(messages(await post({ ...VISA, CustomerId: 7 }))).toEqual([
    ['', 'Customer with ID 7 does not belong to client'],
  ])
})

test('PS-032 the first card is default whatever it says; a later one takes over when asked to', async () => {
  const { Id } = await sandbox.customer()
  const first = await sandbox.card(Id, { IsDefault: 'false' })
  const second = await sandbox.card(Id, { ...MASTER, IsDefault: 'false' })
  expect([first.IsDefault, second.IsDefault]).toEqual([true, false])
  const third = await sandbox.card(Id, { ...AMEX, IsDefault: 'true' })
  expect(third.IsDefault).toBe(true)
  const defaults = (await list(Id)).filter((card: { IsDefault: boolean }) => card.IsDefault)
  expect(defaults).toMatchObject([{ Id: third.Id }])
  expect(await sandbox.done('GET', `/v4/customer/${Id}/defaultcreditcard`)).toMatchObject({ Id: third.Id })
})

test('PS-033 the same card again is the same account with its new date; another customer gets another', async () => {
  const { Id } = await sandbox.customer()
  const first = await sandbox.card(Id)
  const again = await sandbox.card(Id, { ExpirationDate: '11/2031' })
  expect(again).toMatchObject({ Id: first.Id, ExpirationDate: '11/2031', IsDefault: true })
  expect(await list(Id)).toHaveLength(1)
  expect((await sandbox.card((await sandbox.customer()).Id)).Id).not.toBe(first.Id)
})

test('PS-035 PUT changes the date and the zip only', async () => {
  const { Id } = await sandbox.customer()
  const card = await sandbox.card(Id)
  await sandbox.control('POST', '/clock', { advanceDays: 1 })
  const changed = await sandbox.done('PUT', '/v4/account/creditcard', {
    ...card,
    ExpirationDate: '12/2029',
    BillingZipCode: '80433',
    IsDefault: false,
    Issuer: 'Amex',
  })
  expect(changed).toMatchObject({ ExpirationDate: '12/2029', BillingZipCode: '80433', Issuer: 'Visa', IsDefault: true })
  expect(changed.CreditCardNumber).toBe('************1111')
  expect(changed.LastModified > card.LastModified).toBe(true)
})

test.each(['1/2027', '01/2027', ' 1/2027 '])('fault 30: the expiration %j is January 2027', async (ExpirationDate) => {
  const { Id } = await sandbox.customer()
  const card = await sandbox.card(Id, { ExpirationDate })
  expect(card.ExpirationDate).toBe('01/2027')
  expect(await sandbox.card(Id, { ExpirationDate })).toMatchObject({ Id: card.Id, ExpirationDate: '01/2027' })
  const changed = await sandbox.done('PUT', '/v4/account/creditcard', { Id: card.Id, ExpirationDate: '9/2028' })
  expect(changed.ExpirationDate).toBe('09/2028')
  expect(await list(Id)).toMatchObject([{ ExpirationDate: '09/2028' }])
})

test.each([
  ['MasterCard', MASTER, 'Master'],
  ['mastercard', MASTER, 'Master'],
  ['Master Card', MASTER, 'Master'],
  ['American Express', AMEX, 'Amex'],
  ['AmericanExpress', AMEX, 'Amex'],
])('fault 30: the issuer %s', async (sent, card, Issuer) => {
  const { Id } = await sandbox.customer()
  expect(await sandbox.card(Id, { ...card, Issuer: sent })).toMatchObject({ Issuer })
  expect(messages(await post({ ...VISA, CustomerId: Id, Issuer: sent }))).toEqual([
    ['', `The credit card number you entered is not valid for type ${Issuer}`],
  ])
})

test('fault 24: PUT keeps what is left out, and null clears the ZIP code', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const { Id } = await sandbox.card(CustomerId, { BillingZipCode: '80202' })
  const put = (body: object) => sandbox.call('PUT', '/v4/account/creditcard', { body: { Id, ...body } })
  const kept = async () => sandbox.done('GET', `/v4/account/creditcard/${Id}`)

  expect((await put({ CustomerId, Issuer: 12, ExpirationDate: '12/2031' })).status).toBe(200)
  expect(await kept()).toMatchObject({ ExpirationDate: '12/2031', BillingZipCode: '80202' })
  expect((await put({ BillingZipCode: '80433' })).json.Response).toMatchObject({ ExpirationDate: '12/2031' })
  expect(await kept()).toMatchObject({ ExpirationDate: '12/2031', BillingZipCode: '80433' })
  expect((await put({ BillingZipCode: null })).json.Response).toMatchObject({ BillingZipCode: null })
  expect(await kept()).toMatchObject({ ExpirationDate: '12/2031', BillingZipCode: null })
  for (const ExpirationDate of [null, '']) {
    expect(messages(await put({ ExpirationDate }))).toEqual([
      ['ExpirationDate', 'The ExpirationDate field is required.'],
    ])
  }
  expect(await kept()).toMatchObject({ ExpirationDate: '12/2031' })
})

test('PS-036 another default; PS-037 the lists; PS-038 deletion hands the default to the oldest', async () => {
  const { Id } = await sandbox.customer()
  const [one, two, three] = [await sandbox.card(Id), await sandbox.card(Id, MASTER), await sandbox.card(Id, AMEX)]
  expect((await sandbox.call('PUT', `/v4/customer/${Id}/${three.Id}`)).status).toBe(204)
  expect(await list(Id)).toMatchObject([{ IsDefault: false }, { IsDefault: false }, { Id: three.Id, IsDefault: true }])

  expect((await sandbox.call('DELETE', `/v4/account/creditcard/${three.Id}`)).status).toBe(204)
  expect(await sandbox.done('GET', `/v4/customer/${Id}/accounts`)).toMatchObject([
    { Id: one.Id, IsDefault: true },
    { Id: two.Id, IsDefault: false },
  ])
  const deleted = await sandbox.call('GET', `/v4/account/creditcard/${three.Id}`)
  expect([deleted.status, deleted.json.Response.CreditCardNumber]).toEqual([203, '***********8456'])
  expect(await sandbox.done('GET', `/v4/account/creditcard/${two.Id}`)).toMatchObject({ Id: two.Id })
  const charge = await sandbox.call('POST', '/v4/payment', { body: { AccountId: three.Id, Amount: 1 } })
  expect(messages(charge)).toEqual([['', `Account with ID ${three.Id} has been deleted`]])
})

test('PS-037 a customer without a card has no default', async () => {
  const { Id } = await sandbox.customer()
  expect((await sandbox.call('GET', `/v4/customer/${Id}/defaultcreditcard`)).status).toBe(404)
})
