import { randomBytes } from 'node:crypto'
import { get } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { startChild } from '@/tools/process/children'
import { freePort } from '@/tools/process/ports'
import { readLog, stackInfo } from '@/tools/testing/stack-info'
import { browserOf } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { insertMoney } from './support/furnished'
import { look } from './support/look'

// How an installation is: staff's Status page, and what an app tells Prometheus, its proxy and its log.

test('staff read how the installation is, and it changes by itself', async ({ browser }) => {
  test.setTimeout(480_000)
  const page = await browserOf(browser, 'staff')
  await page.goto('/staff')
  await page.getByRole('link', { name: 'Status', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Status', exact: true })).toBeVisible()
  const unconfirmed = page.getByRole('region', { name: 'Unconfirmed' })
  await expect(unconfirmed).toBeVisible()
  await expect(page.getByRole('img', { name: /^Payments by hour, all companies: \d/ })).toBeVisible()
  await expect(page.getByRole('table', { name: /^Work that is due/ }).getByText('Send an email')).toBeVisible()

  // A payment that nobody knows the outcome of, of two hours ago, and a company that PaySimple hasn't answered for days.
  const org = await createOrg()
  const [payment] = await insertMoney(org, await createJob(org, 500_000))
  await withDatabase(async (client) => {
    await client.query(
      `update payment set status = 'unknown', settled_on = null, created_at = now() - interval '2 hours' where id = $1`,
      [payment],
    )
    await client.query(
      `insert into integration (org_id, endpoint, user_name, key_sealed, activated_at, updated_at)
       values ($1, 'local', 'nobody', 'sealed', now() - interval '3 days', now())
       on conflict (org_id) do update set activated_at = now() - interval '3 days'`,
      [org.id],
    )
  })
  try {
    await expect(unconfirmed.getByText(/\d, the oldest for \d+ h/).first()).toBeVisible({ timeout: 40_000 })
    await expect(page.getByText(/to look at$/)).toBeVisible()
    await expect(page.getByText(/is unconfirmed for \d+ h/)).toBeVisible()
    const row = page.getByRole('row').filter({ hasText: org.name })
    await expect(row).toContainText(/3 days ago · late/)
    // Of a company its name, and of its customers and their payments nothing.
    await expect(page.getByText(/Olivia|1111|\$\d/)).toHaveCount(0)
    await look(page, 'staff-status-late')
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { name: org.name })).toBeVisible()
  } finally {
    await withDatabase((client) =>
      client.query(`update payment set status = 'not_taken', created_at = now() where id = $1`, [payment]),
    )
    await withDatabase((client) =>
      client.query('update integration set activated_at = null where org_id = $1', [org.id]),
    )
  }
  const stranger = await browserOf(browser, 'admin')
  expect((await stranger.request.get('/staff/status')).status()).toBe(404)
})

test('what fails on a company’s page is logged with the request and the company', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  const before = readLog().length
  await withDatabase((client) => client.query('alter table limit_lock rename to gone'))
  let requestId: string | undefined
  try {
    const answer = await page.goto(`/orgs/${org.slug}/settings/limits`)
    requestId = answer?.headers()['x-request-id']
  } finally {
    await withDatabase((client) => client.query('alter table gone rename to limit_lock'))
  }
  expect(requestId).toBeTruthy()
  const entries = () =>
    readLog()
      .slice(before)
      .split('\n')
      .filter((line) => line.startsWith('app |') && line.includes(`"${requestId}"`))
      .map((line) => JSON.parse(line.slice('app | '.length)) as { level: number; orgId?: string })
  await expect.poll(() => entries().find(({ level }) => level === 50)?.orgId).toBe(org.id)
})

/** One more app on the database of this test's system, started as an operator does, with metrics. */
async function startApp() {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const { PATH, HOME, TMPDIR } = process.env
  let said = ''
  const app = startChild({
    name: 'app',
    args: ['scripts/with-deps.mjs', '--compiled', 'scripts/compiled.ts', 'app'],
    env: {
      ...{ PATH, HOME, TMPDIR, NODE_ENV: 'production', DEPLOYMENT: 'local', PORT: `${port}` },
      ...{ APP_URL: `http://localhost:${port}`, APP_DATABASE_URL: stackInfo().appDatabaseUrl },
      ...{ METRICS_PORT: `${metricsPort}`, DRAIN_SECONDS: '8', AUTH_SECRET: randomBytes(32).toString('base64url') },
      VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
    },
    onLine: (line) => {
      said += `${line}\n`
    },
  })
  // A connection each: one that is kept may be closed by the app just when it's used again.
  const ask = (path: string) =>
    new Promise<Response>((resolve, reject) => {
      get(`http://localhost:${port}${path}`, { agent: false }, (answer) => {
        const { statusCode: status = 0, headers } = answer
        const id = String(headers['x-request-id'])
        buffer(answer).then((body) => resolve(new Response(body, { status, headers: { 'x-request-id': id } })), reject)
      }).on('error', reject)
    })
  return {
    ...{ app, ask, said: () => said },
    /** The status of its answer; 0 for none. */
    statusOf: (path: string) =>
      ask(path).then(
        ({ status }) => status,
        () => 0,
      ),
    metrics: async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
  }
}

test('an app tells how it is, and ends without cutting off what is under way', async () => {
  test.setTimeout(300_000)
  const { app, ask, said, statusOf, metrics } = await startApp()
  try {
    await expect.poll(() => statusOf('/api/ready'), { timeout: 120_000 }).toBe(200)
    expect(await (await ask('/api/health')).json()).toMatchObject({ ok: true })
    expect([200, 307]).toContain(await statusOf('/orgs/some-company/jobs')) // the sign-in page, or the way to it
    const text = await metrics()
    expect(text).toMatch(/^plumbline_database_up 1$/m)
    expect(text).toMatch(/^plumbline_http_requests_total\{route="\/api\/ready",method="GET",status="2xx"\} [1-9]/m)
    expect(text).toMatch(/^plumbline_http_requests_total\{route="\/orgs\/\[org\]\/jobs",method="GET"/m)
    expect(text).toMatch(/^plumbline_queue_depth\{task="send-email"\} \d/m)
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m)
    expect(text).not.toContain('some-company')

    // What fails is logged under the request's id, which its answer has, too.
    await withDatabase((client) => client.query('alter function mail_waiting() rename to gone'))
    let failed: Response
    try {
      failed = await ask('/api/ready')
    } finally {
      await withDatabase((client) => client.query('alter function gone() rename to mail_waiting'))
    }
    expect(failed.status).toBe(503)
    const { reason, error } = await failed.json()
    expect(reason).toBe('database')
    const line = () =>
      said()
        .split('\n')
        .find((each) => each.includes(`"${error}"`)) ?? '{}'
    await expect.poll(() => JSON.parse(line()).requestId).toBe(failed.headers.get('x-request-id'))

    await withDatabase(async (client) => {
      await client.query('begin; lock table mail_server in access exclusive mode')
      const underWay = ask('/api/ready').then(
        ({ status }) => status,
        (error) => `${error}, and the app said: ${said()}`,
      )
      const isWaiting = async () =>
        (
          await client.query(
            `select 1 from pg_locks where not granted and relation = 'mail_server'::regclass
               and database = (select oid from pg_database where datname = current_database())`,
          )
        ).rowCount
      await expect.poll(isWaiting).toBeGreaterThan(0)
      process.kill(app.pid, 'SIGTERM')
      // Whoever asks before it has heard of its end waits for the table, too: each asks on its own.
      const answers = new Set<number>()
      const askAgain = () => {
        void statusOf('/api/ready').then((status) => answers.add(status))
        return [...answers]
      }
      await expect.poll(askAgain, { intervals: [50] }).toContain(503)
      expect(await statusOf('/api/health')).toBe(200) // it serves while it drains
      await expect.poll(() => statusOf('/api/health'), { timeout: 20_000, intervals: [50] }).toBe(0)
      await client.query('rollback')
      expect(await underWay).toBe(200)
    })
    expect(await app.exited).toBe('with code 0')
  } finally {
    await app.kill()
  }
})
