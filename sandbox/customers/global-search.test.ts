import { afterAll, expect, test } from 'vitest'
import { type TestSandbox, testSandbox } from '../testing/support.ts'

const sandbox: TestSandbox = await testSandbox()
afterAll(() => sandbox.close())

const search = async (query: string, as = {}) =>
  (await sandbox.call('GET', `/v4/globalSearch?Query=${encodeURIComponent(query)}`, as)).json.Response.Results

test('PS-027 names and companies, any case, beginnings of words, quotes or none', async () => {
  const person = await sandbox.customer()
  const other = await sandbox.customer({ FirstName: 'Zoë', LastName: "O'Hara", Company: null })
  for (const query of ['"ABC Company"', 'abc company', 'Test Person', 'person', 'comp pers', 'TE']) {
    expect(await search(query)).toEqual([
      {
        OriginKey: 'CUST',
        OriginId: person.Id,
        Description: 'Customer: Test Person From: ABC Company',
        Ranking: expect.any(Number),
      },
    ])
  }
  expect(await search("zoë o'hara")).toMatchObject([{ OriginId: other.Id, Description: "Customer: Zoë O'Hara" }])
  for (const query of ['nobody', 'abc nobody', '""', '', '***', 'bc']) expect(await search(query)).toEqual([])
  expect((await sandbox.call('GET', '/v4/globalsearch')).json.Response).toEqual({ Results: [] })
})

test('PS-027 a changed customer is found by its new name, a deleted one and another client’s are not found', async () => {
  const other = { user: 'APIUser2000', key: 'other' }
  await sandbox.control('POST', '/clients', other)
  const customer = await sandbox.customer({ FirstName: 'Quentin' })
  expect(await search('quentin', other)).toEqual([])
  await sandbox.done('PUT', '/v4/customer', { ...customer, FirstName: 'Rufus' })
  expect(await search('quentin')).toEqual([])
  expect(await search('rufus')).toHaveLength(1)
  await sandbox.done('DELETE', `/v4/customer/${customer.Id}`)
  expect(await search('rufus')).toEqual([])
})

test('PS-027 whole words rank before beginnings', async () => {
  const long = await sandbox.customer({ FirstName: 'Annabel', LastName: 'Smith', Company: null })
  const whole = await sandbox.customer({ FirstName: 'Anna', LastName: 'Smithers', Company: null })
  expect((await search('anna')).map((row) => row.OriginId)).toEqual([whole.Id, long.Id])
})
