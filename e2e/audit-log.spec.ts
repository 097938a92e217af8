import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { browserOf, signIn } from './support/app'
import { createOrg } from './support/data'
import { look } from './support/look'
import { openPage } from './support/pages'
import { takenPayment } from './support/payments'

const entry = (page: Page, what: string) => page.getByRole('row').filter({ hasText: what })

test('the log has who took, changed and signed in, from where, for owners and admins, and on paper', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const { company, job } = await takenPayment(browser)
  const admin = await openPage(browser)
  await signIn(admin, 'admin@demo.test') // as a member of this company
  const path = `/orgs/${company.slug}/settings/audit`
  await admin.goto(`/orgs/${company.slug}/jobs/${job.number}/edit`)
  await admin.getByLabel('Title').fill('New roof and gutters')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.waitForURL(/information/)

  await admin.goto(path)
  const taken = entry(admin, 'Took a payment')
  await expect(taken).toContainText('Marco Reyes')
  await expect(taken).toContainText('$1,500.00')
  await expect(taken).toContainText(/127\.0\.0\.1|::1/)
  await expect(entry(admin, 'Changed a job')).toContainText('Changed title')
  await expect(entry(admin, 'Entered the PaySimple credentials')).toContainText('Dana Whitfield')
  await expect(entry(admin, 'Added a member').filter({ hasText: 'Marco Reyes' })).toContainText('contractor')
  await look(admin, 'audit-log')
  await taken.getByRole('link', { name: 'Show the payment' }).click()
  await expect(admin.getByRole('heading', { name: 'What happened' })).toBeVisible()

  await admin.goto(path)
  await admin.getByLabel('Kind').selectOption('Sign-ins, team and security')
  await expect(taken).toHaveCount(0)
  await expect(entry(admin, 'Signed in').first()).toBeVisible()

  const downloading = admin.waitForEvent('download')
  await admin.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(new RegExp(`^log-${company.slug}-to-\\d{4}-\\d\\d-\\d\\d\\.csv$`))
  const rows: Record<string, string>[] = parse(readFileSync(await download.path()), { bom: true, columns: true })
  const charge = rows.find(({ What }) => What === 'Took a payment')
  expect(charge).toMatchObject({ Who: 'Marco Reyes', Kind: 'Payments', Detail: '$1,500.00 · Authorized' })
  expect(charge?.Request).toMatch(/^[0-9a-f-]{36}$/)
  // The code as a word of its own: times and ids have any digits.
  expect(JSON.stringify(rows)).not.toMatch(/4111 ?1111|(?<![\w.-])996(?![\w-])|key[0-9a-f]{20}/)
  expect(rows.find(({ What }) => What === 'Changed a job')?.Role).toBe('Owner')
  expect(rows.filter(({ What }) => What === 'Signed in').map(({ Role }) => Role)).not.toContain('outside')
  await admin.goto(path)
  await expect(entry(admin, 'Exported this log')).toHaveCount(1) // one press asks for it once
  await expect(entry(admin, 'Exported this log')).toContainText('Until')

  for (const person of ['contractor', 'bookkeeper', 'staff'] as const) {
    const page = await browserOf(browser, person)
    for (const place of [path, `${path}/export`, `/orgs/${company.slug}/settings/alarms`])
      expect([person, place, (await page.request.get(place)).status()]).toEqual([person, place, 404])
  }
})

test('what somebody exports, and what is refused, is in the log', async ({ browser }) => {
  const company = await createOrg()
  const bookkeeper = await browserOf(browser, 'bookkeeper')
  const answer = await bookkeeper.request.get(
    `/orgs/${company.slug}/payments/export?from=2026-11-01&to=2026-11-30&q=Marsh`,
  )
  expect(answer.status()).toBe(200)
  const foreign = { origin: 'https://evil.example', 'next-action': '40'.padEnd(42, '0') }
  const refused = await bookkeeper.request.post(`/orgs/${company.slug}/jobs`, { headers: foreign, data: '[]' })
  expect(refused.status()).toBe(403)
  const admin = await browserOf(browser, 'admin')
  await admin.goto(`/orgs/${company.slug}/settings/audit`)
  const sent = entry(admin, 'Sent a request from another site').filter({ hasText: 'Priya Nair' }).first()
  await expect(sent).toContainText('From evil.example')
  const exported = entry(admin, 'Exported the list of payments')
  await expect(exported).toContainText('Priya Nair')
  await expect(exported).toContainText('Nov 1, 2026 to Nov 30, 2026, filtered')
})

test('an owner chooses which alarms to get', async ({ browser }) => {
  const company = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/settings/alarms`)
  await expect(page.getByLabel('PaySimple credentials')).toBeDisabled()
  const limits = page.getByLabel('Limits')
  await expect(limits).toBeChecked()
  await limits.focus()
  await page.keyboard.press('Space')
  await expect(limits).not.toHaveAttribute('aria-disabled') // while it's being saved it has
  await expect(limits).toBeFocused()
  await page.reload()
  await expect(limits).not.toBeChecked()
  await look(page, 'alarms-chosen')
  await page.context().setOffline(true)
  await limits.click()
  await expect(page.getByText('may not be saved')).toBeVisible()
  await expect(limits).not.toBeChecked()
  await page.context().setOffline(false)
})

test('there is no security contact unless one is set', async ({ request }) => {
  const answer = await request.get('/.well-known/security.txt')
  expect(answer.status()).toBe(404)
  expect(await answer.text()).toContain('no security contact')
})
