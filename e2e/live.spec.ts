import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { killWorker, readLog, stackInfo, startWorker } from '@/tools/testing/stack-info'
import {
  atTheTable,
  browserOf,
  complete,
  createCompany,
  fillDialog,
  openDialog,
  openPaymentSection,
} from './support/app'
import { createJob, syncNow, withDatabase } from './support/data'
import { openPaymentPage, stateOf, typedVoid, voidElsewhere } from './support/payments'
import { advanceDays, clearFaults, fault } from './support/sandbox'

test.afterEach(() => clearFaults())

const shows = (section: Locator, status: string) => section.getByText(status, { exact: true }).filter({ visible: true })

/** Notes every time a page is loaded again, which must not happen. */
function countLoads(page: Page): () => number {
  let loads = 0
  page.on('load', () => loads++)
  return () => loads
}

/** Until the page has its connection. */
const live = (page: Page, slug: string) =>
  page.waitForResponse((response) => response.url().endsWith(`/api/live/${slug}`) && response.ok())

/** Until the page has read what it had to catch up with: a reading that breaks makes the browser load the page again. */
const caughtUp = (page: Page) =>
  page.waitForFunction(() => {
    const readings = performance.getEntriesByType('resource').filter(({ name }) => name.includes('_rsc='))
    const last = Math.max(0, ...readings.map((entry) => entry.startTime + entry.duration))
    return performance.now() - last > 1_500
  })

/** Cuts a page's connection, or restores it. The browser does not always tell a page of what is only emulated. */
async function connect(page: Page, online: boolean) {
  await page.context().setOffline(!online)
  await page.evaluate((event) => window.dispatchEvent(new Event(event)), online ? 'online' : 'offline')
}

/** The Information tab of a job on somebody's tablet, live. */
async function tablet(browser: Browser, person: 'admin' | 'contractor' | 'bookkeeper', slug: string, number: number) {
  const page = await browserOf(browser, person)
  const connected = live(page, slug)
  const section = await openPaymentSection(page, slug, { id: '', number })
  await connected
  return { page, section, loads: countLoads(page) }
}

test('two tablets on one job: a payment, and its outcome, appears on both by itself', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  const one = await tablet(browser, 'bookkeeper', company.slug, job.number)
  const two = await tablet(browser, 'admin', company.slug, job.number)

  await test.step('a payment taken on a third one', async () => {
    await fillDialog(dialog, { amount: '2,000.00' })
    await complete(dialog)
    await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
    for (const { section } of [one, two]) {
      await expect(shows(section, 'Authorized')).toHaveCount(1)
      await expect(section.getByText('$3,000.00').first()).toBeVisible() // owed
    }
  })

  await test.step('what another page shows around it is not older than the page', async () => {
    await two.page.getByRole('link', { name: 'Agreement', exact: true }).click()
    await expect(two.page.getByText('$3,000.00').first()).toBeVisible()
    await two.page.getByRole('link', { name: 'Information', exact: true }).click()
    await expect(two.page.getByText('$3,000.00').first()).toBeVisible()
  })

  await test.step('who closes the dialog sees what is owed now, and so does the Agreement tab beside it', async () => {
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('$3,000.00').first()).toBeVisible()
  })

  await test.step('what the worker finds out at PaySimple: it has settled', async () => {
    await advanceDays(1)
    await syncNow(company)
    for (const { section } of [one, two]) await expect(shows(section, 'Settled')).toHaveCount(1)
  })
  expect([one.loads(), two.loads()]).toEqual([0, 0])
})

test('a connection that was lost is said, comes back by itself, and what was missed is there', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const away = await tablet(browser, 'bookkeeper', company.slug, job.number)
  await expect(away.section.getByText('No payments yet')).toBeVisible()
  await caughtUp(away.page)
  await connect(away.page, false)

  const contractor = await browserOf(browser, 'contractor')
  const dialog = await openDialog(contractor, company.slug, job)
  await fillDialog(dialog, { amount: '2,000.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$[\d,.]+ on/ })).toBeVisible()
  await expect(away.section.getByText('May be out of date')).toBeVisible({ timeout: 15_000 })
  await expect(away.section.getByText('No payments yet')).toBeVisible()

  await connect(away.page, true)
  await expect(shows(away.section, 'Authorized')).toHaveCount(1)
  await expect(away.section.getByText('May be out of date')).toHaveCount(0)
  expect(away.loads()).toBe(0)
})

test('the listening connection is cut: pages catch up all the same', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const { section, loads } = await tablet(browser, 'bookkeeper', company.slug, job.number)
  await expect(section.getByText('No payments yet')).toBeVisible()
  await withDatabase(async (client) => {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'plumbline live'`,
    )
    expect(rowCount).toBe(1) // one for the whole app
  })
  const contractor = await browserOf(browser, 'contractor')
  const dialog = await openDialog(contractor, company.slug, job)
  await fillDialog(dialog)
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$[\d,.]+ on/ })).toBeVisible()
  await expect(shows(section, 'Authorized')).toHaveCount(1)
  expect(loads()).toBe(0)
})

/** From here no timer of the page ends: what it shows it can only have been told. */
async function stopTimers(page: Page) {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 40_000) // less than the silence after which a page connects again
}

/** A payment of $4,000.00 whose answer from PaySimple is lost, and the job on a second tablet. */
async function unconfirmed(browser: Browser) {
  const { company, job, page, dialog } = await atTheTable(browser, 400_000)
  const { section } = await tablet(browser, 'bookkeeper', company.slug, job.number)
  await fault('POST /v4/payment', 'reset-after')
  await fillDialog(dialog)
  return {
    page,
    section,
    press: async () => {
      await complete(dialog)
      await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
    },
    charged: dialog.getByRole('heading', { name: /^\$4,000\.00/ }),
  }
}

test('the dialog of an unconfirmed payment is told the outcome as soon as it is recorded', async ({ browser }) => {
  const { page, section, press, charged } = await unconfirmed(browser)
  await press()
  await stopTimers(page)
  await expect(shows(section, 'Authorized')).toHaveCount(1)
  await expect(charged).toBeVisible()
})

test('an outcome that is recorded while the dialog reads the status is not missed', async ({ browser }) => {
  const { page, section, press, charged } = await unconfirmed(browser)
  await killWorker()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const read = new Promise<void>((resolve) => {
    void page.route('**/payments/*/status', async (route) => {
      const response = await route.fetch()
      resolve()
      await held
      await route.fulfill({ response })
    })
  })
  await press()
  await read
  await stopTimers(page)
  await startWorker()
  await expect(shows(section, 'Authorized')).toHaveCount(1)
  release()
  await expect(charged).toBeVisible()
})

test('the stream is for members who may read, comes at once and uncompressed', async ({ browser }) => {
  const company = await createCompany(browser)
  const url = `${stackInfo().appUrl}/api/live/${company.slug}`
  const ask = async (person: 'admin' | 'staff' | null) => {
    const cookies = person ? await (await browserOf(browser, person)).context().cookies() : []
    const stopped = new AbortController()
    const response = await fetch(url, {
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        'accept-encoding': 'gzip, br',
      },
      signal: stopped.signal,
    })
    const first = await response.body?.getReader().read()
    stopped.abort()
    return { status: response.status, headers: response.headers, first: new TextDecoder().decode(first?.value) }
  }
  const member = await ask('admin')
  expect(member.status).toBe(200)
  expect(member.headers.get('content-type')).toContain('text/event-stream')
  expect(member.headers.get('cache-control')).toBe('no-store, no-transform')
  expect(member.headers.get('x-accel-buffering')).toBe('no')
  expect(member.headers.get('content-encoding')).toBeNull()
  expect(member.first).toContain(': open')

  await withDatabase(async (client) => {
    await client.query(`select set_config('app.leaves_no_owner', 'on', false)`)
    await client.query('delete from membership where org_id = $1', [company.id])
  })
  expect((await ask('admin')).status).toBe(404)
  expect((await ask('staff')).status).toBe(404)
  expect((await ask(null)).status).toBe(401)
  expect(readLog()).not.toContain('postgresql://')
})

test('a dialog that says authorized says so no longer when the payment is voided on another tablet', async ({
  browser,
}) => {
  const { company, job, page, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  await voidElsewhere(browser, company.slug, job, '$2,000.00')
  await expect(dialog.getByRole('heading', { name: 'The customer isn’t charged' })).toBeVisible()
  await expect(dialog.getByRole('status')).toContainText('The customer isn’t charged.')
  await expect(dialog.getByText(/was not charged|still there/i)).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: 'Try again' })).toHaveCount(0)
  await dialog.getByRole('link', { name: 'See the payment' }).click()
  await expect(stateOf(page)).toHaveText('Voided')
})

test('a dialog that says authorized says that the money went back when the payment is refunded on another tablet', async ({
  browser,
}) => {
  const { company, job, dialog } = await atTheTable(browser, 500_000)
  await fillDialog(dialog, { amount: '2,000.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$2,000\.00/ })).toBeVisible()
  const admin = await browserOf(browser, 'admin')
  await openPaymentPage(admin, company.slug, job)
  await advanceDays(2)
  await syncNow(company)
  await expect(stateOf(admin)).toHaveText('Settled')
  await admin.getByRole('button', { name: 'Refund' }).click()
  await admin.getByRole('dialog').getByRole('button', { name: 'Refund $2,000.00' }).click()
  await expect(admin.getByRole('dialog').getByRole('heading', { name: 'Refunded' })).toBeVisible()
  await expect(dialog.getByRole('heading', { name: 'The money went back to the customer' })).toBeVisible()
  await expect(dialog.getByText(/not charged|not taken/i)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(dialog).toHaveCount(0)
})

/** The dialog of a void that arrives and is done while the connection breaks: only its answer does not come back. */
async function voidThatBreaksOff(browser: Browser) {
  const { page, dialog } = await typedVoid(browser)
  await page.route('**/payments/**', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await connect(page, false)
    await route.abort('connectionreset')
  })
  const loads = countLoads(page)
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await expect(dialog.getByRole('heading', { name: 'The connection broke' })).toBeVisible()
  return { page, dialog, loads }
}

test('a void that breaks off with the connection keeps its dialog, and is shown when the connection is back', async ({
  browser,
}) => {
  const { page, dialog, loads } = await voidThatBreaksOff(browser)
  await connect(page, true)
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  expect(loads()).toBe(0)
})

test('a void that broke off but was done is not offered again in the dialog that was opened again', async ({
  browser,
}) => {
  const { page, dialog, loads } = await voidThatBreaksOff(browser)
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Void this payment' }).click()
  await expect(dialog.getByLabel(/^Why/)).toHaveValue('Wrong job')
  await connect(page, true)
  await expect(dialog).toContainText('Voided') // a failure then tells what it says instead
  await expect(dialog.getByRole('heading', { name: 'Voided' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('button', { name: 'Void this payment' })).toHaveCount(0)
  expect(loads()).toBe(0)
})
