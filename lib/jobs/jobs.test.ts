import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createCustomer } from '@/lib/customers/create-customer'
import { findCustomers, getCustomer, listCustomers } from '@/lib/customers/queries'
import { customerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import { createOrg } from '@/lib/testing/fixtures'
import { createJob } from './create-job'
import { getJob, listCustomerJobs, listJobs } from './queries'
import { createJobSchema } from './schema'
import { updateJob } from './update-job'

let orgId: string
let otherOrgId: string
const customerId = randomUUID()

const customer = (changes: object = {}) =>
  customerSchema.parse({
    firstName: 'Dana',
    lastName: 'Okafor',
    company: '',
    email: 'dana@example.com',
    phone: '303-555-0142',
    street: '12 Elm St',
    city: 'Golden',
    state: 'CO',
    zip: '80401',
    notes: '',
    ...changes,
  })
const newJob = (changes: object = {}) =>
  createJobSchema.parse({
    id: randomUUID(),
    title: 'Roof replacement',
    notes: '',
    site: { street: '9 Larkspur Lane', city: 'Aurora', state: 'CO', zip: '80012' },
    customer: { kind: 'existing', id: customerId },
    ...changes,
  })

beforeAll(async () => {
  orgId = (await createOrg({ active: false })).org.id
  otherOrgId = (await createOrg({ active: false })).org.id
  await createCustomer(orgId, { id: customerId, ...customer() })
})

describe('a new job', () => {
  test('takes the next number, without gaps, also when many are made at once', async () => {
    const org = (await createOrg({ active: false })).org.id
    await createCustomer(org, { id: customerId, ...customer() })
    const numbers = await Promise.all(Array.from({ length: 8 }, () => createJob(org, newJob())))
    expect(numbers.sort()).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008])
  })

  test('sent twice is made once', async () => {
    const input = newJob()
    const [first, second] = await Promise.all([createJob(orgId, input), createJob(orgId, input)])
    expect(second).toBe(first)
  })

  test('can bring its customer along, who then lives at the site', async () => {
    const person = { kind: 'new', firstName: 'Flora', lastName: 'Neu', company: '', email: '', phone: '' }
    const number = await createJob(orgId, newJob({ customer: person }))
    expect(await getJob(orgId, String(number))).toMatchObject({
      customer: { firstName: 'Flora', email: null, street: '9 Larkspur Lane', zip: '80012' },
      balance: { totalCents: 0, owedCents: 0 },
    })
  })

  test('is refused for a customer of another organization, and uses up no number', async () => {
    await expect(createJob(otherOrgId, newJob())).rejects.toThrow('Choose the customer again')
    const person = { kind: 'new', firstName: 'A', lastName: 'B', company: '', email: '', phone: '' }
    expect(await createJob(otherOrgId, newJob({ customer: person }))).toBe(1001)
  })
})

test('a job is changed in its own organization only', async () => {
  const number = await createJob(orgId, newJob())
  const job = await getJob(orgId, String(number))
  const change = {
    id: job?.id ?? '',
    title: 'New title',
    notes: null,
    site: { street: null, city: null, state: null, zip: null },
    contactEmail: 'office@example.com',
    contactPhone: null,
  }
  await expect(updateJob(otherOrgId, change)).rejects.toThrow('no longer exists')
  expect(await updateJob(orgId, change)).toBe(number)
  expect(await getJob(orgId, String(number))).toMatchObject({ title: 'New title', contactEmail: 'office@example.com' })
  expect(await getJob(otherOrgId, '999')).toBeNull()
  for (const wrong of ['0', '1e3', '-1', 'x', '99999999999']) expect(await getJob(orgId, wrong)).toBeNull()
})

describe('the search', () => {
  let org: string
  beforeAll(async () => {
    org = (await createOrg({ active: false })).org.id
    const odd = randomUUID()
    await createCustomer(org, { id: customerId, ...customer() })
    await createCustomer(org, { id: odd, ...customer({ lastName: "O'Neil_50%", company: 'Ärzte & Co', phone: '' }) })
    await createJob(org, newJob({ title: 'Roof' }))
    await createJob(org, newJob({ title: 'Deck', customer: { kind: 'existing', id: odd }, site: newJob().site }))
  })
  const titles = async (query: string) => (await listJobs(org, query)).jobs.map(({ title }) => title)

  test.each([
    ['', ['Deck', 'Roof']],
    ['okafor', ['Roof']],
    ['OKAFOR larkspur', ['Roof']],
    ['larkspur, aurora co', ['Deck', 'Roof']],
    ['1002', ['Deck']],
    ['#1001', ['Roof']],
    ['50%', ['Deck']],
    ['%', ['Deck']],
    ['_', ['Deck']],
    ['\\', []],
    ["o'neil", ['Deck']],
    ['Ärzte', ['Deck']],
    ['okafor deck', []],
    ['99999999999', []],
  ])('for %j finds %j', async (query, found) => expect(await titles(query)).toEqual(found))

  test('counts all and shows a page', async () => {
    expect(await listJobs(org, '')).toMatchObject({ jobs: [{}, {}], total: 2, page: 1 })
    expect(await listCustomerJobs(org, customerId)).toHaveLength(1)
  })

  test('finds customers by any part, and by a phone number in any formatting', async () => {
    expect((await findCustomers(org, '(303) 555-0142')).map(({ id }) => id)).toEqual([customerId])
    expect((await listCustomers(org, 'elm golden okafor')).total).toBe(1)
    expect((await listCustomers(org, 'nobody')).total).toBe(0)
  })

  test('sees its own organization only', async () => {
    expect(await listJobs((await createOrg({ active: false })).org.id, '')).toMatchObject({ jobs: [], total: 0 })
  })
})

test('a customer is changed in its own organization only', async () => {
  const id = randomUUID()
  await createCustomer(orgId, { id, ...customer() })
  await createCustomer(orgId, { id, ...customer({ firstName: 'Sent twice' }) })
  await expect(updateCustomer(otherOrgId, { id, ...customer() })).rejects.toThrow('no longer exists')
  await updateCustomer(orgId, { id, ...customer({ firstName: 'Diana' }) })
  expect(await getCustomer(orgId, id)).toMatchObject({ firstName: 'Diana', phone: '3035550142' })
  expect(await getCustomer(otherOrgId, id)).toBeNull()
  expect(await getCustomer(orgId, 'no-uuid')).toBeNull()
})
