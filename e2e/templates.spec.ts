import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { browserOf } from './support/app'
import { createOrg, type TestOrg, withDatabase } from './support/data'
import { look } from './support/look'

// With what proposals can begin.

const at = ({ slug }: TestOrg) => `/orgs/${slug}/settings/templates`
const item = (page: Page, name: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: name })

async function insertTemplate({ id }: TestOrg, name: string): Promise<void> {
  const content = JSON.stringify({ sections: [{ id: 's', lines: [] }] })
  await withDatabase((client) =>
    client.query(
      `insert into document_template (org_id, id, name, content, line_count, total_cents, is_from, created_by_name)
       values ($1, $2, $3, $4, 12, 1840000, true, 'Marco Reyes')`,
      [id, randomUUID(), name, content],
    ),
  )
}

test('a template is renamed, archived, restored and deleted', async ({ browser }) => {
  const org = await createOrg()
  await insertTemplate(org, 'Shingle roof')
  await insertTemplate(org, 'Metal roof')
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await expect(item(page, 'Shingle roof')).toContainText('12 lines, from $18,400.00')
  await expect(item(page, 'Shingle roof')).toContainText('by Marco Reyes')
  await item(page, 'Shingle roof').getByRole('button', { name: 'Rename' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('metal ROOF')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(dialog).toContainText('Another template has this name')
  await dialog.getByLabel('Name').fill('Class 4 roof')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(item(page, 'Class 4 roof')).toBeVisible()

  await page.getByRole('button', { name: 'Archive Class 4 roof' }).click()
  await expect(item(page, 'Class 4 roof')).toHaveCount(0)
  await page.getByRole('link', { name: 'Show archived' }).click()
  await page.getByRole('button', { name: 'Restore Class 4 roof' }).click()
  await expect(page.getByRole('button', { name: 'Archive Class 4 roof' })).toBeVisible()
  await item(page, 'Class 4 roof').getByRole('button', { name: 'Delete' }).click()
  await expect(dialog).toContainText('It can’t be brought back.')
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(item(page, 'Class 4 roof')).toHaveCount(0)
  await expect(item(page, 'Metal roof')).toBeVisible()
})

test('contractors see the templates, and change none', async ({ browser }) => {
  const org = await createOrg()
  await insertTemplate(org, 'Shingle roof')
  const page = await browserOf(browser, 'contractor')
  await page.goto(at(org))
  await expect(item(page, 'Shingle roof')).toBeVisible()
  await expect(item(page, 'Shingle roof').getByRole('button')).toHaveCount(0)
})

test('the templates in every size', async ({ browser }) => {
  test.setTimeout(120_000)
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(at(org))
  await look(page, 'templates-empty')
  for (const name of ['Asphalt shingle roof, Class 4, with gutters', 'Deck', 'W'.repeat(100)])
    await insertTemplate(org, name)
  await page.goto(at(org))
  await page.getByRole('button', { name: 'Archive Deck' }).click()
  await expect(item(page, 'Deck')).toHaveCount(0)
  await page.getByRole('link', { name: 'Show archived' }).click()
  await expect(item(page, 'Deck')).toBeVisible()
  await look(page, 'templates')
})
