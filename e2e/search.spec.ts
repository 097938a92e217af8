import { expect, test } from '@playwright/test'
import { browserOf } from './support/app'
import { createJob, createOrg } from './support/data'
import { openBeforeScripts } from './support/early'

test('fault 12: the search box shows what the page shows, and no late search undoes a click', async ({ browser }) => {
  const org = await createOrg()
  await createJob(org, 100_000)
  const page = await browserOf(browser, 'admin')
  await page.clock.install()
  const path = `/orgs/${org.slug}`
  const box = page.getByRole('searchbox')
  const nav = page.getByRole('navigation').first()
  const isAt = (address: string) => expect.poll(() => page.url().split(org.slug)[1]).toBe(address)

  await test.step('a press of the nav empties it', async () => {
    await page.goto(`${path}/jobs?q=marsh`)
    await expect(box).toHaveValue('marsh')
    await nav.getByRole('link', { name: 'Jobs' }).click()
    await isAt('/jobs')
    await expect(box).toHaveValue('')
  })

  await test.step('typing searches, and goes on while the results arrive', async () => {
    await box.fill('nobody')
    await page.clock.runFor(300)
    await isAt('/jobs?q=nobody')
    await expect(page.getByText('No jobs match')).toBeVisible()
    await expect(box).toHaveValue('nobody')
    await page.goBack()
  })

  await test.step('a click right after typing stays', async () => {
    await page.goto(`${path}/payments`)
    await box.fill('marsh')
    await page.getByRole('link', { name: 'Settled', exact: true }).click()
    await isAt('/payments?status=settled')
    await page.clock.runFor(2000)
    await expect(page.getByRole('link', { name: 'Settled', exact: true })).toHaveAttribute('aria-current', 'page')
    await isAt('/payments?status=settled')
    await expect(box).toHaveValue('')
  })
})

test('fault 12: what was typed or chosen before the page’s scripts came counts, too', async ({ browser }) => {
  const org = await createOrg()
  await createJob(org, 100_000)
  const page = await browserOf(browser, 'admin')
  const comeScripts = await openBeforeScripts(page, `/orgs/${org.slug}/jobs`)
  await page.getByRole('searchbox').fill('nobody')
  comeScripts()
  await expect(page.getByText('No jobs match')).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('nobody')
  const comeLater = await openBeforeScripts(page, `/orgs/${org.slug}/jobs`)
  await page.getByLabel('Stage').selectOption('Proposal · Draft')
  comeLater()
  await expect(page).toHaveURL(/stage=proposal-draft/)
  await expect(page.getByText('No jobs match')).toBeVisible()
  await page.goBack()
  await expect(page.getByLabel('Stage')).toHaveValue('')
})

test('faults 17 and 47: a page that there is not, and a NUL, are no error', async ({ browser }) => {
  const page = await browserOf(browser, 'admin')
  const org = '/orgs/summit-ridge'
  await page.goto(`${org}/jobs?page=999`)
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  await expect(page.getByText('Nothing on this page')).toHaveCount(0)
  await page.goto(`${org}/customers?page=999`)
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible()
  for (const address of [
    ...['jobs?q=%00', 'jobs?page=%00', 'jobs?upTo=%00', 'customers?q=a%00b', 'payments?q=%00&status=%00&before=%00'],
    ...['jobs/new?customer=%00', 'jobs/%00', 'settings/audit?before=%00', 'payments/%00'],
  ]) {
    const response = await page.goto(`${org}/${address}`)
    expect([200, 400, 404], address).toContain(response?.status())
    await expect(page.getByText('Something went wrong'), address).toHaveCount(0)
  }
  expect((await page.goto('/sign-in?to=%00'))?.status()).toBe(400)
})
