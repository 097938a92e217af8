import { expect, type Page, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { browserOf } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { customerBrowser, mintLink, openLink } from './support/links'
import { look } from './support/look'

// The office asks a customer for a payment; the customer's page says so; the office sees the next reminder, and cancels.

const CONTENT = contentSchema.parse({
  sections: [
    { id: 's', lines: [{ id: 'a', description: 'Roof', quantityHundredths: 100, unitPriceCents: 1_000_000 }] },
  ],
  schedule: [
    { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: 300_000 },
    { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})

async function mark(page: Page, as: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark as', exact: true }).click()
  await page.getByRole('menuitem', { name: as, exact: true }).click()
}
/** "Dec 3, 2026" and 2026-12-03, so many days from now. */
function dayIn(days: number): { words: string; value: string } {
  const value = new Date(Date.now() + days * 24 * 60 * 60_000).toISOString().slice(0, 10)
  const words = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'medium' }).format(new Date(value))
  return { words, value }
}

test('a payment is asked for by email, stands on the customer’s page, and is canceled', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 1_000_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase((client) =>
    client.query('update document set content = $2 where job_id = $1', [job.id, JSON.stringify(CONTENT)]),
  )
  const page = await browserOf(browser, 'contractor')
  const path = `/orgs/${org.slug}/jobs/${job.number}`
  const requests = page.getByRole('region', { name: 'Payment requests' })
  const due = dayIn(10)

  await test.step('nothing can be asked for before it is signed', async () => {
    await page.goto(`${path}/information`)
    await expect(page.getByRole('region', { name: 'Customer’s page' })).toBeVisible()
    await expect(requests).toHaveCount(0)
    await page.goto(`${path}/agreement`)
    await mark(page, 'Sent')
    await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
    await mark(page, 'Signed')
    await expect(page.getByText('Signed').first()).toBeVisible()
  })

  await test.step('the office asks for the deposit', async () => {
    await page.goto(`${path}/information`)
    await requests.getByRole('button', { name: 'Ask for a payment' }).click()
    const dialog = page.getByRole('dialog', { name: 'Ask for a payment' })
    await expect(dialog.getByLabel('What for').getByRole('option')).toHaveText([
      ...['Deposit: $3,000.00', 'Final payment: $7,000.00', 'Another amount'],
    ])
    await expect(dialog.getByLabel('Email address')).toHaveValue('olivia.marsh@example.com')
    await dialog.getByLabel('What for').selectOption('Another amount')
    await dialog.getByLabel('Amount').fill('10,000.01')
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(dialog.getByText('Only $10,000.00 may be asked for, so nothing was.').first()).toBeVisible()
    await dialog.getByLabel('What for').selectOption('Deposit: $3,000.00')
    await dialog.getByLabel('Due by').fill(due.value)
    await look(page, 'ask-for-payment')
    await dialog.getByRole('button', { name: 'Ask', exact: true }).dblclick()
    await expect(dialog).toHaveCount(0)
    const request = requests.getByRole('listitem')
    await expect(request).toHaveCount(1)
    await expect(request).toContainText(`Deposit: $3,000.00 by ${due.words}`)
    await expect(request).toContainText(`Next reminder goes out ${dayIn(7).words}, 9:00 AM.`)
    await expect(request).toContainText('Asked of Olivia Marsh (olivia.marsh@example.com)')
    await look(page, 'payment-requests')
  })

  const customer = await customerBrowser(browser)
  await test.step('the customer’s page asks for it', async () => {
    // Of the person whose email brought a link.
    const { rows } = await withDatabase((client) =>
      client.query('select "to", subject from email where payment_request_id is not null and org_id = $1', [org.id]),
    )
    expect(rows).toMatchObject([{ to: 'olivia.marsh@example.com' }])
    await openLink(customer, await mintLink(org, job, 'noah@example.com'))
    await expect(customer.getByText(`Asked for by ${due.words}: $3,000.00`)).toBeVisible()
  })

  await test.step('canceled, it doesn’t, and the timeline tells both', async () => {
    await requests.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Cancel the request' }).click()
    await expect(requests.getByRole('listitem')).toHaveCount(0)
    await expect(customer.getByText(/^Asked for by/)).toHaveCount(0)
    await page.goto(`${path}/timeline`)
    await expect(page.getByRole('row').filter({ hasText: 'Payment requested' })).toContainText('$3,000.00')
    await expect(page.getByRole('row').filter({ hasText: 'Payment request canceled' })).toBeVisible()
  })
})

test('an owner says when customers are reminded', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${org.slug}/settings/payments`)
  await page.getByLabel('Days before the due day').fill('one')
  await page.getByRole('button', { name: 'Save reminders' }).click()
  await expect(page.getByText('Enter whole days with commas between them').first()).toBeVisible()
  await page.getByLabel('Days before the due day').fill('7, 1')
  await page.getByRole('button', { name: 'Save reminders' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Days before the due day')).toHaveValue('7, 1')
  await look(page, 'reminders')
})
