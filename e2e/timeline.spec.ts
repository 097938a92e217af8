import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { readPdf } from '@/lib/testing/pdf'
import { atTheTable, browserOf, complete, createCompany, fillDialog } from './support/app'
import { insertMoney } from './support/furnished'
import { look } from './support/look'

// Everything that was done on a job, in one list, and its statement.

test('a job’s timeline tells what happened, what was due after it, and of the next payment by itself', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const { dialog, company, job } = await atTheTable(browser, 500_000)
  const path = `/orgs/${company.slug}/jobs/${job.number}/timeline`
  const other = await browserOf(browser, 'bookkeeper')
  const connected = other.waitForResponse((answer) => answer.url().endsWith(`/api/live/${company.slug}`) && answer.ok())
  await other.goto(`/orgs/${company.slug}/jobs/${job.number}/information`)
  await other.getByRole('link', { name: 'Timeline', exact: true }).click()
  await expect(other).toHaveURL(path)
  const rows = other.getByRole('main').getByRole('table').locator('tbody tr')
  await expect(rows.first()).toContainText('Agreement signed')
  await expect(rows.first()).toContainText('$5,000.00 due')
  await connected

  await fillDialog(dialog, { amount: '1,500.00', email: 'olivia@example.com' })
  await complete(dialog)
  const paid = rows.filter({ hasText: 'Payment authorized' })
  await expect(paid).toContainText('Visa 1111')
  await expect(paid).toContainText('$3,500.00 due')
  await expect(rows.filter({ hasText: 'Receipt' })).toContainText('olivia@example.com')
  await expect(rows.filter({ hasText: 'Payment started' })).toHaveCount(0)

  const started = other.waitForEvent('download')
  await other.getByRole('link', { name: 'Statement as PDF' }).click()
  const file = await started
  expect(file.suggestedFilename()).toMatch(new RegExp(`^statement-job-${job.number}-\\d{4}-\\d\\d-\\d\\d\\.pdf$`))
  const { pages } = await readPdf(new Uint8Array(readFileSync(await file.path())))
  for (const words of ['Statement', 'Payment authorized', '$1,500.00', '$3,500.00']) expect(pages[0]).toContain(words)

  await insertMoney(company, job)
  await other.reload()
  await expect(rows.filter({ hasText: 'Cash recorded' })).toHaveCount(1)
  await look(other, 'job-timeline')
  await paid.getByRole('link').click()
  await expect(other).toHaveURL(/\/payments\/[0-9a-f-]{36}$/)
})

test('what is no job has no timeline and no statement', async ({ browser }) => {
  const company = await createCompany(browser)
  const admin = await browserOf(browser, 'admin')
  for (const number of ['0', '-1', '999999', '1.5', 'x', '99999999999999999999'])
    for (const end of ['timeline', 'timeline/pdf']) {
      const address = `/orgs/${company.slug}/jobs/${number}/${end}`
      expect([address, (await admin.request.get(address)).status()]).toEqual([address, 404])
    }
})
