import { expect, test } from '@playwright/test'
import { browserOf, createCompany } from './support/app'
import { withDatabase } from './support/data'
import { totalOf, unfold } from './support/editor'

test('a contractor starts from nothing: customer, job, proposal, agreement, and Make Payment', async ({ browser }) => {
  const company = await createCompany(browser)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs`)
  await page
    .getByRole('link', { name: /New job|Create/ })
    .first()
    .click()

  await test.step('a job with a new customer, after a refusal that loses nothing', async () => {
    await page.getByLabel('First name').fill('Ines')
    await page.getByLabel('Phone').fill('303 555')
    await page.getByLabel('Title').fill('Porch roof')
    await page.getByRole('button', { name: 'Create job' }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expect(page.getByLabel('First name')).toHaveValue('Ines')
    await page.getByLabel('Last name').fill('Barros')
    await page.getByLabel('Phone').fill('(303) 555-0199')
    await page.getByLabel('Email').fill('ines.barros@example.com')
    await page.getByLabel('Street').fill('77 Pearl Street')
    await page.getByLabel('City').fill('Denver')
    await page.getByLabel('State').selectOption('CO')
    await page.getByLabel('ZIP').fill('80203')
    await page.getByRole('button', { name: 'Create job' }).click()
    await expect(page.getByRole('heading', { name: /Porch roof/ })).toBeVisible()
    await expect(page.getByText('(303) 555-0199')).toBeVisible()
  })

  await test.step('a proposal with line items and a discount', async () => {
    await page.getByRole('link', { name: 'Proposal', exact: true }).click()
    await page.getByRole('button', { name: 'Create proposal' }).click()
    await page.getByLabel('Description').first().fill('Shingles, squares')
    await page.getByLabel('Quantity').first().fill('12.5')
    await page.getByLabel('Unit price, $').first().fill('438.10')
    await unfold(page, 'Discounts')
    await page.getByRole('button', { name: 'Add discount' }).click()
    await page.getByLabel('Off: $ or %').fill('76.25')
    await expect(totalOf(page)).toHaveText('$5,400.00')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('Shingles, squares')).toBeVisible()
    await expect(page.getByText('$5,400.00').first()).toBeVisible()
  })

  await test.step('an agreement from it, whose total the dialog fills in', async () => {
    await page.getByRole('link', { name: 'Agreement', exact: true }).click()
    await page.getByRole('button', { name: 'Create agreement from proposal' }).click()
    await expect(page.getByText('Shingles, squares')).toBeVisible()
    await page.getByRole('button', { name: 'Make Payment' }).click()
    const dialog = page.getByRole('dialog', { name: 'Make Payment' })
    await expect(dialog.getByLabel('Amount')).toHaveValue('5,400.00')
    await expect(dialog.getByLabel('Email for the receipt')).toHaveValue('ines.barros@example.com')
    await page.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
  })

  await test.step('the jobs list finds it by customer, address and number', async () => {
    const { rows } = await withDatabase((client) =>
      client.query('select number from job where org_id = $1', [company.id]),
    )
    for (const query of ['barros', '77 pearl', String(rows[0].number), 'ines denver']) {
      await page.goto(`/orgs/${company.slug}/jobs?q=${encodeURIComponent(query)}`)
      await expect(page.getByRole('link', { name: /Porch roof/ }).first()).toBeVisible()
    }
    await page.goto(`/orgs/${company.slug}/jobs?q=nobody-like-that`)
    await expect(page.getByRole('link', { name: /Porch roof/ })).toHaveCount(0)
  })
})

test('a bookkeeper reads and changes nothing', async ({ browser }) => {
  const page = await browserOf(browser, 'bookkeeper')
  await page.goto('/orgs/summit-ridge/jobs/1001/agreement')
  await expect(page.getByRole('heading', { name: /addition/i })).toBeVisible()
  for (const name of ['Make Payment', 'Mark as']) await expect(page.getByRole('button', { name })).toHaveCount(0)
  expect((await page.request.get('/orgs/summit-ridge/jobs/new')).status()).toBe(404)
  expect((await page.request.get('/orgs/summit-ridge/settings/integration')).status()).toBe(404)
})

test('another name of this machine leads to the app’s own address', async ({ page, baseURL }) => {
  await page.goto(`${baseURL?.replace('localhost', '127.0.0.1')}/sign-in?from=here`)
  await expect(page).toHaveURL(`${baseURL}/sign-in?from=here`)
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
})

test('sign-in: a wrong password is refused and keeps the address, orgs are switched, sign-out ends it', async ({
  page,
}) => {
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill('admin@demo.test')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue('admin@demo.test')
  await page.getByLabel('Password').fill('plumbline')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/orgs\//)
  await page.goto('/orgs/summit-ridge/jobs')
  await page.getByRole('button', { name: /Summit Ridge/ }).click()
  await page.getByRole('menuitem', { name: /Tidewater/ }).click()
  await page.waitForURL(/\/orgs\/tidewater\//)
  await page.getByRole('button', { name: /Dana Whitfield/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.goto('/orgs/summit-ridge/jobs')
  await expect(page).toHaveURL(/\/sign-in/)
})
