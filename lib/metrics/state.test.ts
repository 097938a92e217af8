import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { queryUnscoped } from '@/lib/db'
import { log } from '@/lib/log'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, orgId, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { queryAsOwner } from '@/lib/testing/people'
import { freePort } from '@/tools/process/ports'
import { metrics } from './registry'
import { answerMetrics, serveMetrics } from './serve'
import { getInstallationState } from './state'

// How the installation is, of a database with payments, jobs and organizations, and as it is scraped.

setUpSandbox()
const servers: Server[] = []
afterEach(() => {
  vi.restoreAllMocks()
  for (const server of servers.splice(0)) server.close()
})

/** A payment of an hour ago whose outcome nobody knows. */
async function unknownPayment(): Promise<string> {
  const job = await createJob(context, 100_000)
  const input = paymentOf(job.number, 40_000)
  await sandbox.fault('POST /v4/payment', 'reset-after')
  await takePayment(context, input)
  await queryAsOwner(`update payment set created_at = now() - interval '1 hour' where id = $1`, [input.paymentId])
  return input.paymentId
}

const addJob = (task: string, how: string) =>
  queryAsOwner(
    `select graphile_worker.add_job($1, '{}', run_at => now() ${how}, max_attempts => 3, job_key => $2::text)`,
    [task, randomUUID()],
  )

test('unconfirmed payments are counted with the age of the oldest', async () => {
  const before = (await getInstallationState()).unconfirmed
  await unknownPayment()
  const { payment, reversal } = (await getInstallationState()).unconfirmed
  expect(payment.count).toBe(before.payment.count + 1)
  expect(payment.seconds).toBeGreaterThanOrEqual(3_600)
  expect(payment.seconds).toBeLessThan(3_700 + before.payment.seconds)
  expect(reversal).toEqual(before.reversal)
})

test('the queue is counted by task: what is due, for how long, and what nobody tries again', async () => {
  const task = `task-${randomUUID().slice(0, 8)}`
  await addJob(task, `- interval '2 minutes'`)
  await addJob(task, `- interval '10 minutes'`)
  await addJob(task, `+ interval '1 hour'`) // not due yet
  await addJob(task, `- interval '1 day'`)
  await queryAsOwner(
    `update graphile_worker._private_jobs job set attempts = 3 from graphile_worker._private_tasks task
     where task.id = job.task_id and task.identifier = $1 and job.run_at < now() - interval '1 hour'`,
    [task],
  )
  const found = (await getInstallationState()).queue.get(task)
  expect(found).toMatchObject({ count: 2, givenUp: 1 })
  expect(found?.seconds).toBeGreaterThanOrEqual(600)
  expect(found?.seconds).toBeLessThan(700)
})

test('each active organization has its lag: since its last whole comparison, or since it is active', async () => {
  const other = await createOrg({ active: false })
  await queryAsOwner(`update integration set activated_at = now() - interval '30 minutes' where org_id = $1`, [orgId])
  const fresh = (await getInstallationState()).sync
  expect(fresh.get(orgId)?.seconds).toBeGreaterThanOrEqual(1_800)
  expect(fresh.get(orgId)?.failures).toBe(0)
  expect(fresh.has(other.org.id)).toBe(false)

  await queryAsOwner(
    `insert into org_sync (org_id, merchant_key, completed_at, failures, updated_at)
     select org_id, endpoint || ':' || user_name, now() - interval '5 minutes', 2, now() from integration where org_id = $1
     on conflict (org_id, merchant_key) do update set completed_at = excluded.completed_at, failures = 2`,
    [orgId],
  )
  const compared = (await getInstallationState()).sync.get(orgId)
  expect(compared?.failures).toBe(2)
  expect(compared?.seconds).toBeGreaterThanOrEqual(300)
  expect(compared?.seconds).toBeLessThan(400)
})

test('mail tells for how long the server can’t be used', async () => {
  await queryAsOwner(`update mail_server set failing_since = now() - interval '2 minutes'`)
  try {
    const { mail } = await getInstallationState()
    expect(mail.failingSeconds).toBeGreaterThanOrEqual(120)
    expect(mail.failingSeconds).toBeLessThan(180)
  } finally {
    await queryAsOwner('update mail_server set failing_since = null')
  }
  expect((await getInstallationState()).mail.failingSeconds).toBeNull()
})

test.each(['installation_state', 'installation_day'])('%s tells nobody but the system', async (name) => {
  await expect(queryUnscoped(`outside ${name}`, `select * from public.${name}()`, [])).rejects.toThrow(
    'Only the system looks at the whole installation',
  )
})

/** What a scraper gets from a server that answers with this. */
async function scrape(listener: Parameters<typeof createServer>[1], path = '/metrics', method = 'GET') {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

test('a scrape has what this process counted and how the installation is, and names nobody', async () => {
  const paymentId = await unknownPayment()
  const { status, type, text } = await scrape(answerMetrics())
  expect({ status, type }).toEqual({ status: 200, type: 'text/plain; version=0.0.4; charset=utf-8' })
  expect(text).toMatch(/^plumbline_database_up 1$/m)
  expect(text).toMatch(/^plumbline_unconfirmed\{kind="payment"\} [1-9]/m)
  expect(text).toMatch(/^plumbline_unconfirmed_oldest_seconds\{kind="payment"\} \d{4}/m)
  expect(text).toMatch(new RegExp(`^plumbline_sync_lag_seconds\\{org="${orgId}"\\} \\d`, 'm'))
  expect(text).toMatch(/^plumbline_queue_depth\{task="reconcile-payment"\} \d/m)
  expect(text).toMatch(/^plumbline_payments_total\{outcome="unknown"\} [1-9]/m)
  expect(text).toMatch(/^plumbline_paysimple_calls_total\{operation="POST \/v4\/payment",outcome="no_answer"\} [1-9]/m)
  for (const secret of [context.org.name, context.org.slug, context.user.email, paymentId, 'Olivia', 'sandbox-key'])
    expect(text).not.toContain(secret)
})

test('without the database a scrape still has what this process counted', async () => {
  const written = vi.spyOn(log, 'error').mockImplementation(() => {})
  metrics().payments.labels('authorized').inc(0)
  for (const read of [() => Promise.reject(new Error('down')), () => new Promise<never>(() => {})]) {
    const { status, text } = await scrape(answerMetrics(read, 50))
    expect(status).toBe(200)
    expect(text).toMatch(/^plumbline_database_up 0$/m)
    expect(text).toContain('plumbline_payments_total{outcome="authorized"}')
    expect(text).not.toContain('plumbline_queue_depth')
  }
  expect(written).toHaveBeenCalledTimes(1)
})

test('nothing but /metrics is answered', async () => {
  expect((await scrape(answerMetrics(), '/')).status).toBe(404)
  expect((await scrape(answerMetrics(), '/metrics/x')).status).toBe(404)
  expect((await scrape(answerMetrics(), '/metrics', 'POST')).status).toBe(405)
})

test('a port that is taken is said in words; without one nothing is served', async () => {
  expect(await serveMetrics(undefined, '127.0.0.1')).toBeUndefined()
  const port = await freePort()
  const server = await serveMetrics(port, '127.0.0.1')
  if (server) servers.push(server)
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  expect(text).toMatch(/^process_resident_memory_bytes \d/m)
  await expect(serveMetrics(port, '127.0.0.1')).rejects.toThrow(`METRICS_PORT ${port} is taken at 127.0.0.1.`)
})
