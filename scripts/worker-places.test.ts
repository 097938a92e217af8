import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { taken } from '@/lib/testing/payments'
import { PLACES } from '@/lib/worker/tasks'
import { startChild } from '../tools/process/children'
import { until } from '../tools/process/wait'
import { programArguments } from '../tools/stack/programs'

setUpSandbox()

const db = new pg.Client({ connectionString: process.env.DATABASE_URL })
let server: MailServer
beforeAll(async () => {
  await db.connect()
  server = await startMailServer()
})
afterAll(async () => {
  await server.stop()
  await db.end()
})

const AMOUNTS = { totalCents: 1_000_000, amountCents: 150_000 }

const startWorker = async () =>
  startChild({
    name: 'worker',
    args: (await programArguments()).worker,
    env: {
      ...process.env,
      ...{ LOG_LEVEL: 'error', SMTP_URL: server.url },
    },
    onLine: () => {},
  })

/** Receipts of one payment, each with its job as the version of November 28 queued it. */
async function queueReceipts(many: number): Promise<void> {
  const { id: paymentId } = await taken(AMOUNTS)
  const copyOfId = randomUUID()
  const data = Array.from({ length: many }, () => ({
    ...{ orgId, paymentId, copyOfId, kind: 'receipt' as const, to: 'olivia@example.com' },
  }))
  const emails = await forOrg(orgId, (tx) => tx.email.createManyAndReturn({ data, select: { id: true } }))
  for (const { id } of emails)
    await db.query(
      `select graphile_worker.add_job('send-email', $1, job_key => $2, max_attempts => 14, priority => 20)`,
      [JSON.stringify({ orgId, emailId: id }), `email:${id}`],
    )
}

const underWay = async () =>
  (await db.query(`select 1 from graphile_worker.jobs where task_identifier = 'send-email' and locked_at is not null`))
    .rowCount
const emailStates = async () =>
  (await db.query('select status, count(*)::int as many from email group by 1 order by 2')).rows

test('fault 37: receipts that hang keep no charge unconfirmed, and a worker told to end breaks them off', async () => {
  server.behave({ banner: 'hang' })
  await queueReceipts(PLACES.money + PLACES.mail)
  const worker = await startWorker()
  try {
    await worker.says(/worker ready/)
    await until(async () => (await underWay()) === PLACES.mail, { what: 'all places of mail to be taken' })
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const { id, status } = await taken(AMOUNTS, { receiptEmail: '' })
    expect(status).toBe('unknown')
    await until(async () => (await rowOf(id)).status === 'authorized', { what: 'the payment to be decided' })
    expect(await underWay()).toBe(PLACES.mail)
  } finally {
    await worker.stop()
  }
  expect(await worker.exited).not.toContain('SIGKILL')
  const rest = PLACES.money + 2 // the payment's own receipt and its owner's notice of the credentials among them
  expect(await emailStates()).toEqual([
    { status: 'retrying', many: PLACES.mail },
    { status: 'queued', many: rest },
  ])
  expect((await db.query('select 1 from email where claimed_until is not null')).rowCount).toBe(0)

  server.behave({})
  await db.query(`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs
    where task_identifier = 'send-email'), run_at => now())`)
  const next = await startWorker()
  try {
    const areSent = async () => (await emailStates()).every(({ status }) => status === 'sent')
    await until(areSent, { what: 'the receipts', timeoutMs: 120_000 })
  } finally {
    await next.stop()
  }
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(server.received.length)
  expect(server.received).toHaveLength(PLACES.mail + rest)
})
