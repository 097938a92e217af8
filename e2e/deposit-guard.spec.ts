import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { readPdf } from '@/lib/testing/pdf'
import { browserOf } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { lineOf, unfold } from './support/editor'
import { look } from './support/look'

// An agreement in Maryland, whose law allows a third of the price at signing, that asks for a cent more.

const contentOf = (depositCents: number) =>
  contentSchema.parse({
    sections: [
      { id: 's', lines: [{ id: 'a', description: 'New roof', quantityHundredths: 100, unitPriceCents: 1_000_000 }] },
    ],
    schedule: [
      { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: depositCents },
      { id: 'r', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
const SENTENCE =
  'Maryland allows at most $3,333.33 at signing: one third of the price (Bus. Reg. §8-617). This schedule asks for $3,333.34.'
const REASON = 'Custom windows that we order on the day of signing'

/** An agreement over $10,000.00 on a job in Maryland, of which so much is due at signing, on its owner's page. */
async function agreement(browser: Browser, depositCents = 3_333_34) {
  const org = await createOrg()
  const job = await createJob(org, 1_000_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase(async (client) => {
    await client.query(`update job set state = 'MD' where id = $1`, [job.id])
    await client.query('update document set content = $2 where job_id = $1', [
      job.id,
      JSON.stringify(contentOf(depositCents)),
    ])
  })
  const page = await browserOf(browser, 'admin') // its owner
  const company = `/orgs/${org.slug}`
  await page.goto(`${company}/jobs/${job.number}/agreement`)
  return { page, company, path: `${company}/jobs/${job.number}` }
}

async function mark(page: Page, as: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: as, exact: true }).click()
}

test('A36: a deposit of a cent too much is sent by an owner with a reason, and the log says so', async ({
  browser,
}) => {
  const { page, company, path } = await agreement(browser)
  const refusal = page.getByRole('main').getByRole('alert').filter({ hasText: SENTENCE })

  await test.step('a contractor is told to ask an owner', async () => {
    const contractor = await browserOf(browser, 'contractor')
    await contractor.goto(`${path}/agreement`)
    await mark(contractor, 'Sent')
    await expect(contractor.getByRole('alert').filter({ hasText: SENTENCE })).toContainText('Or ask an owner')
    await expect(contractor.getByRole('button', { name: 'Send anyway' })).toHaveCount(0)
  })

  await test.step('the owner reads why it isn’t sent', async () => {
    await mark(page, 'Sent')
    await expect(refusal).toContainText('It wasn’t sent. Lower the payments that are due at signing')
    await expect(page.getByText(/^Version 1, sent by/)).toHaveCount(0)
  })

  await test.step('and sends it anyway, with a reason', async () => {
    await page.getByRole('button', { name: 'Send anyway' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send it anyway?' })
    await expect(dialog.getByText(SENTENCE)).toBeVisible()
    await dialog.getByRole('button', { name: 'Send anyway' }).click()
    await expect(dialog.getByText('Say why it’s sent anyway.').first()).toBeVisible()
    await look(page, 'deposit-override')
    await dialog.getByLabel('Reason').fill(REASON)
    await dialog.getByRole('button', { name: 'Send anyway' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(page.getByText(/^Version 1, sent by Dana Whitfield/)).toBeVisible()
    await expect(refusal).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Send anyway' })).toHaveCount(0)
  })

  await test.step('its paper says how it can be canceled', async () => {
    const started = page.waitForEvent('download')
    await page.getByRole('link', { name: 'PDF', exact: true }).click()
    const { pages } = await readPdf(new Uint8Array(readFileSync(await (await started).path())))
    expect(pages.join(' ')).toContain('prior to midnight of the fifth business day or seventh business day')
  })

  await test.step('signed, the page says until when', async () => {
    await mark(page, 'Signed')
    await expect(
      page.getByText(
        /The customer may cancel until the end of \w+day, \w+ \d+ \(Com\. Law §14-302\.1\)\. If they’re 65 or older, they may until the end of \w+day, \w+ \d+\./,
      ),
    ).toBeVisible()
    await look(page, 'agreement-signed')
  })

  await test.step('timeline and log have who, what and why', async () => {
    await page.goto(`${path}/timeline`)
    const sent = page.getByRole('row').filter({ hasText: 'Agreement sent' })
    await expect(sent).toContainText(`${SENTENCE} Sent anyway: ${REASON}`)
    await page.goto(`${company}/settings/audit`)
    const entry = page.getByRole('row').filter({ hasText: 'Sent a deposit above the state’s limit' })
    await expect(entry).toHaveCount(1)
    await expect(entry).toContainText('Dana Whitfield')
    await expect(entry).toContainText(`${SENTENCE} By Maryland’s rules as of`)
    await expect(entry).toContainText(REASON)
  })
})

test('a change order that is sent once more is held against the limit, too, and the page says so', async ({
  browser,
}) => {
  const { page, path } = await agreement(browser, 1_000_00)
  await mark(page, 'Sent')
  await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
  await mark(page, 'Signed')
  await expect(page.getByRole('button', { name: 'New change order' })).toBeVisible()

  // Each within the limit by itself: $3,000 of $12,000 is asked ahead of the work.
  for (const ordinal of [1, 2])
    await test.step(`change order ${ordinal} is sent`, async () => {
      await page.goto(`${path}/agreement`)
      await page.getByRole('button', { name: 'New change order' }).click()
      await expect(page.getByRole('heading', { name: `Edit change order ${ordinal}` })).toBeVisible()
      await lineOf(page, 1).getByLabel('Description').fill('Skylight')
      await lineOf(page, 1).getByLabel('Unit price, $').fill('2,000')
      await unfold(page, 'Payments')
      await page.getByLabel('Where the change lands').selectOption('own')
      await page.getByRole('button', { name: 'Done' }).click()
      await expect(page.getByText('Your total goes from $10,000.00 to $12,000.00.')).toBeVisible()
      await mark(page, 'Sent')
      await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
    })
  await page.goto(`${path}/change-order-1`)
  await mark(page, 'Signed')
  await expect(page.getByText(/^Signed,/)).toBeVisible()

  await page.goto(`${path}/change-order-2`)
  const told = page.getByRole('main').getByRole('alert')
  await mark(page, 'Signed')
  await expect(told.filter({ hasText: 'Mark it as sent once more' })).toBeVisible()
  await mark(page, 'Sent once more')
  await expect(told.filter({ hasText: 'This schedule asks for $5,000.00.' })).toContainText('It wasn’t sent.')
  await page.getByRole('button', { name: 'Send anyway' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill(REASON)
  await dialog.getByRole('button', { name: 'Send anyway' }).click()
  await expect(page.getByText(/^Version 2, sent by/)).toBeVisible()
  await expect(page.getByText('Your total goes from $12,000.00 to $14,000.00.')).toBeVisible()
})
