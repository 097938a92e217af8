import { expect, test } from '@playwright/test'
import { atTheTable, browserOf, complete, fillDialog } from './support/app'
import { createJob, createOrg, customerOf, withDatabase } from './support/data'
import { ledgerOf } from './support/sandbox'

// A card number typed where it isn't wanted is refused there, with words that help, and is kept nowhere.

const CARD = '5454 5454 5454 5454'

test('in a form: what was typed stays, nothing is saved, and without it it is', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 100_000)
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${org.slug}/customers/${await customerOf(job)}/edit`)
  const notes = page.getByLabel('Notes')
  await notes.fill(`Pays by card ${CARD} exp 12/30`)
  await page.getByRole('button', { name: 'Save customer' }).click()
  await expect(page.getByText('This looks like a card number').first()).toBeVisible()
  await expect(notes).toHaveValue(`Pays by card ${CARD} exp 12/30`)
  await expect(notes).toHaveAttribute('aria-invalid', 'true')
  const kept = await withDatabase((client) => client.query('select notes from customer where org_id = $1', [org.id]))
  expect(kept.rows.map((row) => row.notes).join()).not.toContain('5454')
  await notes.fill('Pays by card')
  await page.getByRole('button', { name: 'Save customer' }).click()
  await expect(page.getByRole('heading', { name: 'Olivia Marsh' })).toBeVisible()
})

test('as the name on a card: nothing is sent to PaySimple', async ({ browser }) => {
  const { company, dialog } = await atTheTable(browser, 400_000)
  await fillDialog(dialog)
  await dialog.getByLabel('Name on card').fill(CARD)
  await complete(dialog)
  await expect(dialog.getByText('This looks like a card number').first()).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toEqual([])
  await dialog.getByLabel('Name on card').fill('Olivia Marsh')
  await complete(dialog)
  await expect(dialog.getByText(/^Authorized/).first()).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})

test('in a search: it is not asked for, and not in the address', async ({ browser }) => {
  const org = await createOrg()
  await createJob(org, 100_000)
  const page = await browserOf(browser, 'contractor')
  for (const list of ['jobs', 'customers', 'payments']) {
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`/orgs/${org.slug}/${list}`)
    const box = page.getByRole('searchbox')
    await box.fill(CARD)
    await box.press('Enter')
    await expect(page.getByText('so it wasn’t searched for')).toBeVisible()
    expect(asked.filter((url) => url.includes('5454'))).toEqual([])
    await box.fill('5454')
    await expect(page).toHaveURL(/q=5454$/)
    await expect(page.getByText('so it wasn’t searched for')).toHaveCount(0)
    // From somebody’s history or another page.
    await page.goto(`/orgs/${org.slug}/${list}?q=${encodeURIComponent(CARD)}`)
    await expect(page.getByText('so it wasn’t searched for')).toBeVisible()
    await expect(box).toHaveValue('')
    await expect(page).toHaveURL(new RegExp(`/${list}$`))
    expect(await page.locator('body').innerText()).not.toContain('5454')
    page.removeAllListeners('request')
  }
})
