import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { enqueue, type Job } from './enqueue'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const orgId = randomUUID()
const [SOON, LATER] = [new Date('2099-01-01T00:00:00Z'), new Date('2099-02-01T00:00:00Z')]

const job = (jobKey: string, changes: Partial<Job> = {}) =>
  ({ task: 'sync-org', payload: { orgId }, jobKey, runAt: SOON, ...changes }) as Job

const add = (...jobs: Job[]) => forOrg(orgId, (tx) => enqueue(tx, jobs))

/** What waits under keys that begin so, in the order of their keys. */
async function waiting(prefix: string) {
  const { rows } = await owner.query(
    `select key, task_identifier as task, run_at as "runAt", max_attempts as tries, priority
       from graphile_worker.jobs where key like $1 order by key`,
    [`${prefix}%`],
  )
  return rows
}

it('adds all jobs of a call, each with its own time, tries and priority', async () => {
  const prefix = randomUUID()
  const [one, two] = [`${prefix}:1`, `${prefix}:2`]
  await add(job(two, { runAt: LATER, maxAttempts: 14, priority: 20, keepTime: true }), job(one))
  expect(await waiting(prefix)).toEqual([
    { key: one, task: 'sync-org', runAt: SOON, tries: 25, priority: 0 },
    { key: two, task: 'sync-org', runAt: LATER, tries: 14, priority: 20 },
  ])
})

it('replaces the job that waits under a key, and lets it keep its time where that is asked', async () => {
  const prefix = randomUUID()
  const [moved, kept] = [`${prefix}:1`, `${prefix}:2`]
  await add(job(moved), job(kept))
  await add(job(moved, { runAt: LATER }), job(kept, { runAt: LATER, keepTime: true, priority: 10 }))
  expect(await waiting(prefix)).toMatchObject([
    { key: moved, runAt: LATER },
    { key: kept, runAt: SOON, priority: 10 },
  ])
})

it('adds the last of several jobs of one key', async () => {
  const prefix = randomUUID()
  await add(job(prefix), job(prefix, { runAt: LATER, keepTime: true }))
  expect(await waiting(prefix)).toMatchObject([{ key: prefix, runAt: LATER }])
})

it('adds nothing when the transaction fails', async () => {
  const prefix = randomUUID()
  const failing = forOrg(orgId, async (tx) => {
    await enqueue(tx, [job(prefix)])
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await waiting(prefix)).toEqual([])
})
