import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCustomer } from '@/lib/customers/create-customer'
import { customerSchema } from '@/lib/customers/schema'
import { updateCustomer } from '@/lib/customers/update-customer'
import { forOrg } from '@/lib/db'
import { createJob } from '@/lib/jobs/create-job'
import { ALL_JOBS } from '@/lib/jobs/filters'
import { createJobSchema } from '@/lib/jobs/schema'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listCustomers, listedOf, listJobs } from '@/lib/testing/listed'
import type { Prisma } from '@/prisma/generated/client'
import { ALL_PAYMENTS } from './listing/filter'

// What the three lists show is found in all of them, in whatever writing it is typed.

let context: OrgContext
let orgId: string
let userId: string
const jobs = new Map<string, { id: string; number: number; customerId: string }>()

const person = (changes: object) => customerSchema.parse({ ...NOBODY, ...changes })
const NOBODY = {
  ...{ firstName: 'Test', lastName: 'Person', company: '', email: '', phone: '', street: '', city: '', state: '' },
  ...{ zip: '', notes: '' },
}

/** A customer with one job, under the last name. */
async function add(lastName: string, changes: object = {}, title = 'Roof') {
  const customerId = randomUUID()
  await createCustomer(context, { id: customerId, ...person({ lastName, ...changes }) })
  const input = createJobSchema.parse({
    ...{ id: randomUUID(), title, notes: '', customer: { kind: 'existing', id: customerId } },
    site: { street: '12 Elm St', city: 'Golden', state: 'CO', zip: '80401' },
  })
  const number = await createJob(context, input)
  jobs.set(lastName, { id: input.id, number, customerId })
}

async function pay(lastName: string, changes: Partial<Prisma.PaymentUncheckedCreateInput> = {}) {
  const id = randomUUID()
  const jobId = jobs.get(lastName)?.id ?? ''
  await forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId, id, jobId, takenOn: 'agreement', amountCents: 77, status: 'settled', accountLabel: 'Visa' },
        ...{ lastFour: '4242', payerName: 'Some Payer', takenById: userId, takenByName: 'Marco', orderId: id },
        ...{ merchantKey: 'local:x', sendBy: new Date() },
        ...changes,
      },
    }),
  )
}

beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  userId = context.user.id
  await add('Phương', { phone: '(303) 555-0142', firstName: 'Jose\u0301' }, 'Deck')
  await add('Großmann', { company: 'Ærø & Söhne', email: 'office@example.com' })
  await add('O’Brien', { phone: '720-555-0199' }, 'Kitchen')
  await pay('Phương', { amountCents: 100_000, lastFour: '1111', createdAt: new Date('2026-11-21T21:14:30Z') })
  await pay('Großmann', { accountLabel: 'First Bank checking', method: 'bank', status: 'authorized' })
  await pay('O’Brien', { paysimplePaymentId: '90234567', status: 'refunded', takenByName: 'Dana Ruiz' })
})

const ofJobs = async (query: string) =>
  (await listJobs(orgId, { ...ALL_JOBS, query })).jobs.map(({ customer }) => customer.lastName)
const ofCustomers = async (query: string) =>
  (await listCustomers(orgId, { query })).customers.map((one) => one.lastName)
const ofPayments = async (query: string) => {
  const { rows } = await listedOf({ orgId, timeZone: 'America/Denver', filter: { ...ALL_PAYMENTS, query } })
  return rows.map(({ job }) => job.customer.lastName)
}

describe('faults 21 and 45: found in jobs, customers and payments', () => {
  it.each([
    ['phuong', 'Phương'],
    ['PHƯƠNG josé', 'Phương'],
    ['jose\u0301', 'Phương'],
    ['José', 'Phương'],
    ['grossmann', 'Großmann'],
    ['GROSSMANN', 'Großmann'],
    ['aero sohne', 'Großmann'],
    ['office@example.com', 'Großmann'],
    ['O’Brien', 'O’Brien'],
    ["O'Brien", 'O’Brien'],
    ['obrien', 'O’Brien'],
    ['555-0142', 'Phương'],
    ['(303) 555', 'Phương'],
    ['+1 303.555.0142', 'Phương'],
    ['\u202a(720)\u00a0555-0199\u202c', 'O’Brien'],
    ['phu\0ong', 'Phương'],
  ])('%j finds %j', async (query, lastName) => {
    expect(await ofJobs(query)).toEqual([lastName])
    expect(await ofCustomers(query)).toEqual([lastName])
    expect(await ofPayments(query)).toEqual([lastName])
  })

  it('the address as it is listed, and the number as it is written', async () => {
    for (const search of [ofJobs, ofPayments]) {
      expect((await search('12 Elm St, Golden, CO 80401')).sort()).toEqual(['Großmann', 'O’Brien', 'Phương'])
      for (const [lastName, { number }] of jobs) expect(await search(`Job ${number}`)).toEqual([lastName])
    }
  })

  it('a changed name and another title at once', async () => {
    const id = jobs.get('O’Brien')?.customerId ?? ''
    const edit = { version: 1, formId: randomUUID() }
    await updateCustomer(context, { id, ...edit, ...person({ lastName: 'O’Brien', firstName: 'Zdeněk' }) })
    for (const search of [ofJobs, ofCustomers, ofPayments]) expect(await search('zdenek')).toEqual(['O’Brien'])
    const where = { orgId_id: { orgId, id: jobs.get('O’Brien')?.id ?? '' } }
    await forOrg(orgId, (tx) => tx.job.update({ where, data: { title: 'Façade' } }))
    for (const search of [ofJobs, ofPayments]) expect(await search('facade zdenek')).toEqual(['O’Brien'])
  })
})

describe('faults 21 and 45: a payment is found by each of its columns', () => {
  it.each([
    ['$1,000.00', ['Phương']],
    ['1000', ['Phương']],
    ['1,000.00', ['Phương']],
    ['$100.00', []],
    ['Visa 1111', ['Phương']],
    ['visa deck', ['Phương']],
    ['first bank', ['Großmann']],
    ['Submitted', ['Großmann']],
    ['refunded', ['O’Brien']],
    ['90234567', ['O’Brien']],
    ['by Dana Ruiz', ['O’Brien']],
    ['Nov 21, 2026, 2:14 PM', ['Phương']],
    ['11/21/2026 visa', ['Phương']],
    ['Nov 22, 2026', []],
    ['2:14', []],
  ])('%j finds %j', async (query, found) => expect(await ofPayments(query)).toEqual(found))
})

describe('fault 45: a job is found by its stage and by what is owed', () => {
  beforeAll(async () => {
    const document = async (
      lastName: string,
      kind: 'proposal' | 'agreement',
      stage: 'sent' | 'signed',
      cents: number,
    ) =>
      forOrg(orgId, async (tx) => {
        const jobId = jobs.get(lastName)?.id ?? ''
        await tx.document.create({ data: { orgId, jobId, kind, stage, totalCents: cents } })
      })
    await document('Phương', 'proposal', 'sent', 999_999)
    await document('Phương', 'agreement', 'signed', 350_000)
    await document('Großmann', 'proposal', 'sent', 77)
  })

  it.each([
    ['$3,500.00', ['Phương']],
    ['$2,500.00', ['Phương']],
    ['2500', ['Phương']],
    ['$0.77', ['Großmann']],
    ['Agreement · Signed', ['Phương']],
    ['Proposal · Sent', ['Großmann']],
    ['No proposal yet', ['O’Brien']],
  ])('%j finds %j', async (query, found) => expect(await ofJobs(query)).toEqual(found))

  it('as the list computes it', async () => {
    for (const { balance, customer } of (await listJobs(orgId)).jobs) {
      const shown = balance.overpaidCents || balance.owedCents
      if (shown > 0) expect(await ofJobs(String(shown / 100))).toContain(customer.lastName)
    }
  })
})

describe('faults 17 and 47: pages of the lists', () => {
  it('repeat no row when one is added, and end with the last page', async () => {
    context = await createOrg({ active: false })
    orgId = context.org.id
    for (let n = 0; n < 30; n++) await add(`Name ${String(n).padStart(2, '0')}`)
    const [first, firstNames] = [await listJobs(orgId), await listCustomers(orgId)]
    await add('Aaa First')
    const second = await listJobs(orgId, ALL_JOBS, first.older)
    const secondNames = await listCustomers(orgId, { after: firstNames.next })
    expect(new Set([...first.jobs, ...second.jobs].map(({ id }) => id)).size).toBe(30)
    expect(new Set([...firstNames.customers, ...secondNames.customers].map(({ id }) => id)).size).toBe(30)
    expect([second.older, secondNames.next]).toEqual([undefined, undefined])

    expect((await listJobs(orgId, ALL_JOBS, 1)).jobs).toEqual([])
    expect((await listCustomers(orgId, { after: randomUUID() })).customers).toEqual([])
  })
})

// Last: it adds jobs that the others would find.
describe('a card is found by what people call its brand', () => {
  beforeAll(async () => {
    await add('Kim', {}, 'Siding')
    await pay('Kim', { accountLabel: 'American Express', lastFour: '0005' })
    await add('Lopez', {}, 'Windows')
    await pay('Lopez', { accountLabel: 'Mastercard', lastFour: '5454' })
    await add('Moss', {}, 'Paint')
    await pay('Moss', { accountLabel: 'Discover', lastFour: '1117' })
  })
  it.each([
    ['amex', 'Kim'],
    ['Amex 0005', 'Kim'],
    ['MC', 'Lopez'],
    ['disc', 'Moss'],
  ])('%j finds %j', async (query, lastName) => expect(await ofPayments(query)).toEqual([lastName]))
})
