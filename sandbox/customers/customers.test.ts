import { afterAll, beforeEach, expect, test } from 'vitest'
import { CUSTOMER, messages, type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
beforeEach(() => sandbox.control('DELETE', '/data'))
afterAll(() => sandbox.close())

const post = (more: object) => sandbox.call('POST', '/v4/customer', { body: { ...CUSTOMER, ...more } })
const errorsOf = async (more: object) => messages(await post(more))
const names = async (query: string) =>
  (await sandbox.call('GET', `/v4/customer?${query}`)).json.Response.map((row: { FirstName: string }) => row.FirstName)

test('PS-020 the names are required, up to 150', async () => {
  expect(await errorsOf({ FirstName: undefined, LastName: '' })).toEqual([
    ['FirstName', 'The FirstName field is required.'],
    ['LastName', 'The LastName field is required.'],
  ])
  expect((await post({ FirstName: 'x'.repeat(150), LastName: 'y'.repeat(150) })).status).toBe(201)
  expect((await errorsOf({ FirstName: 'x'.repeat(151) }))[0]?.[0]).toBe('FirstName')
})

test.each([
  ['left out', {}],
  ['false', { ShippingSameAsBilling: false }],
  ['null, and so is all else', { ShippingSameAsBilling: null, BillingAddress: null, ShippingAddress: null }],
])('fault 29: a new customer needs no more than a name: ShippingSameAsBilling %s', async (_what, more) => {
  const names = { FirstName: 'Frank', LastName: 'Frankman' }
  const reply = await sandbox.call('POST', '/v4/customer', { body: { ...names, ...more } })
  expect(reply.status).toBe(201)
  const none = { ShippingSameAsBilling: false, BillingAddress: null, ShippingAddress: null }
  expect(reply.json.Response).toMatchObject({ ...names, ...none, Email: null, Phone: null })
  expect(await sandbox.done('GET', `/v4/customer/${reply.json.Response.Id}`)).toMatchObject(none)

  const { BillingAddress } = CUSTOMER
  const billed = (await post({ ...more, ShippingSameAsBilling: false, BillingAddress })).json.Response
  expect(billed).toMatchObject({ BillingAddress: { City: 'Denver' }, ShippingAddress: null })
})

test('fault 29: a PUT without ShippingSameAsBilling still needs a ShippingAddress', async () => {
  const { Id } = await sandbox.done('POST', '/v4/customer', { FirstName: 'Frank', LastName: 'Frankman' })
  const names = { Id, FirstName: 'Frank', LastName: 'Frankman' }
  for (const ShippingSameAsBilling of [undefined, null, false, 'false']) {
    const reply = await sandbox.call('PUT', '/v4/customer', { body: { ...names, ShippingSameAsBilling } })
    expect([reply.status, ...messages(reply)]).toEqual([
      400,
      ['ShippingAddress', 'ShippingAddress is required when ShippingSameAsBilling is false'],
    ])
  }
  expect(await sandbox.done('PUT', '/v4/customer', { ...names, ShippingSameAsBilling: 'true' })).toMatchObject(names)
})

test('PS-021 certification: a billing address without StreetAddress1', async () => {
  const BillingAddress = { ...CUSTOMER.BillingAddress, StreetAddress1: undefined }
  expect(await errorsOf({ BillingAddress })).toEqual([['StreetAddress1', 'The StreetAddress1 field is required.']])
})

test('PS-021 no address at all, a foreign province, the default country, and the mirrored shipping address', async () => {
  expect(await sandbox.customer({ BillingAddress: null })).toMatchObject({
    BillingAddress: null,
    ShippingAddress: null,
  })
  const BillingAddress = { StreetAddress1: '1 Rue', City: 'Québec', StateCode: 'QC', ZipCode: 'G1A 0A2' }
  const customer = await sandbox.customer({ BillingAddress, ShippingAddress: { City: 'ignored' } })
  expect(customer.BillingAddress).toEqual({ ...BillingAddress, StreetAddress2: null, Country: 'US' })
  expect(customer.ShippingAddress).toEqual(customer.BillingAddress)
})

test('PS-021 a shipping address of its own, by the same rules', async () => {
  const ShippingAddress = { StreetAddress1: '9 Dock', City: 'Reno', StateCode: 'NV', ZipCode: '89501', Country: 'US' }
  const customer = await sandbox.customer({ ShippingSameAsBilling: false, ShippingAddress })
  expect(customer.ShippingAddress).toEqual({ ...ShippingAddress, StreetAddress2: null })
  expect(await errorsOf({ ShippingSameAsBilling: false, ShippingAddress: { City: 'Reno' } })).toEqual([
    ['StreetAddress1', 'The StreetAddress1 field is required.'],
    ['ZipCode', 'The ZipCode field is required.'],
  ])
})

test.each([
  ['StreetAddress1', 'x'.repeat(251)],
  ['StreetAddress2', 'x'.repeat(251)],
  ['City', 'x'.repeat(101)],
  ['StateCode', 'XX'],
  ['StateCode', 'Colorado'],
  ['ZipCode', '12345678901'],
  ['Country', 'USAA'],
])('PS-021 address limit: %s', async (field, value) => {
  const errors = await errorsOf({ BillingAddress: { ...CUSTOMER.BillingAddress, [field]: value } })
  expect(errors.map(([name]) => name)).toEqual([field])
})

test.each([
  ['Company', 'x'.repeat(51)],
  ['CustomerAccount', 'x'.repeat(29)],
  ['Phone', '80055512123'],
  ['Phone', '(800) 555'],
  ['AltPhone', '+80055512'],
  ['MobilePhone', 'abcdefghij'],
  ['Fax', '800-555-12'],
  ['Email', 'nobody'],
  ['Email', `${'x'.repeat(95)}@abc.com`],
  ['AltEmail', 'a@b'],
  ['Website', 'not a url'],
  ['Website', `http://example.com/${'x'.repeat(100)}`],
  ['Notes', 'x'.repeat(2049)],
  ['Company', { name: 'x' }],
  ['BillingAddress', 'Denver'],
])('PS-022 limit: %s', async (field, value) => {
  expect((await errorsOf({ [field]: value })).map(([name]) => name)).toEqual([field])
})

test.each(['Phone', 'AltPhone', 'MobilePhone', 'Fax'])('fault 23: %s may be shorter than ten digits', async (field) => {
  for (const number of ['5551212', '1', '800555121', '0000000000']) {
    const customer = await sandbox.customer({ [field]: number })
    expect(customer).toMatchObject({ [field]: number })
    const changed = await sandbox.done('PUT', '/v4/customer', { ...customer, [field]: number.slice(0, 1) })
    expect(changed).toMatchObject({ [field]: number.slice(0, 1) })
  }
  for (const number of ['80055512123', '555-1212', ' 5551212', '5551212 x']) {
    expect((await errorsOf({ [field]: number })).map(([name]) => name)).toEqual([field])
  }
})

test('PS-022 everything at its limit is accepted', async () => {
  const more = {
    Company: 'x'.repeat(50),
    CustomerAccount: 'x'.repeat(28),
    AltPhone: '8005551213',
    MobilePhone: '',
    Fax: 8005551214,
    AltEmail: `${'x'.repeat(92)}@abc.com`,
    Website: 'https://www.example.com/a?b=c',
    Notes: 'x'.repeat(2048),
  }
  expect(await sandbox.customer(more)).toMatchObject({ ...more, Fax: '8005551214' })
})

test('PS-023 the answer holds every attribute; fresh timestamps carry a fraction, read ones whole seconds', async () => {
  const customer = await sandbox.customer({ Email: undefined, Company: null })
  expect(Object.keys(customer).sort()).toEqual(
    `AltEmail AltPhone BillingAddress Company CreatedOn CustomerAccount Email Fax FirstName Id LastModified LastName
    MobilePhone Notes Phone ShippingAddress ShippingSameAsBilling Website`.split(/\s+/),
  )
  expect(customer).toMatchObject({ Email: null, Company: null, AltEmail: null, Website: null })
  expect(customer.CreatedOn).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/)
  const read = await sandbox.done('GET', `/v4/customer/${customer.Id}`)
  expect(read).toEqual({
    ...customer,
    CreatedOn: `${customer.CreatedOn.slice(0, 19)}Z`,
    LastModified: `${customer.LastModified.slice(0, 19)}Z`,
  })
})

test('PS-024 PUT replaces: what is left out becomes null', async () => {
  const { Id, CreatedOn } = await sandbox.customer()
  await sandbox.control('POST', '/clock', { advanceDays: 1 })
  const body = { Id, FirstName: 'Lisa', LastName: 'Test', ShippingSameAsBilling: true }
  const updated = await sandbox.done('PUT', '/v4/customer', body)
  expect(updated).toMatchObject({ ...body, Company: null, Email: null, BillingAddress: null, ShippingAddress: null })
  expect(updated.CreatedOn.slice(0, 19)).toBe(CreatedOn.slice(0, 19))
  expect(updated.LastModified > updated.CreatedOn).toBe(true)
  expect(await sandbox.done('GET', `/v4/customer/${Id}`)).toMatchObject({ FirstName: 'Lisa', Notes: null })
})

test('PS-024 a refused PUT changes nothing; a deleted customer is not found', async () => {
  const { Id } = await sandbox.customer()
  const refused = await sandbox.call('PUT', '/v4/customer', { body: { Id, FirstName: 'Lisa' } })
  expect(messages(refused).map(([field]) => field)).toEqual(['LastName', 'ShippingAddress'])
  expect((await sandbox.done('GET', `/v4/customer/${Id}`)).FirstName).toBe('Test')

  await sandbox.call('DELETE', `/v4/customer/${Id}`)
  const gone = await sandbox.call('PUT', '/v4/customer', { body: { ...CUSTOMER, Id } })
  expect([gone.status, gone.json.Meta.Errors]).toEqual([
    404,
    {
      ErrorCode: 'NotFound',
      ErrorMessages: [{ Field: null, Message: `Customer ${Id} was not found, or has been deleted` }],
      TraceCode: null,
    },
  ])
})

test('PS-025 oldest first, 200 a page, with page, pagesize and lite', async () => {
  for (let n = 1; n <= 5; n++) await sandbox.customer({ FirstName: `C${n}` })
  expect(await names('')).toEqual(['C1', 'C2', 'C3', 'C4', 'C5'])
  const page = await sandbox.call('GET', '/v4/customer?page=2&pagesize=2&lite=true')
  expect(page.json.Meta.PagingDetails).toEqual({ TotalItems: 5, Page: 2, ItemsPerPage: 2 })
  expect(page.json.Response).toEqual([
    { Company: 'ABC Company', FirstName: 'C3', LastName: 'Person', Id: expect.any(Number) },
    { Company: 'ABC Company', FirstName: 'C4', LastName: 'Person', Id: expect.any(Number) },
  ])
  const whole = await sandbox.call('GET', '/v4/customer')
  expect(whole.json.Meta.PagingDetails.ItemsPerPage).toBe(200)
  expect(whole.json.Response[0]?.BillingAddress.City).toBe('Denver')
  expect(await names('page=9')).toEqual([])
})

test('PS-025 sorting: nulls low, second key ascending id, any spelling of the direction', async () => {
  await sandbox.customer({ FirstName: 'A', Company: 'beta' })
  await sandbox.customer({ FirstName: 'B', Company: null })
  await sandbox.customer({ FirstName: 'C', Company: 'Alpha' })
  await sandbox.customer({ FirstName: 'D', Company: 'beta' })
  await sandbox.customer({ FirstName: 'E', Company: null })
  expect(await names('sortby=company')).toEqual(['B', 'E', 'C', 'A', 'D'])
  expect(await names('sortby=Company&direction=DESC')).toEqual(['A', 'D', 'C', 'B', 'E'])
  expect(await names('SORTBY=COMPANY&DIRECTION=descending')).toEqual(['A', 'D', 'C', 'B', 'E'])
  expect(await names('sortby=company&direction=ascending&lite=true')).toEqual(['B', 'E', 'C', 'A', 'D'])
  expect(await names('sortby=shoesize&email=nobody@x.com')).toEqual(['A', 'B', 'C', 'D', 'E'])
})

test.each(['City', 'State', 'Zip', 'Country'])(
  'PS-025 sorting by BillingAddress.%s and ShippingAddress',
  async (part) => {
    const low = { StreetAddress1: '1', City: 'Aspen', StateCode: 'AK', ZipCode: '00001', Country: 'CAN' }
    const high = { StreetAddress1: '1', City: 'Zion', StateCode: 'WY', ZipCode: 'K1A 0B1', Country: 'US' }
    await sandbox.customer({ FirstName: 'High', BillingAddress: high })
    await sandbox.customer({ FirstName: 'Low', BillingAddress: low })
    await sandbox.customer({ FirstName: 'None', BillingAddress: null })
    for (const kind of ['BillingAddress', 'ShippingAddress']) {
      expect(await names(`sortby=${kind}.${part}`)).toEqual(['None', 'Low', 'High'])
      expect(await names(`sortby=${kind}.${part}&direction=desc`)).toEqual(['High', 'Low', 'None'])
    }
  },
)

test.each(['page=0', 'page=x', 'pagesize=-1', 'pagesize=1.5'])('PS-025 an invalid page: %s', async (query) => {
  expect((await sandbox.call('GET', `/v4/customer?${query}`)).status).toBe(400)
})

test('PS-026 an unsettled payment blocks deletion; later deletion is soft, and no list shows the customer', async () => {
  const { Id } = await sandbox.customer()
  const card = await sandbox.card(Id)
  await sandbox.pay(card.Id, 10)
  const refused = await sandbox.call('DELETE', `/v4/customer/${Id}`)
  expect([refused.status, ...messages(refused)]).toEqual([
    400,
    ['', 'There are still unsettled transactions outstanding for this Customer.  It cannot be deleted.'],
  ])
  await sandbox.control('POST', '/clock', { advanceDays: 1 })
  expect((await sandbox.call('DELETE', `/v4/customer/${Id}`)).status).toBe(204)
  expect((await sandbox.call('DELETE', `/v4/customer/${Id}`)).status).toBe(204)
  expect((await sandbox.call('GET', `/v4/customer/${Id}`)).status).toBe(203)
  expect(await names('')).toEqual([])
  const late = await sandbox.call('POST', '/v4/payment', { body: { AccountId: card.Id, Amount: 1 } })
  expect(late.status).toBe(404)
})
