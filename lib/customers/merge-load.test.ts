import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { archiveCustomer, archiveJob } from '@/lib/jobs/archive'
import { updateJob } from '@/lib/jobs/update-job'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { createOrg, insertJobs } from '@/lib/testing/fixtures'
import { recordOf } from '@/lib/testing/recorded'
import { mergeCustomers } from './merge'
import { updateCustomer } from './update-customer'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

/** How many deadlocks the database has had. Connections tell it when they end, so those of the app are ended. */
async function deadlocks(): Promise<number> {
  const others = 'datname = current_database() and pid <> pg_backend_pid()'
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where ${others}`)
  const left = async () => (await owner.query(`select 1 from pg_stat_activity where ${others}`)).rowCount
  await expect.poll(left).toBe(0)
  await owner.query('select pg_stat_clear_snapshot()')
  const { rows } = await owner.query('select deadlocks from pg_stat_database where datname = current_database()')
  return Number(rows[0].deadlocks)
}

it('merges, edits, payments and archiving of the same customers at once wait for each other, in one order', async () => {
  const context = await createOrg({ active: false })
  const orgId = context.org.id
  const before = await deadlocks()
  for (let round = 0; round < 6; round++) {
    const [a, b] = [randomUUID(), randomUUID()]
    const jobs = Array.from({ length: 12 }, (_, at) => ({
      ...{ jobId: randomUUID(), number: 2000 + round * 100 + at, customerId: at % 2 ? a : b, totalCents: 1_000_000 },
    }))
    const customers = [a, b].map((customerId) => ({ customerId, lastName: `${round}` }))
    const payments = jobs.map(({ jobId }) => ({
      ...{ orgId, id: randomUUID(), jobId, takenOn: 'agreement' as const, amountCents: 10_000, accountLabel: 'Visa' },
      ...{ lastFour: '1111', payerName: 'D', takenById: context.user.id, takenByName: 'Ada', merchantKey: 'local:x' },
      ...{ sendBy: now(), status: 'authorized' as const },
    }))
    await forOrg(orgId, async (tx) => {
      await insertJobs(tx, orgId, customers, jobs)
      await tx.payment.createMany({ data: payments })
    })
    const none = {
      company: null,
      email: null,
      phone: null,
      notes: null,
      street: null,
      city: null,
      state: null,
      zip: null,
    }
    const edit = { version: 1, formId: randomUUID() }
    const site = { street: null, city: null, state: null, zip: null }
    await Promise.allSettled([
      mergeCustomers(context, { keepId: a, mergeId: b }),
      mergeCustomers(context, { keepId: b, mergeId: a }),
      ...[a, b].map((id) =>
        updateCustomer(context, { ...edit, ...none, id, firstName: 'New', lastName: id.slice(0, 8) }),
      ),
      ...jobs.flatMap(({ jobId: id, number }) => [
        recordPayment(context, recordOf(number, 1_000)),
        updateJob(context, {
          ...edit,
          id,
          site,
          title: `Deck ${number}`,
          notes: null,
          contactEmail: null,
          contactPhone: null,
        }),
        archiveJob(context, { id, sure: null }),
      ]),
      ...payments.map(({ id }) => recordOutcome(orgId, id, { status: 'settled' }, 'sync')),
      archiveCustomer(context, { id: b, sure: null }),
    ])
  }
  expect((await deadlocks()) - before).toBe(0)
})
