import { afterAll, beforeEach, expect, test } from 'vitest'
import { BANK, messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const post = (body: object) => sandbox.call('POST', '/v4/account/ach', { body: { ...BANK, ...body } })
const list = (id: number) => sandbox.done('GET', `/v4/customer/${id}/achaccounts`)
const OTHER = { AccountNumber: '751111111', RoutingNumber: '131111114', BankName: 'PaySimple Bank', IsDefault: false }

test('PS-034 PS-031 the sample bank account, masked', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const reply = await post({ CustomerId })
  expect(reply.status).toBe(201)
  expect(reply.json.Response).toEqual({
    IsCheckingAccount: true,
    RoutingNumber: '072000326',
    AccountNumber: '*****6666',
    BankName: 'Test Bank',
    CustomerId,
    IsDefault: true,
    Id: expect.any(Number),
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    CreatedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  })
  expect(reply.text).not.toContain('751666666')
})

test.each(['131111114', '307075259', '325272034'])('PS-034 the test bank with routing number %s', async (number) => {
  const { Id: CustomerId } = await sandbox.customer()
  expect((await post({ CustomerId, RoutingNumber: number, AccountNumber: 751111111 })).status).toBe(201)
})

test.each([
  ['RoutingNumber', '072000327', 'Invalid Routing Number.'],
  ['RoutingNumber', '07200032', 'Invalid Routing Number.'],
  ['RoutingNumber', '000000000', 'Invalid Routing Number.'],
  ['RoutingNumber', null, 'The RoutingNumber field is required.'],
  ['AccountNumber', '123', 'AccountNumber must be a numeric string of 4 to 100 digits.'],
  ['AccountNumber', '1'.repeat(101), 'AccountNumber must be a numeric string of 4 to 100 digits.'],
  ['AccountNumber', '*****6666', 'AccountNumber must be a numeric string of 4 to 100 digits.'],
  ['AccountNumber', '', 'The AccountNumber field is required.'],
  ['BankName', 'x'.repeat(101), 'The field BankName must be a string with a maximum length of 100.'],
  ['BankName', undefined, 'The BankName field is required.'],
  ['IsCheckingAccount', null, 'The IsCheckingAccount field is required.'],
  ['IsCheckingAccount', 'maybe', 'The IsCheckingAccount field must be true or false.'],
  ['Id', 7, 'Id cannot have a value, did you mean to execute a PUT operation?'],
])('PS-034 %s %s: %s', async (member, value, message) => {
  const { Id: CustomerId } = await sandbox.customer()
  const reply = await post({ CustomerId, [member]: value })
  expect(reply.status).toBe(400)
  expect(messages(reply)).toEqual([[member, message]])
  expect(await list(CustomerId)).toEqual([])
})

test('PS-034 certification: the same account again, but not for another customer', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  await sandbox.ach(CustomerId)
  const again = await post({ CustomerId, BankName: 'Another name' })
  expect([again.status, messages(again)]).toEqual([
    400,
    [['', 'This bank account is already attached to this customer. You cannot attach it twice.']],
  ])
  await sandbox.ach((await sandbox.customer()).Id)
})

test('PS-032 PS-036 PS-038 the default among bank accounts, apart from the cards', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const card = await sandbox.card(CustomerId)
  const first = await sandbox.ach(CustomerId, { IsDefault: 'false' })
  const second = await sandbox.ach(CustomerId, OTHER)
  const third = await sandbox.ach(CustomerId, { AccountNumber: '4999', IsDefault: true })
  expect([first.IsDefault, second.IsDefault, third.IsDefault]).toEqual([true, false, true])
  const flags = async () => (await list(CustomerId)).map((row: { IsDefault: boolean }) => row.IsDefault)
  expect(await flags()).toEqual([false, false, true])

  const put = await sandbox.call('PUT', `/v4/customer/${CustomerId}/${second.Id}`)
  expect([put.status, put.text]).toEqual([204, ''])
  expect(await flags()).toEqual([false, true, false])
  expect(await sandbox.done('GET', `/v4/customer/${CustomerId}/defaultach`)).toMatchObject({ Id: second.Id })
  expect(await sandbox.done('GET', `/v4/customer/${CustomerId}/defaultcreditcard`)).toMatchObject({ Id: card.Id })

  expect((await sandbox.call('DELETE', `/v4/account/ach/${second.Id}`)).status).toBe(204)
  expect((await sandbox.call('DELETE', `/v4/account/ach/${second.Id}`)).status).toBe(204)
  expect(await flags()).toEqual([true, false])
  expect((await sandbox.call('GET', `/v4/account/ach/${second.Id}`)).status).toBe(203)
})

test('PS-035 only checking or savings changes; a masked number and IsDefault are ignored', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  await sandbox.ach(CustomerId)
  const account = await sandbox.ach(CustomerId, OTHER)
  const body = { ...account, IsCheckingAccount: 'false', BankName: 'Else', RoutingNumber: '1', IsDefault: true }
  const updated = await sandbox.done('PUT', '/v4/account/ach', body)
  const { LastModified, CreatedOn, ...kept } = account
  expect(updated).toMatchObject({ ...kept, IsCheckingAccount: false })
  expect(updated.LastModified).not.toBe(LastModified)
  expect((await sandbox.call('PUT', '/v4/account/ach', { body: { Id: account.Id } })).status).toBe(400)
})

test('PS-037 every list: cards before bank accounts', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  expect((await sandbox.call('GET', `/v4/customer/${CustomerId}/defaultach`)).status).toBe(404)
  const bank = await sandbox.ach(CustomerId)
  const card = await sandbox.card(CustomerId)
  const ids = async (what: string) =>
    (await sandbox.done('GET', `/v4/customer/${CustomerId}/${what}`)).map((row: { Id: number }) => row.Id)
  expect(await ids('accounts')).toEqual([card.Id, bank.Id])
  expect(await ids('achaccounts')).toEqual([bank.Id])
  expect(await ids('creditcardaccounts')).toEqual([card.Id])
  expect(await sandbox.done('GET', `/v4/account/ach/${bank.Id}`)).toMatchObject({ AccountNumber: '*****6666' })
})

test('fault 26: the lists of accounts have pages, cards before bank accounts, and say how long they are', async () => {
  const { Id: CustomerId } = await sandbox.customer()
  const banks: number[] = []
  for (const AccountNumber of ['4001', '4002', '4003'])
    banks.push((await sandbox.ach(CustomerId, { AccountNumber })).Id)
  const cards: number[] = []
  for (const card of [{}, { CreditCardNumber: '5454545454545454', Issuer: 13 }])
    cards.push((await sandbox.card(CustomerId, card)).Id)
  const page = async (list: string, query: string) => {
    const { json } = await sandbox.call('GET', `/v4/customer/${CustomerId}/${list}?${query}`)
    return [json.Response.map((row) => row.Id), json.Meta.PagingDetails]
  }
  const paging = (TotalItems: number, Page: number, ItemsPerPage: number) => ({ TotalItems, Page, ItemsPerPage })
  const all = [...cards, ...banks]
  expect(await page('accounts', '')).toEqual([all, paging(5, 1, 200)])
  expect(await page('accounts', 'page=1&pagesize=3')).toEqual([all.slice(0, 3), paging(5, 1, 3)])
  expect(await page('accounts', 'Page=2&PageSize=3&lite=true')).toEqual([all.slice(3), paging(5, 2, 3)])
  expect(await page('accounts', 'page=3&pagesize=3')).toEqual([[], paging(5, 3, 3)])
  expect(await page('achaccounts', 'page=2&pagesize=2')).toEqual([[banks[2]], paging(3, 2, 2)])
  expect(await page('creditcardaccounts', 'page=2&pagesize=1')).toEqual([[cards[1]], paging(2, 2, 1)])
  for (const list of ['accounts', 'achaccounts', 'creditcardaccounts']) {
    for (const query of ['page=0', 'pagesize=x']) {
      expect((await sandbox.call('GET', `/v4/customer/${CustomerId}/${list}?${query}`)).status).toBe(400)
    }
  }
})

test('PS-009 a card is not a bank account, and other clients see neither', async () => {
  const other = { user: 'APIUser2000', key: 'other' }
  await sandbox.control('POST', '/clients', other)
  const { Id: CustomerId } = await sandbox.customer()
  const bank = await sandbox.ach(CustomerId)
  const card = await sandbox.card(CustomerId)
  const refused = [
    await sandbox.call('GET', `/v4/account/ach/${card.Id}`),
    await sandbox.call('GET', `/v4/account/creditcard/${bank.Id}`),
    await sandbox.call('GET', `/v4/account/ach/${bank.Id}`, other),
    await sandbox.call('DELETE', `/v4/account/ach/${bank.Id}`, other),
    await sandbox.call('POST', '/v4/account/ach', { ...other, body: { ...BANK, CustomerId } }),
  ]
  for (const reply of refused) {
    expect(reply.status).toBe(400)
    expect(messages(reply)[0]?.[1]).toMatch(/with ID \d+ does not belong to client$/)
  }
})
