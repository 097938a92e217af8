import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { readPdf } from '@/lib/testing/pdf'
import { browserOf, createCompany } from './support/app'
import { createJob, withDatabase } from './support/data'
import { insertMoney } from './support/furnished'

// A receipt as a file.

/** Presses the link on a receipt's page, and reads what is downloaded. */
async function download(page: Page) {
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Receipt as PDF' }).click()
  const file = await started
  return { name: file.suggestedFilename(), ...(await readPdf(new Uint8Array(readFileSync(await file.path())))) }
}

test('a receipt downloads as a PDF that says what its page says', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000)
  const [payment, entry] = await insertMoney(company, job)
  const page = await browserOf(browser, 'admin')
  const base = `/orgs/${company.slug}/payments`

  await page.goto(`${base}/${payment}/receipt`)
  await expect(page.getByRole('button', { name: 'Print' })).toBeVisible()
  const charged = await download(page)
  expect(charged.name).toMatch(new RegExp(`^receipt-job-${job.number}-\\d{4}-\\d\\d-\\d\\d\\.pdf$`))
  expect(charged).toMatchObject({ isAccessible: true, language: 'en-US' })
  for (const words of ['Payment receipt', '$1.00', 'Payment settled', 'Olivia Marsh', 'Visa ending in 1111'])
    expect(charged.pages[0]).toContain(words)

  await page.goto(`${base}/recorded/${entry}/receipt`)
  expect((await download(page)).pages[0]).toContain('Cash, received Nov 20, 2026')

  const answer = await page.request.get(`${base}/${payment}/receipt/pdf`)
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': expect.stringMatching(/^attachment; filename="receipt-job-/),
    'cache-control': 'no-store',
  })
  const again = await page.request.get(`${base}/${payment}/receipt/pdf`)
  expect((await again.body()).equals(await answer.body())).toBe(true)
})

test('what doesn’t count has none', async ({ browser }) => {
  const company = await createCompany(browser)
  const [payment] = await insertMoney(company, await createJob(company, 500_000))
  await withDatabase((client) => client.query(`update payment set status = 'voided' where id = $1`, [payment]))
  const page = await browserOf(browser, 'admin')
  for (const path of [payment, 'nothing', 'recorded/nothing', `recorded/${payment}`]) {
    const answer = await page.request.get(`/orgs/${company.slug}/payments/${path}/receipt/pdf`)
    expect([path, answer.status()]).toEqual([path, 404])
  }
})
