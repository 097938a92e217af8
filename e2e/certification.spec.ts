import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { stackFolder } from '../tools/testing/stack-info'
import { browserOf } from './support/app'

// The staff's page for the report of `npm run certify`. The stack of the tests looks for it in a folder of its own.

const FOLDER = path.join(stackFolder(), 'certify')
const PAGE = '/staff/certification'
const REPORT = `${PAGE}/report`
const DOT = 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs='

function writeReport() {
  mkdirSync(FOLDER, { recursive: true })
  const results = [
    { verdict: 'passed', comeBackOn: null },
    { verdict: 'passed', comeBackOn: null },
    { verdict: 'come back', comeBackOn: '2026-11-24' },
  ]
  const facts = { madeAt: '2026-11-22T17:05:00.000Z', endpoint: 'https://sandbox-api.paysimple.com', user: 'APIUser7' }
  writeFileSync(path.join(FOLDER, 'report.json'), JSON.stringify({ ...facts, rehearsal: false, results }))
  const html = `<!doctype html><title>The report</title><style>h1 { color: rgb(1, 2, 3) }</style>
    <h1>Fifteen exercises</h1><img src="${DOT}" alt="a dot"><script>document.title = 'a script ran'</script>`
  writeFileSync(path.join(FOLDER, 'report.html'), html)
}

test.beforeEach(() => rmSync(FOLDER, { recursive: true, force: true }))
test.afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

test('staff are told how a report is made, and open the latest one', async ({ browser }) => {
  const page = await browserOf(browser, 'staff')
  await page.goto('/staff')
  await page.getByRole('link', { name: 'Certification' }).click()
  await expect(page.getByText('No report yet')).toBeVisible()
  await expect(page.getByText('npm run certify')).toBeVisible()
  expect((await page.request.get(REPORT)).status()).toBe(404)

  writeReport()
  await page.reload()
  await expect(page.getByText('2 passed, 1 to finish later')).toBeVisible()
  await expect(page.getByText('Nov 22, 2026, 5:05 PM UTC')).toBeVisible()
  await expect(page.getByText('https://sandbox-api.paysimple.com')).toBeVisible()
  await expect(page.getByText('On Nov 24, 2026 or later')).toBeVisible()

  const opened = page.waitForEvent('popup')
  await page.getByRole('link', { name: 'Open the report' }).click()
  const report = await opened
  await expect(report.getByRole('heading', { name: 'Fifteen exercises' })).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect(report.getByAltText('a dot')).toHaveJSProperty('naturalWidth', 1)
  await expect(report).toHaveTitle('The report')
})

test('the report may load and run nothing, and nobody else learns of it', async ({ browser }) => {
  writeReport()
  const { request } = await browserOf(browser, 'staff')
  const answer = await request.get(REPORT)
  expect(answer.status()).toBe(200)
  const headers = answer.headersArray().filter(({ name }) => name.toLowerCase() === 'content-security-policy')
  expect(headers.map(({ value }) => value)).toEqual([
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ])
  expect(answer.headers()['cache-control']).toContain('no-store')

  for (const person of ['admin', 'contractor', 'bookkeeper'] as const) {
    const other = await browserOf(browser, person)
    for (const path of [PAGE, REPORT]) {
      const found = await other.request.get(path)
      expect([person, path, found.status()]).toEqual([person, path, 404])
      expect(await found.text()).not.toContain('Fifteen')
    }
  }
  const nobody = await browser.newPage()
  expect((await nobody.request.get(REPORT)).status()).toBe(404)
  await nobody.goto(PAGE)
  await expect(nobody).toHaveURL(/\/sign-in/)
})
