import { type Browser, expect, type Page, test } from '@playwright/test'
import { contentSchema, plainContent } from '@/lib/documents/content'
import { browserOf } from './support/app'
import { createJob, createOrg, type TestJob, withDatabase } from './support/data'
import { look } from './support/look'

// A proposal from the draft to the agreement: what is sent stays, and what is accepted is what the job costs.

const line = (description: string, unitPriceCents: number) => ({
  ...{ id: description.replaceAll(' ', '-'), description, quantityHundredths: 100, unitPriceCents },
})
const options = [
  { id: 'good', title: 'Vinyl', lines: [line('Vinyl windows', 300_000)] },
  { id: 'best', title: 'Wood', lines: [line('Wood windows', 500_000)] },
]
const withChoice = contentSchema.parse({
  sections: [
    { id: 's', lines: [line('Shingles', 700_000), { ...line('Gutters', 50_000), optional: { taken: false } }] },
  ],
  optionGroups: [{ id: 'windows', title: 'Windows', sectionId: 's', options, defaultOptionId: 'good' }],
  schedule: [
    { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 30_000 },
    { id: 'r', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})

/** A proposal that holds `content`, as a draft, on the contractor's tablet. */
async function proposal(browser: Browser, content: object): Promise<{ page: Page; job: TestJob; path: string }> {
  const org = await createOrg()
  const job = await createJob(org, 0, { kind: 'proposal', stage: 'draft' })
  await write(job, content, null)
  const page = await browserOf(browser, 'contractor')
  const path = `/orgs/${org.slug}/jobs/${job.number}/proposal`
  await page.goto(path)
  return { page, job, path }
}

/** Saves a draft as another editor does. */
const write = (job: TestJob, content: object, totalCents: number | null) =>
  withDatabase((client) =>
    client.query('update document set content = $2, total_cents = $3 where job_id = $1', [
      job.id,
      JSON.stringify(content),
      totalCents,
    ]),
  )

async function mark(page: Page, as: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: as, exact: true }).click()
}

test('what was sent stays as it was, and versions are compared', async ({ browser }) => {
  const { page, job, path } = await proposal(
    browser,
    plainContent([{ ...line('a', 100_000), description: 'Shingles' }]),
  )
  await mark(page, 'Sent')
  await expect(page.getByText(/^Version 1, sent by .*fingerprint [0-9a-f]{8}/)).toBeVisible()

  const changed = plainContent([
    { ...line('a', 120_000), description: 'Shingles' },
    { ...line('b', 5_000), description: 'Vents' },
  ])
  await write(job, { ...changed, terms: 'Pay on time.' }, 100_000)
  await page.reload()
  await expect(page.getByText('version 2 isn’t sent yet')).toBeVisible()
  await expect(page.getByText('Vents')).toHaveCount(0)
  await page.getByRole('link', { name: 'Show the draft' }).click()
  await expect(page.getByRole('cell', { name: 'Vents' })).toBeVisible()
  await expect(page.getByText('Balance due').locator('..')).toContainText('$1,000.00')

  await mark(page, 'Sent, with the changes')
  await expect(page.getByText(/^Version 2, sent by/)).toBeVisible()
  await page.getByRole('link', { name: 'Compare versions' }).click()
  await expect(page).toHaveURL(`${path}/versions`)
  const table = page.getByRole('table', { name: 'What version 2 changed' })
  await expect(table.getByRole('row', { name: 'Costs more Shingles $1,000.00 $1,200.00' })).toBeVisible()
  await expect(table.getByRole('row', { name: 'Added Vents — $50.00' })).toBeVisible()
  await expect(page.getByText('The total goes from $1,000.00 to $1,250.00.')).toBeVisible()
  await expect(page.getByText('Also changed: Terms.')).toBeVisible()
  await look(page, 'document-versions')
})

test('a proposal with a choice is accepted with what is taken, and the agreement holds that', async ({ browser }) => {
  const { page, job, path } = await proposal(browser, withChoice)
  await expect(page.getByText('from $10,000.00')).toBeVisible()
  await mark(page, 'Sent')
  await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
  await look(page, 'document-options')

  await mark(page, 'Accepted')
  const dialog = page.getByRole('dialog', { name: 'What does the customer accept?' })
  await expect(dialog.getByText('Choose one option of each')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Record the acceptance' })).toBeDisabled()
  await dialog.getByRole('radio', { name: /^Wood/ }).check()
  await dialog.getByRole('checkbox', { name: /^Gutters/ }).check()
  await expect(dialog.getByText('$12,500.00')).toBeVisible()
  await look(page, 'document-accept')
  await dialog.getByRole('button', { name: 'Record the acceptance' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(/Accepted at \$12,500\.00, recorded by/)).toBeVisible()

  await page.getByRole('link', { name: 'Agreement', exact: true }).click()
  await page.getByRole('button', { name: 'Create agreement from proposal' }).click()
  await expect(page.getByRole('cell', { name: 'Wood windows' })).toBeVisible()
  await expect(page.getByText('Vinyl')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /Deposit On signing .* \$3,750\.00/ })).toBeVisible()
  const { rows } = await withDatabase((client) =>
    client.query(`select kind, stage, total_cents from document where job_id = $1 order by kind`, [job.id]),
  )
  expect(rows).toEqual([
    { kind: 'proposal', stage: 'accepted', total_cents: 1_250_000 },
    { kind: 'agreement', stage: 'draft', total_cents: 1_250_000 },
  ])
  await page.goto(path)
  await expect(page.getByRole('heading', { name: /^Wood chosen/ })).toBeVisible()
})
