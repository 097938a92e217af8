import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { createCustomer } from '@/lib/customers/create-customer'
import { findCustomers, getCustomer } from '@/lib/customers/queries'
import { customerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listCustomers, listJobs } from '@/lib/testing/listed'
import { createJob } from './create-job'
import { ALL_JOBS } from './filters'
import { getJob, listCustomerJobs } from './queries'
import { createJobSchema } from './schema'
import { updateJob } from './update-job'

let context: OrgContext
let other: OrgContext
let orgId: string
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
  context = await createOrg({ active: false })
  other = await createOrg({ active: false })
  orgId = context.org.id
  await createCustomer(context, { id: customerId, ...customer() })
})

describe('a new job', () => {
  test('takes the next number, without gaps, also when many are made at once', async () => {
    const org = await createOrg({ active: false })
    await createCustomer(org, { id: customerId, ...customer() })
    const numbers = await Promise.all(Array.from({ length: 8 }, () => createJob(org, newJob())))
    expect(numbers.sort()).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008])
  })

  test('sent twice is made once', async () => {
    const input = newJob()
    const [first, second] = await Promise.all([createJob(context, input), createJob(context, input)])
    expect(second).toBe(first)
  })

  test('can bring its customer along, who then lives at the site', async () => {
    const person = { kind: 'new', firstName: 'Flora', lastName: 'Neu', company: '', email: '', phone: '' }
    const number = await createJob(context, newJob({ customer: person }))
    expect(await getJob(orgId, String(number))).toMatchObject({
      customer: { firstName: 'Flora', email: null, street: '9 Larkspur Lane', zip: '80012' },
      balance: { totalCents: 0, owedCents: 0 },
    })
  })

  test('is refused for a customer of another organization, and uses up no number', async () => {
    await expect(createJob(other, newJob())).rejects.toThrow('Choose the customer again')
    const person = { kind: 'new', firstName: 'A', lastName: 'B', company: '', email: '', phone: '' }
    expect(await createJob(other, newJob({ customer: person }))).toBe(1001)
  })
})

test('a job is changed in its own organization only', async () => {
  const number = await createJob(context, newJob())
  const job = await getJob(orgId, String(number))
  const change = {
    id: job?.id ?? '',
    version: 1,
    formId: randomUUID(),
    title: 'New title',
    notes: null,
    site: { street: null, city: null, state: null, zip: null },
    contactEmail: 'office@example.com',
    contactPhone: null,
  }
  await expect(updateJob(other, change)).rejects.toThrow('no longer exists')
  expect(await updateJob(context, change)).toEqual({ saved: true, value: number })
  expect(await getJob(orgId, String(number))).toMatchObject({ title: 'New title', contactEmail: 'office@example.com' })
  expect(await getJob(other.org.id, '999')).toBeNull()
  for (const wrong of ['0', '1e3', '-1', 'x', '99999999999']) expect(await getJob(orgId, wrong)).toBeNull()
})

describe('the search', () => {
  let org: string
  let there: OrgContext
  beforeAll(async () => {
    there = await createOrg({ active: false })
    org = there.org.id
    const odd = randomUUID()
    await createCustomer(there, { id: customerId, ...customer() })
    await createCustomer(there, { id: odd, ...customer({ lastName: "O'Neil_50%", company: 'Ärzte & Co', phone: '' }) })
    await createJob(there, newJob({ title: 'Roof' }))
    await createJob(there, newJob({ title: 'Deck', customer: { kind: 'existing', id: odd }, site: newJob().site }))
  })
  const titles = async (query: string) => (await listJobs(org, { ...ALL_JOBS, query })).jobs.map(({ title }) => title)

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

  test('shows a page, and adds nothing up', async () => {
    expect(await listJobs(org)).toEqual({ jobs: [expect.anything(), expect.anything()], older: undefined })
    expect(await listCustomerJobs(org, customerId)).toHaveLength(1)
  })

  test('finds customers by any part, and by a phone number in any formatting', async () => {
    expect((await findCustomers(org, '(303) 555-0142')).customers.map(({ id }) => id)).toEqual([customerId])
    expect((await listCustomers(org, { query: 'elm golden okafor' })).customers).toHaveLength(1)
    expect((await listCustomers(org, { query: 'nobody' })).customers).toEqual([])
  })

  test('sees its own organization only', async () => {
    expect(await listJobs((await createOrg({ active: false })).org.id)).toMatchObject({ jobs: [] })
  })
})

test('a customer is changed in its own organization only', async () => {
  const id = randomUUID()
  await createCustomer(context, { id, ...customer() })
  const edit = { id, version: 1, formId: randomUUID() }
  await expect(updateCustomer(other, { ...edit, ...customer() })).rejects.toThrow('no longer exists')
  await updateCustomer(context, { ...edit, ...customer({ firstName: 'Diana' }) })
  expect(await getCustomer(orgId, id)).toMatchObject({ firstName: 'Diana', phone: '3035550142' })
  expect(await getCustomer(other.org.id, id)).toBeNull()
  expect(await getCustomer(orgId, 'no-uuid')).toBeNull()
})

describe('fault 40: two people edit', () => {
  const edit = (version = 1) => ({ version, formId: randomUUID() })

  test('one customer: the slower one is shown where the versions differ, and nothing is overwritten', async () => {
    const id = randomUUID()
    await createCustomer(context, { id, ...customer() })
    await updateCustomer(context, { id, ...edit(), ...customer({ email: 'new@example.com' }) })
    const mine = { id, ...edit(), ...customer({ phone: '303-555-0199' }) }
    expect(await updateCustomer(context, mine)).toEqual({
      saved: false,
      conflict: {
        version: 2,
        differences: [
          { path: 'email', theirs: 'new@example.com', mine: 'dana@example.com' },
          { path: 'phone', theirs: '(303) 555-0142', mine: '(303) 555-0199' },
        ],
      },
    })
    expect(await getCustomer(orgId, id)).toMatchObject({ email: 'new@example.com', phone: '3035550142' })
    expect(await updateCustomer(context, { ...mine, version: 2 })).toEqual({ saved: true, value: id })
    expect(await getCustomer(orgId, id)).toMatchObject({ email: 'dana@example.com', phone: '3035550199' })
  })

  test('one customer at the same moment: one of ten is saved', async () => {
    const id = randomUUID()
    await createCustomer(context, { id, ...customer() })
    const saves = Array.from({ length: 10 }, (_, n) =>
      updateCustomer(context, { id, ...edit(), ...customer({ firstName: `Dana ${n}` }) }),
    )
    expect((await Promise.all(saves)).filter(({ saved }) => saved)).toHaveLength(1)
  })

  test('one job', async () => {
    const number = await createJob(context, newJob())
    const id = (await getJob(orgId, String(number)))?.id ?? ''
    const { site, title, notes } = newJob()
    const job = { id, site, title, notes, contactEmail: null, contactPhone: null }
    await updateJob(context, { ...job, ...edit(), title: 'Theirs' })
    expect(await updateJob(context, { ...job, ...edit(), notes: 'Gate code 12' })).toEqual({
      saved: false,
      conflict: {
        version: 2,
        differences: [
          { path: 'title', theirs: 'Theirs', mine: 'Roof replacement' },
          { path: 'notes', theirs: '', mine: 'Gate code 12' },
        ],
      },
    })
  })

  test('fault 47: one’s own save whose answer was lost is no conflict, and the same values never are', async () => {
    const id = randomUUID()
    await createCustomer(context, { id, ...customer() })
    const mine = { id, ...edit() }
    await updateCustomer(context, { ...mine, ...customer({ firstName: 'Diaan' }) })
    expect(await updateCustomer(context, { ...mine, ...customer({ firstName: 'Diana' }) })).toMatchObject({
      saved: true,
    })
    const same = { id, ...edit(), ...customer({ firstName: 'Diana' }) }
    expect(await updateCustomer(context, same)).toMatchObject({ saved: true })
    expect(await getCustomer(orgId, id)).toMatchObject({ firstName: 'Diana', version: 3 })
  })
})

describe('fault 41: the same id with other data', () => {
  test('mends the customer that the form has added, until somebody else changes it', async () => {
    const id = randomUUID()
    await createCustomer(context, { id, ...customer({ firstName: 'Daan' }) })
    expect(await createCustomer(context, { id, ...customer() })).toBe(id)
    expect(await getCustomer(orgId, id)).toMatchObject({ firstName: 'Dana', version: 2 })
    const edit = { id, version: 2, formId: randomUUID() }
    await updateCustomer(context, { ...edit, ...customer({ lastName: 'Okafor-Lee' }) })
    await expect(createCustomer(context, { id, ...customer() })).rejects.toThrow('has been changed since')
    expect(await createCustomer(context, { id, ...customer({ lastName: 'Okafor-Lee' }) })).toBe(id)
    expect(await getCustomer(orgId, id)).toMatchObject({ lastName: 'Okafor-Lee' })
  })

  test('mends the job that the form has made, and the customer that it brought along', async () => {
    const person = { kind: 'new', firstName: 'Flroa', lastName: 'Neu', company: '', email: '', phone: '' }
    const input = newJob({ customer: person })
    const number = await createJob(context, input)
    const site = { street: '10 Larkspur Lane', city: 'Aurora', state: 'CO', zip: '80012' }
    const mended = newJob({ id: input.id, title: 'New gutters', site, customer: { ...person, firstName: 'Flora' } })
    expect(await createJob(context, mended)).toBe(number)
    expect(await getJob(orgId, String(number))).toMatchObject({
      title: 'New gutters',
      street: '10 Larkspur Lane',
      customer: { firstName: 'Flora', street: '10 Larkspur Lane' },
    })
    expect((await findCustomers(orgId, 'neu')).customers.filter(({ lastName }) => lastName === 'Neu').length).toBe(2)
  })

  test('is refused for another customer, and once somebody else has changed the job', async () => {
    const input = newJob()
    const number = await createJob(context, input)
    const other = randomUUID()
    await createCustomer(context, { id: other, ...customer() })
    const elsewhere = { ...input, customer: { kind: 'existing' as const, id: other } }
    await expect(createJob(context, elsewhere)).rejects.toThrow(
      `already created as job ${number}, for another customer`,
    )
    const { site, notes, id } = input
    const change = { id, site, notes, title: 'Theirs', contactEmail: null, contactPhone: null }
    await updateJob(context, { ...change, version: 1, formId: randomUUID() })
    await expect(createJob(context, { ...input, title: 'Mine' })).rejects.toThrow('has been changed since')
    expect(await getJob(orgId, String(number))).toMatchObject({ title: 'Theirs' })
  })
})
