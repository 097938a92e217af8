import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { atTheTable, browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { look } from './support/look'
import { ledgerOf } from './support/sandbox'

/** A card's number that no other test has. */
function newCard(): string {
  const digits = `4000${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0').slice(-11)}`
  const sum = [...digits].reduce((all, digit, at) => {
    const twice = at % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return all + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

test('the eleventh try of a declined card is stopped beside the card, and nothing typed is lost', async ({
  browser,
}) => {
  const { company, dialog } = await atTheTable(browser, 5_000_000)
  await withDatabase((client) => client.query('update org set limit_factor = 1 where id = $1', [company.id]))
  const number = newCard()
  for (let n = 0; n < 10; n++) {
    await fillDialog(dialog, { number, amount: '9,999.01' })
    await complete(dialog)
    await expect(dialog.getByText('Declined', { exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Try another card', exact: true }).click()
  }
  await fillDialog(dialog, { number, amount: '9,999.01' })
  await complete(dialog)
  await expect(dialog.getByText('was declined 10 times today')).toHaveCount(1)
  await expect(dialog.getByLabel('Card number')).toHaveAccessibleDescription(/^This meets a limit\./)
  await expect(dialog.getByLabel('Amount')).toHaveValue('9,999.01')
  expect((await dialog.getByLabel('Card number').inputValue()).replaceAll(' ', '')).toBe(number)
  expect(await ledgerOf(company.apiUser)).toHaveLength(10)

  // Another card pays.
  await fillDialog(dialog, { number: newCard(), amount: '1,500.00' })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$1,500\.00/ })).toBeVisible()

  const owner = await browserOf(browser, 'admin')
  await owner.goto(`/orgs/${company.slug}/settings/limits`)
  await expect(owner.getByText(`Visa ${number.slice(-4)}`)).toBeVisible()
  await expect(owner.getByText('Only Plumbline’s support can end it sooner')).toBeVisible()
})

test('an owner ends a limit, and changes the most that one payment can be', async ({ browser }) => {
  const company = await createCompany(browser)
  await withDatabase(async (client) => {
    const lock = (subject: string) =>
      client.query(
        `insert into limit_lock (org_id, key, name, subject, until) values ($1, $2, 'job_tries', $3, now() + interval '9 hours')`,
        [company.id, randomBytes(32), subject],
      )
    await lock('Job 1001')
    await lock('Job 1002')
  })
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/settings/limits`)
  await look(page, 'settings-limits')
  await page.getByRole('button', { name: 'End the limit now: Job 1001, payments tried' }).click()
  await expect(page.getByText('Job 1001')).toHaveCount(0)
  await expect(page.getByText('Job 1002')).toBeVisible()

  await page.getByLabel('Most for one payment').fill('1,000')
  await page.getByRole('button', { name: 'Save amount' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const job = await createJob(company, 5_000_000)
  const contractor = await browserOf(browser, 'contractor')
  await contractor.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  await contractor.getByRole('button', { name: 'Make Payment' }).click()
  const dialog = contractor.getByRole('dialog', { name: 'Make Payment' })
  await fillDialog(dialog, { amount: '1,000.01' })
  await complete(dialog)
  await expect(dialog.getByText('can be $1,000.00 at most')).toHaveCount(1)
  expect(await ledgerOf(company.apiUser)).toEqual([])
})

test('the page is for owners and admins, and empty where nobody is held up', async ({ browser }) => {
  const org = await createOrg()
  const contractor = await browserOf(browser, 'contractor')
  expect((await contractor.goto(`/orgs/${org.slug}/settings/limits`))?.status()).toBe(404)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${org.slug}/settings/limits`)
  await expect(page.getByText('Nobody is held up')).toBeVisible()
})
