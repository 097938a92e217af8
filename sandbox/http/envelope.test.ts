import { afterAll, beforeAll, expect, test } from 'vitest'
import { CUSTOMER, messages, type TestSandbox, testSandbox } from '../testing/support.ts'

let sandbox: TestSandbox
const other = { user: 'APIUser2000', key: 'other-key' }
beforeAll(async () => {
  sandbox = await testSandbox()
  await sandbox.control('POST', '/clients', other)
})
afterAll(() => sandbox.close())

test('PS-003 an answer is Meta and Response', async () => {
  const { Id } = await sandbox.customer()
  const reply = await sandbox.call('GET', `/v4/customer/${Id}`)
  expect(reply.headers['content-type']).toMatch(/^application\/json/)
  expect(reply.json.Meta).toEqual({ Errors: null, HttpStatus: 'OK', HttpStatusCode: 200, PagingDetails: null })
  expect(Object.keys(reply.json)).toEqual(['Meta', 'Response'])
})

test('PS-003 an error is in Meta, and Response is null', async () => {
  const { json } = await sandbox.call('POST', '/v4/customer', { body: { ...CUSTOMER, FirstName: null } })
  expect(json).toEqual({
    Meta: {
      Errors: {
        ErrorCode: 'InvalidInput',
        ErrorMessages: [{ Field: 'FirstName', Message: 'The FirstName field is required.' }],
        TraceCode: null,
      },
      HttpStatus: 'BadRequest',
      HttpStatusCode: 400,
      PagingDetails: null,
    },
    Response: null,
  })
})

test('PS-004 all errors of a request come back together', async () => {
  const body = { Id: 7, LastName: ' ', Company: 'x'.repeat(51), Phone: '12-3', BillingAddress: { City: 'Denver' } }
  const reply = await sandbox.call('POST', '/v4/customer', { body })
  expect(messages(reply).map(([field]) => field)).toEqual([
    'Id',
    'FirstName',
    'LastName',
    'StreetAddress1',
    'ZipCode',
    'Company',
    'Phone',
  ])
})

test('PS-005 201 for what is new, 200 for reads and updates, 203 for what is deleted, 204 for a deletion', async () => {
  const created = await sandbox.call('POST', '/v4/customer', { body: CUSTOMER })
  const { Id } = created.json.Response
  const updated = await sandbox.call('PUT', '/v4/customer', { body: { ...CUSTOMER, Id } })
  const deleted = await sandbox.call('DELETE', `/v4/customer/${Id}`)
  const read = await sandbox.call('GET', `/v4/customer/${Id}`)
  expect([created.status, updated.status, deleted.status, read.status]).toEqual([201, 200, 204, 203])
  expect(created.json.Meta.HttpStatus).toBe('Created')
  expect(deleted.text).toBe('')
  expect(read.json.Meta).toMatchObject({ HttpStatus: 'NonAuthoritativeInformation', HttpStatusCode: 203, Errors: null })
  expect(read.json.Response.Id).toBe(Id)
})

test.each([
  ['DELETE', '/v4/payment/1'],
  ['PUT', '/v4/payment/1'],
  ['PUT', '/v4/payment'],
  ['PATCH', '/v4/customer'],
  ['PUT', '/v4/customer/1/payments'],
])('PS-006 %s %s is not allowed, without the envelope', async (method, path) => {
  const reply = await sandbox.call(method, path)
  expect(reply.status).toBe(405)
  expect(reply.json).toEqual({ Message: `The requested resource does not support http method '${method}'.` })
})

test.each(['/v4', '/v4/nothing', '/v4/customer/abc', '/v4/customer/1/2/3', '/', '/v4/customer/1/pets'])(
  'PS-004 an unknown route is NotFound: %s',
  async (path) => {
    const reply = await sandbox.call('GET', path)
    expect([reply.status, reply.json.Meta.Errors.ErrorCode]).toEqual([404, 'NotFound'])
  },
)

test.each(['/v4/customer', '/v4/account/creditcard', '/v4/payment'])('PS-007 POST %s with an Id', async (path) => {
  const reply = await sandbox.call('POST', path, { body: { Id: 5 } })
  expect(messages(reply)).toContainEqual(['Id', 'Id cannot have a value, did you mean to execute a PUT operation?'])
})

test('PS-007 an Id of 0 or null counts as missing', async () => {
  expect((await sandbox.customer({ Id: 0, LastModified: '0001-01-01T07:00:00Z' })).Id).toBeGreaterThan(0)
  expect((await sandbox.customer({ Id: null })).Id).toBeGreaterThan(0)
})

test('PS-008 a system failure is an empty UnexpectedError with a trace code', async () => {
  await sandbox.control('POST', '/faults', { route: 'GET /v4/customer', kind: '500-before' })
  const reply = await sandbox.call('GET', '/v4/customer')
  expect(reply.status).toBe(500)
  expect(reply.json.Meta.HttpStatus).toBe('InternalServerError')
  expect(reply.json.Meta.Errors).toMatchObject({ ErrorCode: 'UnexpectedError', ErrorMessages: [] })
  expect(reply.json.Meta.Errors.TraceCode).toMatch(/^API[0-9A-F]{15}$/)
})

test('PS-009 one client cannot reach another client’s objects', async () => {
  const customer = (await sandbox.customer()).Id
  const card = (await sandbox.card(customer)).Id
  const payment = (await sandbox.pay(card, 3)).Id
  const asOther = async (method: string, path: string, body?: unknown) =>
    messages(await sandbox.call(method, path, { ...other, body }))

  const foreign = [['', `Customer with ID ${customer} does not belong to client`]]
  expect(await asOther('GET', `/v4/customer/${customer}`)).toEqual(foreign)
  expect(await asOther('GET', `/v4/customer/${customer}/payments`)).toEqual(foreign)
  expect(await asOther('GET', `/v4/customer/${customer}/accounts`)).toEqual(foreign)
  expect(await asOther('PUT', '/v4/customer', { ...CUSTOMER, Id: customer })).toEqual(foreign)
  expect(await asOther('DELETE', `/v4/customer/${customer}`)).toEqual(foreign)
  expect(await asOther('GET', `/v4/account/creditcard/${card}`)).toEqual([
    ['', `Account with ID ${card} does not belong to client`],
  ])
  expect(await asOther('POST', '/v4/payment', { AccountId: card, Amount: 1 })).toEqual([
    ['', `Account with ID ${card} does not belong to client`],
  ])
  expect(await asOther('GET', `/v4/payment/${payment}`)).toEqual([
    ['', `Payment with ID ${payment} does not belong to client`],
  ])
  for (const list of ['/v4/customer', '/v4/payment']) {
    expect((await sandbox.call('GET', list, other)).json.Response).toEqual([])
  }
})

test('PS-009 an unknown id gets the same answer as another client’s id', async () => {
  const reply = await sandbox.call('GET', '/v4/customer/1')
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Customer with ID 1 does not belong to client']])
})

test.each([
  ['nothing', ''],
  ['half an object', '{"FirstName": "Te'],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['not JSON at all', 'FirstName=Test'],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['deep nesting', '['.repeat(200_000)],
])('PS-010 a body that is not a JSON object is a clear 400: %s', async (_what, raw) => {
  const before = await sandbox.control('GET', '')
  const reply = await sandbox.call('POST', '/v4/customer', { raw })
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Invalid JSON.']])
  expect((await sandbox.control('GET', '')).customers).toBe(before.customers)
})

test.each([
  ['one member', '{"FirstName":"A","LastName":"B",}'],
  ['over several lines', '{\n    "FirstName": "A",\r\n    "LastName": "B",\n}'],
  ['in a nested object', '{"FirstName":"A","LastName":"B","Unknown":{"a":1,},}'],
  ['in lists', '{"FirstName":"A","Unknown":[1,[2,{},],[],] , "LastName":"B" , }'],
  ['after a mark at the start', '\uFEFF{"FirstName":"A","LastName":"B",}'],
])('fault 30: a trailing comma is accepted: %s', async (_what, raw) => {
  const reply = await sandbox.call('POST', '/v4/customer', { raw })
  expect([reply.status, reply.json.Response]).toMatchObject([201, { FirstName: 'A', LastName: 'B' }])
})

test('fault 30: commas and brackets inside a text stay', async () => {
  const Notes = 'a,} b,] \\ ", } \\", ]'
  const raw = `{"FirstName":"A,","LastName":"B,]","Notes":${JSON.stringify(Notes)},}`
  const reply = await sandbox.call('POST', '/v4/customer', { raw })
  expect(reply.json.Response).toMatchObject({ FirstName: 'A,', LastName: 'B,]', Notes })
})

test.each([
  '{"FirstName":"A","LastName":"B",,}',
  '{,"FirstName":"A","LastName":"B"}',
  '{,}',
  '{"FirstName":"A","LastName":"B","x":[,]}',
  '{"FirstName":"A","LastName":"B","x":,}',
  '{"FirstName":"A","LastName":"B",},',
  '{"FirstName":"A","LastName":"B"',
  '{"FirstName":"A","LastName":"B,}',
])('fault 30: other commas are not: %s', async (raw) => {
  const reply = await sandbox.call('POST', '/v4/customer', { raw })
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'Invalid JSON.']])
})

test('PS-010 the answer to a broken body does not quote it', async () => {
  const raw = '{"CreditCardNumber": "4111111111111111", "CVV": "996'
  const reply = await sandbox.call('POST', '/v4/account/creditcard', { raw })
  expect(reply.text).not.toMatch(/4111|996/)
})

test('PS-010 a body over a megabyte is refused in the shape of the API', async () => {
  const reply = await sandbox.call('POST', '/v4/customer', { body: { ...CUSTOMER, Notes: 'x'.repeat(3_000_000) } })
  expect([reply.status, ...messages(reply)]).toEqual([400, ['', 'The request body is too large.']])
})

test('PS-003 tolerated: any case, a trailing slash, unknown members, bodies where there should be none', async () => {
  const { Id } = await sandbox.customer({ Unknown: { a: [1] }, Hobby: null })
  for (const path of [`/V4/Customer/${Id}/`, `/v4/CUSTOMER/${Id}`, `/v4/Customer/%20${Id}`]) {
    expect((await sandbox.call('GET', path)).json.Response.Id).toBe(Id)
  }
  const read = await sandbox.call('GET', `/v4/customer/${Id}?LITE=true`, { body: [] })
  expect(read.json.Response.Id).toBe(Id)
  const list = await sandbox.call('GET', '/v4/customer/?PageSize=1&PAGE=1&Lite=TRUE')
  expect(list.json.Meta.PagingDetails).toMatchObject({ Page: 1, ItemsPerPage: 1 })
})
