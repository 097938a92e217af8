import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { readPdf } from '@/lib/testing/pdf'
import { browserOf } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { look } from './support/look'

// An agreement in Maryland, whose law allows a third of the price at signing, that asks for a cent more.

const CONTENT = contentSchema.parse({
  sections: [
    { id: 's', lines: [{ id: 'a', description: 'New roof', quantityHundredths: 100, unitPriceCents: 1_000_000 }] },
  ],
  schedule: [
    { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: 333_334 },
    { id: 'r', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})
const SENTENCE =
  'Maryland allows at most $3,333.33 at signing: one third of the price (Bus. Reg. §8-617). This schedule asks for $3,333.34.'
const REASON = 'Custom windows that we order on the day of signing'

async function agreement(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 1_000_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase(async (client) => {
    await client.query(`update job set state = 'MD' where id = $1`, [job.id])
    await client.query('update document set content = $2 where job_id = $1', [job.id, JSON.stringify(CONTENT)])
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
    const dialog = page.getByRole('dialog', { name: 'Send this agreement anyway?' })
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
