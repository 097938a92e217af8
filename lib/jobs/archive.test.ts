import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { findCustomers } from '@/lib/customers/queries'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { listCustomers, listJobs } from '@/lib/testing/listed'
import { archiveCustomer, archiveJob, restoreCustomer, restoreJob } from './archive'
import { ALL_JOBS } from './filters'
import { getJob } from './queries'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const listed = async (query: string, archived = false) =>
  (await listJobs(orgId, { ...ALL_JOBS, query, archived })).jobs.map(({ number }) => number)

const pay = (jobId: string, amountCents: number, status: 'settled' | 'unknown') =>
  forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        ...{ orgId, id: randomUUID(), jobId, takenOn: 'agreement', amountCents, status, accountLabel: 'Visa' },
        ...{ lastFour: '1111', payerName: 'D', takenById: context.user.id, takenByName: 'Ada', merchantKey: 'local:x' },
        sendBy: now(),
      },
    }),
  )

/** The question that an attempt is answered with. */
const questionOf = async (attempt: Promise<void>): Promise<string> => {
  const error = await attempt.catch((reason: { fields: { sure: string } }) => reason)
  return error?.fields.sure ?? ''
}

describe('a job', () => {
  it('leaves the list and comes back, and a search finds it all the time', async () => {
    const job = await createJob(context, 100_000)
    await pay(job.id, 100_000, 'settled')
    await archiveJob(context, { id: job.id, sure: null })
    await archiveJob(context, { id: job.id, sure: null })
    expect(await listed('')).not.toContain(job.number)
    expect(await listed('', true)).toContain(job.number)
    expect(await listed(String(job.number))).toEqual([job.number])
    expect(await getJob(orgId, String(job.number))).toMatchObject({ balance: { paidCents: 100_000 } })
    await restoreJob(context, { id: job.id })
    expect(await listed('')).toContain(job.number)
    const events = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId }, orderBy: { id: 'asc' } }))
    expect(events.map(({ action, subject }) => [action, subject])).toEqual([
      ['job_archived', `Job ${job.number}, New roof`],
      ['job_restored', `Job ${job.number}, New roof`],
    ])
  })

  it('that is owed money asks first, each time that what is owed is another amount', async () => {
    const job = await createJob(context, 100_000)
    const question = await questionOf(archiveJob(context, { id: job.id, sure: null }))
    expect(question).toMatch(/^The customer still owes \$1,000\.00 on this job\./)
    await pay(job.id, 40_000, 'settled')
    const other = await questionOf(archiveJob(context, { id: job.id, sure: question }))
    expect(other).toMatch(/^The customer still owes \$600\.00/)
    await archiveJob(context, { id: job.id, sure: other })
    expect(await listed('')).not.toContain(job.number)
  })

  it('with a payment that is not decided asks first', async () => {
    const job = await createJob(context, 50_000)
    await pay(job.id, 50_000, 'unknown')
    expect(await questionOf(archiveJob(context, { id: job.id, sure: null }))).toMatch(
      /^Plumbline is still checking \$500\.00 on this job\./,
    )
  })

  it('of another company is not there', async () => {
    const job = await createJob(context, 50_000)
    const other = await createOrg({ active: false })
    await expect(archiveJob(other, { id: job.id, sure: null })).rejects.toThrow('no longer exists')
    await expect(restoreJob(other, { id: job.id })).rejects.toThrow('no longer exists')
  })
})

describe('a customer', () => {
  it('leaves list and picker, is found by a search, and comes back', async () => {
    const job = await createJob(context, 70_000)
    const { customer } = (await getJob(orgId, String(job.number))) ?? {}
    const id = customer?.id ?? ''
    await forOrg(orgId, (tx) =>
      tx.customer.update({ where: { orgId_id: { orgId, id } }, data: { lastName: 'Archivable' } }),
    )
    const question = await questionOf(archiveCustomer(context, { id, sure: null }))
    expect(question).toMatch(/^The customer still owes \$700\.00 on this customer’s jobs\./)
    await archiveCustomer(context, { id, sure: question })
    const ids = async (query: string, archived = false) =>
      (await listCustomers(orgId, { query, archived })).customers.map((each) => each.id)
    expect(await ids('')).not.toContain(id)
    expect(await ids('', true)).toContain(id)
    expect(await ids('archivable')).toEqual([id])
    expect(await findCustomers(orgId, 'archivable')).toMatchObject({ customers: [], total: 0 })
    expect(await listed('')).toContain(job.number)
    await restoreCustomer(context, { id })
    expect(await ids('')).toContain(id)
    expect(await findCustomers(orgId, 'archivable')).toMatchObject({ customers: { length: 1 }, total: 1 })
  })
})
