import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { createJob as addJob } from '@/lib/jobs/create-job'
import { createJobSchema } from '@/lib/jobs/schema'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg, insertJobs } from '@/lib/testing/fixtures'
import { listCustomers } from '@/lib/testing/listed'
import type { Customer, Prisma } from '@/prisma/generated/client'
import { findDuplicates } from './duplicates'
import { mergeCustomers, planMerge } from './merge'
import { findCustomers, getCustomer } from './queries'
import { customerSchema, customerTexts, updateCustomerSchema } from './schema'
import { updateCustomer } from './update-customer'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

async function customer(data: Partial<Prisma.CustomerUncheckedCreateInput> = {}): Promise<Customer> {
  return forOrg(orgId, (tx) => tx.customer.create({ data: { orgId, firstName: 'Dana', lastName: 'Okafor', ...data } }))
}

let number = 1000
async function jobOf({ id: customerId }: Customer): Promise<string> {
  const jobId = randomUUID()
  number += 1
  await forOrg(orgId, (tx) => insertJobs(tx, orgId, [], [{ jobId, number, customerId, totalCents: 100_000 }]))
  return jobId
}

const pay = (jobId: string, status: 'settled' | 'unknown' | 'submitting') =>
  forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId, id: randomUUID(), jobId, takenOn: 'agreement', amountCents: 10_000, status, accountLabel: 'Visa' },
        ...{ lastFour: '1111', payerName: 'D', takenById: context.user.id, takenByName: 'Ada', merchantKey: 'local:x' },
        sendBy: now(),
      },
    }),
  )

const save = ({ id: customerId }: Customer, paysimpleId: string, isDefault: boolean, merchantKey = 'local:x') =>
  forOrg(orgId, async (tx) => {
    await tx.paymentAccount.create({
      data: {
        ...{ orgId, customerId, merchantKey, paysimpleId, method: 'card', label: 'Visa', lastFour: '1111', isDefault },
        ...{ savedById: context.user.id, savedByName: 'Ada' },
      },
    })
    await tx.paySimpleCustomer.create({ data: { orgId, customerId, merchantKey, paysimpleId: `c${paysimpleId}` } })
  })

const defaultsOf = ({ id: customerId }: Customer) =>
  forOrg(orgId, (tx) =>
    tx.paymentAccount.findMany({
      where: { orgId, customerId },
      orderBy: { paysimpleId: 'asc' },
      select: { paysimpleId: true, isDefault: true },
    }),
  )

const merge = (keep: Customer, merged: Customer) => mergeCustomers(context, { keepId: keep.id, mergeId: merged.id })

describe('a merge', () => {
  it('moves jobs, saved accounts and PaySimple records, and says so before and in the audit log', async () => {
    const [keep, merged] = [await customer({ email: 'dana@example.com' }), await customer({ phone: '3035550142' })]
    await save(keep, '1', true)
    await save(merged, '2', true)
    await save(merged, '3', true, 'local:y')
    await pay(await jobOf(merged), 'settled')
    await jobOf(merged)
    expect(await forOrg(orgId, (tx) => planMerge(tx, keep, merged))).toEqual({
      ...{
        jobs: 2,
        accounts: 2,
        records: 2,
        restores: false,
        fills: ['Phone (303) 555-0142'],
        noted: [],
        problem: null,
      },
    })
    expect(await merge(keep, merged)).toBe(keep.id)
    expect(await defaultsOf(keep)).toEqual([
      { paysimpleId: '1', isDefault: true },
      { paysimpleId: '2', isDefault: false },
      { paysimpleId: '3', isDefault: true },
    ])
    const left = await forOrg(orgId, async (tx) => ({
      jobs: await tx.job.count({ where: { customerId: merged.id } }),
      accounts: await tx.paymentAccount.count({ where: { customerId: merged.id } }),
      records: await tx.paySimpleCustomer.count({ where: { customerId: merged.id } }),
      kept: await tx.job.count({ where: { customerId: keep.id } }),
      events: await tx.auditEvent.findMany({ where: { orgId }, select: { action: true, subject: true, detail: true } }),
    }))
    expect(left).toMatchObject({ jobs: 0, accounts: 0, records: 0, kept: 2 })
    expect(left.events).toEqual([
      {
        action: 'customers_merged',
        subject: 'Dana Okafor into Dana Okafor, dana@example.com',
        detail: '2 jobs, 2 saved cards and bank accounts, 2 PaySimple records',
      },
    ])
  })

  it('fills in what the one that stays lacks, and changes nothing that it has', async () => {
    const keep = await customer({ email: 'kept@example.com', city: 'Golden', notes: 'Gate code' })
    const merged = await customer({
      ...{ email: 'other@example.com', company: 'Okafor LLC', street: '12 Elm St', city: 'Denver', notes: 'Dog' },
    })
    await merge(keep, merged)
    expect(await getCustomer(orgId, keep.id)).toMatchObject({
      ...{ email: 'kept@example.com', company: 'Okafor LLC', street: null, city: 'Golden' },
      notes: 'Gate code\n\nDog\n\nMerged from Dana Okafor, Email other@example.com, Address 12 Elm St, Denver',
    })
    expect(await getCustomer(orgId, merged.id)).toMatchObject({ mergedIntoId: keep.id, email: 'other@example.com' })
  })

  it('is seen by an edit form that was open before it: nothing that moved is undone', async () => {
    const [keep, merged] = [await customer(), await customer({ email: 'dana@example.com', phone: '3035550142' })]
    const form = { ...customerTexts(keep), id: keep.id, version: keep.version, formId: randomUUID(), lastName: 'Smith' }
    await merge(keep, merged)
    const answer = await updateCustomer(context, updateCustomerSchema.parse(form))
    expect(answer).toMatchObject({
      saved: false,
      conflict: {
        version: keep.version + 1,
        differences: [
          { path: 'lastName', theirs: 'Okafor', mine: 'Smith' },
          { path: 'email', theirs: 'dana@example.com', mine: '' },
          { path: 'phone', theirs: '(303) 555-0142', mine: '' },
        ],
      },
    })
    expect(await getCustomer(orgId, keep.id)).toMatchObject({ email: 'dana@example.com', lastName: 'Okafor' })
  })

  it.each([
    ['the one that stays', now(), null, true],
    ['the other', null, now(), false],
  ])('leaves a customer in the lists where %s was archived', async (_, keptAt, mergedAt, restores) => {
    const [keep, merged] = [await customer({ archivedAt: keptAt }), await customer({ archivedAt: mergedAt })]
    expect((await forOrg(orgId, (tx) => planMerge(tx, keep, merged))).restores).toBe(restores)
    await merge(keep, merged)
    expect((await listCustomers(orgId)).customers.map(({ id }) => id)).toEqual([keep.id])
  })

  it('leaves archived what was archived of both', async () => {
    await merge(await customer({ archivedAt: now() }), await customer({ archivedAt: now() }))
    expect((await listCustomers(orgId)).customers).toEqual([])
  })

  it('keeps all that is dropped in the notes, and what it writes can be saved in the form', async () => {
    const keep = await customer({ email: 'a@example.com', phone: '3035550142', notes: 'a'.repeat(2000) })
    const merged = await customer({
      firstName: 'D.',
      email: 'b@example.com',
      phone: '3035550143',
      notes: 'b'.repeat(2000),
    })
    const plan = await forOrg(orgId, (tx) => planMerge(tx, keep, merged))
    const noted = ['Email b@example.com', 'Phone (303) 555-0143']
    expect(plan).toMatchObject({ fills: ['The notes'], noted: ['Name D. Okafor', ...noted], problem: null })
    await merge(keep, merged)
    const after = await forOrg(orgId, (tx) =>
      tx.customer.findUniqueOrThrow({ where: { orgId_id: { orgId, id: keep.id } } }),
    )
    expect(after.notes).toBe(`${keep.notes}\n\n${merged.notes}\n\nMerged from D. Okafor, ${noted.join(', ')}`)
    const form = { ...customerTexts(after), id: after.id, version: after.version, formId: randomUUID() }
    expect(updateCustomerSchema.safeParse(form).data).toMatchObject({ notes: after.notes })
    // Merged once more, what is in the notes already isn't added again.
    await merge(after, await customer({ firstName: 'D.', email: 'B@example.com', notes: 'b'.repeat(2000) }))
    expect((await getCustomer(orgId, keep.id))?.notes).toBe(after.notes)
  })

  it('says before the press that the notes of both are too long, and changes nothing', async () => {
    const [keep, merged] = [await customer({ notes: 'a'.repeat(9_000) }), await customer({ notes: 'b'.repeat(1_000) })]
    const { problem } = await forOrg(orgId, (tx) => planMerge(tx, keep, merged))
    expect(problem).toContain('10002 characters')
    await expect(merge(keep, merged)).rejects.toThrow(problem ?? '')
    expect((await getCustomer(orgId, merged.id))?.mergedIntoId).toBeNull()
  })

  it('leaves the merged one in no list, search or picker, and leads on through every earlier merge', async () => {
    const [a, b, c] = [await customer({ lastName: 'Aa' }), await customer({ lastName: 'Bb' }), await customer()]
    await merge(b, a)
    await merge(c, b)
    expect((await getCustomer(orgId, a.id))?.mergedIntoId).toBe(c.id)
    expect((await listCustomers(orgId, { archived: true })).customers).toHaveLength(1)
    expect((await listCustomers(orgId, { query: 'Aa' })).customers).toEqual([])
    expect(await findCustomers(orgId, 'Bb')).toMatchObject({ customers: [], total: 0 })
    const input = customerSchema.parse({
      ...{ firstName: 'X', lastName: 'Y', company: '', email: '', phone: '', street: '', city: '', state: '' },
      ...{ zip: '', notes: '' },
    })
    await expect(updateCustomer(context, { id: a.id, version: 1, formId: randomUUID(), ...input })).rejects.toThrow(
      'no longer exists',
    )
    // Somebody still had the form of a new job open.
    const job = createJobSchema.parse({
      ...{ id: randomUUID(), title: 'Roof', notes: '', site: { street: '', city: '', state: '', zip: '' } },
      customer: { kind: 'existing', id: a.id },
    })
    await addJob(context, job)
    expect(await forOrg(orgId, (tx) => tx.job.count({ where: { customerId: c.id } }))).toBe(1)
  })

  it.each(['unknown', 'submitting'] as const)('is refused while a payment of either is %s', async (status) => {
    const [keep, merged] = [await customer(), await customer()]
    await pay(await jobOf(keep), status)
    await expect(merge(keep, merged)).rejects.toThrow('still checking a payment')
    await expect(merge(merged, keep)).rejects.toThrow('still checking a payment')
    expect((await getCustomer(orgId, merged.id))?.mergedIntoId).toBeNull()
  })

  it('pressed twice is done once, and the other way around at the same time not at all', async () => {
    const [keep, merged] = [await customer(), await customer()]
    const both = await Promise.allSettled([merge(keep, merged), merge(keep, merged), merge(merged, keep)])
    const kept = both.filter(({ status }) => status === 'fulfilled').length
    expect([1, 2]).toContain(kept)
    expect(await forOrg(orgId, (tx) => tx.auditEvent.count({ where: { orgId } }))).toBe(1)
    expect((await listCustomers(orgId, { archived: true })).customers).toHaveLength(1)
  })

  it('is of two customers of one’s own company', async () => {
    const [own, strange] = [await customer(), await customer()]
    const other = await createOrg({ active: false })
    const attempt = mergeCustomers(other, { keepId: own.id, mergeId: strange.id })
    await expect(attempt).rejects.toThrow('no longer exists')
    await expect(merge(own, own)).rejects.toThrow('two different')
  })
})

describe('duplicates', () => {
  it('are suggested by the same email or phone, or by name and address, whatever the case', async () => {
    const one = await customer({ email: 'a_b@example.com', phone: '3035550142', street: '12 Elm St', zip: '80401' })
    const email = await customer({ firstName: 'D.', email: 'A_B@Example.com' })
    const all = await customer({ firstName: 'DANA', phone: '3035550142', street: '12 elm st', zip: '80401' })
    await customer({ email: 'axb@example.com' }) // _ is no wildcard
    await customer({ street: '12 Elm St', zip: '99999' })
    await customer({ phone: '3035550142', archivedAt: now() })
    const found = await forOrg(orgId, (tx) => findDuplicates(tx, one))
    expect(found.map(({ customer: { id }, reasons }) => [id, reasons])).toEqual([
      [email.id, ['Same email']],
      [all.id, ['Same phone', 'Same name and address']],
    ])
    expect(await forOrg(orgId, async (tx) => findDuplicates(tx, await customer()))).toEqual([])
  })
})

it('the picker knows how many there are beyond the first eight', async () => {
  for (let n = 0; n < 11; n++) await customer({ lastName: `Okafor ${n}` })
  await customer({ archivedAt: now() })
  expect(await findCustomers(orgId, 'okafor')).toMatchObject({ customers: { length: 8 }, total: 11 })
})
