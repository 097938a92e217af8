import { type Browser, expect, type Page, test } from '@playwright/test'
import { contentSchema, type DocumentContent } from '@/lib/documents/content'
import { readPdf } from '@/lib/testing/pdf'
import { phonePhoto } from '@/lib/testing/pictures'
import { stackInfo } from '@/tools/testing/stack-info'
import { browserOf } from './support/app'
import { callerOf } from './support/callers'
import { createJob, createOrg, customerOf, type TestJob, type TestOrg, withDatabase } from './support/data'
import { openEditor, proposalDesk, saved } from './support/editor'
import { look } from './support/look'

// A document that begins as a copy of another job's, and what it leaves the company.

const line = (id: string, description: string, unitPriceCents: number, costCents: number | null, more = {}) => ({
  ...{ id, description, unitPriceCents, costCents, quantityHundredths: 100, taxRateIds: ['tax'] },
  ...more,
})
const ROOF = contentSchema.parse({
  ...{ title: 'New roof', terms: '# Work\nWe clean up every evening.', internalNote: 'Mind the dog' },
  taxRates: [{ id: 'tax', name: 'Sales tax', rateThousandths: 8_810 }],
  sections: [
    {
      ...{ id: 'roof', title: 'Roof' },
      lines: [
        line('a', 'Tear-off', 310_000, 195_000),
        line('b', 'Permit', 35_000, null),
        line('c', 'Skylight', 120_000, 1, { optional: { taken: false } }),
      ],
    },
  ],
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Three-tab', lines: [line('d', 'Three-tab shingles', 640_000, 500_000)] },
        { id: 'best', title: 'Metal', lines: [line('e', 'Standing seam', 1_490_000, 900_000)] },
      ],
    },
  ],
  discounts: [{ id: 'spring', title: 'Spring discount', kind: 'percent', percentThousandths: 10_000 }],
  schedule: [
    { id: 'p', label: 'Deposit', kind: 'percent', percentThousandths: 10_000, due: { on: 'signing' } },
    { id: 'r', label: 'Final payment', kind: 'rest', due: { on: 'completion' } },
  ],
})
/** Of tear-off, permit and three-tab shingles, less 10%, plus 8.81%. */
const FROM = '$9,646.01'

/** Sends a photo as the contractor's browser does. */
async function photoOf(browser: Browser, page: Page, org: TestOrg, job: TestJob): Promise<DocumentContent['photos']> {
  const { drawnFor } = await callerOf(browser, 'contractor')
  const answer = await page.request.post(`/orgs/${org.slug}/files`, {
    headers: { origin: stackInfo().appUrl, 'x-drawn-for': drawnFor },
    multipart: {
      image: { name: 'ridge.jpeg', mimeType: 'image/jpeg', buffer: await phonePhoto() },
      ...{ jobNumber: String(job.number), name: 'ridge.jpeg' },
    },
  })
  const { value } = await answer.json()
  return [{ ...value, id: 'photo', caption: 'The ridge' }]
}

const rowOf = async ({ id }: TestJob) => {
  const { rows } = await withDatabase((client) => client.query('select * from document where job_id = $1', [id]))
  return rows[0]
}
const setContent = (job: TestJob, content: DocumentContent, totalCents: number | null) =>
  withDatabase((client) =>
    client.query('update document set content = $2, total_cents = $3 where job_id = $1', [
      ...[job.id, JSON.stringify(content), totalCents],
    ]),
  )
const setCustomer = async (job: TestJob, firstName: string, lastName: string) => {
  const customerId = await customerOf(job)
  await withDatabase((client) =>
    client.query('update customer set first_name = $2, last_name = $3 where id = $1', [
      ...[customerId, firstName, lastName],
    ]),
  )
}
/** A job that has no document yet. */
async function bareJob(org: TestOrg): Promise<TestJob> {
  const job = await createJob(org, 0, { kind: 'proposal', stage: 'draft' })
  await withDatabase((client) => client.query('delete from document where job_id = $1', [job.id]))
  return job
}
const DRAFT = { kind: 'proposal', stage: 'draft' }

test('a proposal is copied to another job, found by its customer’s name', async ({ browser }) => {
  test.setTimeout(300_000)
  const org = await createOrg()
  const source = await createJob(org, 0, DRAFT)
  await setCustomer(source, 'Henrik', 'Sorrel')
  for (const [stage, kind] of [
    ['accepted', 'proposal'],
    ['signed', 'agreement'],
  ] as const)
    await createJob(org, 1_234_500, { kind, stage })
  const target = await bareJob(org)
  const page = await browserOf(browser, 'contractor')
  await setContent(source, { ...ROOF, photos: await photoOf(browser, page, org, source) }, null)
  const before = await rowOf(source)

  const at = ({ number }: TestJob) => `/orgs/${org.slug}/jobs/${number}/proposal`
  await page.goto(at(target))
  await look(page, 'copy-document-start')
  await page.getByRole('button', { name: 'Copy from another job' }).click()
  const dialog = page.getByRole('dialog', { name: 'Copy from another job' })
  const rows = dialog.getByRole('listitem')
  await expect(rows).toHaveCount(3)
  await expect(rows.first()).toContainText('$12,345.00')
  await expect(rows.first()).toContainText('Signed')
  await expect(dialog.getByLabel('Find a proposal')).toBeFocused()
  await look(page, 'copy-document')
  await dialog.getByLabel('Find a proposal').fill('zzz')
  await expect(dialog.getByText('No proposal or agreement of another job has these words.')).toBeVisible()
  await dialog.getByLabel('Find a proposal').fill('sorrel')
  await expect(rows).toHaveCount(1)
  for (const words of ['Henrik Sorrel', `Proposal ${before.number}`, `Job ${source.number}, New roof`, 'Draft'])
    await expect(rows).toContainText(words)
  await rows.getByRole('button').click()
  await page.waitForURL((url) => url.pathname === `${at(target)}/edit`)
  await expect(page.getByText('Margin $1,600.00 (18.7%) on the 2 of 3 lines whose cost is known')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const copy = await rowOf(target)
  expect(copy.number).toBeGreaterThan(before.number)
  expect(copy.content).toMatchObject({
    ...{ title: 'New roof', internalNote: '', schedule: [{ label: 'Deposit' }, { label: 'Final payment' }] },
    photos: [{ hash: before.content.photos[0].hash, caption: 'The ridge' }],
  })
  for (const job of [source, target]) {
    await page.goto(at(job))
    await expect(page.getByText(`from ${FROM}`)).toBeVisible()
    const photo = page.getByRole('region', { name: 'Photos' }).locator('img')
    await photo.scrollIntoViewIfNeeded()
    await expect.poll(() => photo.evaluate(({ naturalWidth }: HTMLImageElement) => naturalWidth)).toBe(300)
    // What it leaves the company is in its editor alone.
    await expect(page.getByText(/Margin/)).toHaveCount(0)
  }
  expect(await rowOf(source)).toEqual(before)

  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: 'Sent', exact: true }).click()
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible()
  const pdf = await page.request.get(`${at(target)}/pdf?version=1`)
  const text = (await readPdf(await pdf.body())).pages.join(' ')
  expect(text).toContain('Three-tab shingles')
  expect(text).not.toMatch(/margin|1,950\.00|1,600\.00/i)
})

test('the editor says the margin as prices and costs change, and a loss as one', async ({ browser }) => {
  test.setTimeout(300_000)
  const desk = await proposalDesk()
  await setContent(desk.job, { ...ROOF, optionGroups: [] }, null)
  const page = await openEditor(browser, desk)
  await expect(page.getByText('Margin $840.00 (30.1%) on the 1 of 2 lines whose cost is known')).toBeVisible()
  await look(page, 'editor-margin')
  const cost = page.getByRole('group', { name: 'Line 1', exact: true }).getByLabel('Our cost each')
  await cost.fill('3000')
  await expect(page.getByText('Loss $210.00 (7.5%) on the 1 of 2 lines')).toBeVisible()
  await saved(page)
  await look(page, 'editor-loss')
  await page.getByRole('button', { name: 'Remove the cost of line 1' }).click()
  await expect(page.getByText(/Margin|Loss/)).toHaveCount(0)
})
