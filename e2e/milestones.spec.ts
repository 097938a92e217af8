import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { browserOf, createCompany, openDialog } from './support/app'
import { createJob, type TestJob, type TestOrg, withDatabase } from './support/data'
import { look } from './support/look'

// On site with a phone: the roof is dry, so its payment is due, and Make Payment asks for it.

const WINDOWS = 'All windows on the north and west side are in and trimmed'
const CONTENT = contentSchema.parse({
  sections: [
    { id: 's', lines: [{ id: 'a', description: 'Addition', quantityHundredths: 100, unitPriceCents: 1_000_000 }] },
  ],
  schedule: [
    { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: 100_000 },
    { id: 'r', label: 'Roof', due: { on: 'milestone', milestone: 'Roof is dry' }, kind: 'fixed', amountCents: 450_000 },
    { id: 'w', label: 'Windows', due: { on: 'milestone', milestone: WINDOWS }, kind: 'fixed', amountCents: 250_000 },
    { id: 'f', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})

async function mark(page: Page, as: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark as', exact: true }).click()
  await page.getByRole('menuitem', { name: as, exact: true }).click()
}

/** Cash of so many cents, as if somebody had recorded it. */
const insertCash = (org: TestOrg, job: TestJob, cents: number) =>
  withDatabase((client) =>
    client.query(
      `insert into recorded_payment (org_id, id, job_id, amount_cents, job_total_cents, method, received_on,
         recorded_by_id, recorded_by_name) values ($1, $2, $3, $4, 1000000, 'cash', '2026-11-20', $1, 'Marco')`,
      [org.id, randomUUID(), job.id, cents],
    ),
  )

test('a milestone is marked as reached on a phone, and its payment is asked for until it is taken back', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase((client) =>
    client.query('update document set content = $2 where job_id = $1', [job.id, JSON.stringify(CONTENT)]),
  )
  const page = await browserOf(browser, 'contractor', { viewport: { width: 390, height: 844 } })
  const path = `/orgs/${company.slug}/jobs/${job.number}`
  const payments = page.getByRole('region', { name: 'Payments' })
  const part = (label: string) => payments.getByRole('row').filter({ hasText: label })

  await test.step('signed, the page says how each payment stands', async () => {
    await page.goto(`${path}/agreement`)
    await mark(page, 'Sent')
    await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
    await expect(payments).toHaveCount(0)
    await mark(page, 'Signed')
    await expect(part('Deposit')).toContainText('Due now')
    await expect(part('Roof')).toContainText('Not due yet')
    await insertCash(company, job, 150_000)
    await expect(part('Deposit')).toContainText('Paid')
    await expect(part('Roof')).toContainText(/Not due yet.*\$4,500\.00.*\$500\.00 paid.*\$4,000\.00 open/)
  })

  await test.step('the roof is dry', async () => {
    await page.getByRole('button', { name: 'Mark as reached: Roof is dry' }).click()
    await expect(part('Roof')).toContainText(/Roof is dry · Reached.*Due now/)
    await expect(page.getByRole('button', { name: 'Mark as not reached: Roof is dry' })).toBeFocused()
    await expect(part('Windows')).toContainText('Not due yet')
    await look(page, 'milestones')
    await page.setViewportSize({ width: 390, height: 844 })
  })

  await test.step('Make Payment asks for its draw, and so does Record a payment', async () => {
    const words = 'Due now: Roof. Leaves a balance of $4,500.00.'
    const dialog = await openDialog(page, company.slug, job)
    await expect(dialog.getByLabel('Amount')).toHaveValue('4,000.00')
    await expect(dialog.getByLabel('Amount')).toHaveAccessibleDescription(words)
    await page.goto(`${path}/information`)
    await page.getByRole('button', { name: 'Record a payment' }).click()
    const record = page.getByRole('dialog', { name: 'Record a payment' })
    await expect(record.getByLabel('Amount')).toHaveValue('4,000.00')
    await expect(record.getByLabel('Amount')).toHaveAccessibleDescription(words)
    await expect(record.getByRole('group', { name: 'Amounts to choose from' }).getByRole('button')).toHaveText([
      ...['Due now', 'Next draw', 'Balance'],
    ])
    await look(page, 'record-due-now')
    await page.setViewportSize({ width: 390, height: 844 })
  })

  await test.step('taken back, it isn’t due, and the timeline tells both', async () => {
    await page.goto(`${path}/agreement`)
    await page.getByRole('button', { name: 'Mark as not reached: Roof is dry' }).click()
    await expect(part('Roof')).toContainText('Not due yet')
    const dialog = await openDialog(page, company.slug, job)
    await expect(dialog.getByLabel('Amount')).toHaveAccessibleDescription(/^(?!Due now)/)
    await page.goto(`${path}/timeline`)
    for (const title of ['Milestone reached: Roof is dry', 'Milestone not reached after all: Roof is dry'])
      await expect(page.getByRole('row').filter({ hasText: title })).toContainText('$8,500.00 due')
  })

  await test.step('what was paid above all of them is named', async () => {
    await insertCash(company, job, 900_000)
    await page.goto(`${path}/agreement`)
    await expect(part('Final payment')).toContainText(/Overpaid.*\$2,500\.00 paid/)
    await expect(payments.getByText('To refund: $500.00.')).toBeVisible()
    await expect(payments.getByRole('button')).toHaveCount(0) // nothing waits any longer
    await look(page, 'milestones-overpaid')
  })
})
