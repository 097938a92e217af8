import { type Browser, expect, type Page, test } from '@playwright/test'
import { browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob, syncNow, withDatabase } from './support/data'
import { customerBrowser, emailedLink, markAsSent, openLink } from './support/links'
import { look } from './support/look'
import { ledgerOf, setStatus } from './support/sandbox'
import { consentToSign } from './support/signing'

// A customer cancels a signed agreement in time on their phone, and the office refunds the deposit by one press.

const PHONE = { width: 390, height: 844 }

/** A company in California whose customer has signed an agreement at her link, on her phone, and paid a deposit by card. */
async function signedAndPaid(browser: Browser, deposit: string) {
  const company = await createCompany(browser)
  const job = await createJob(company, 500_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase((client) => client.query(`update job set state = 'CA' where id = $1`, [job.id]))
  const office = await browserOf(browser, 'admin')
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  await markAsSent(office)
  await office.getByRole('button', { name: 'Email to customer' }).click()
  const email = office.getByRole('dialog', { name: 'Email the agreement' })
  await email.getByLabel('Your company signs it, too').uncheck()
  await email.getByRole('button', { name: 'Send' }).click()
  await expect(email).toHaveCount(0)

  const page = await customerBrowser(browser, PHONE)
  await openLink(page, await emailedLink(company, job, 'olivia.marsh@example.com'))
  await page.getByRole('link', { name: 'Read and sign: Agreement' }).click()
  await consentToSign(page)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Olivia Marsh')
  await expect(page.getByText('If you are 65 years of age or older, you have five business days')).toBeVisible()
  await page.getByRole('button', { name: 'Sign the agreement' }).click()
  await expect(page.getByText('Answer the questions above your signature first')).toBeVisible()
  await page
    .getByRole('group', { name: /65 or older/ })
    .getByLabel('Yes')
    .check()
  await page
    .getByRole('group', { name: /disaster/ })
    .getByLabel('No')
    .check()
  await look(page, 'cancel-questions')
  await page.setViewportSize(PHONE)
  await page.getByRole('button', { name: 'Sign the agreement' }).click()
  await expect(page.getByText('Signed by everybody')).toBeVisible()
  await page.getByRole('link', { name: 'Back to your job' }).click()
  await expect(page.getByText(/^You may cancel until midnight of /)).toBeVisible()
  await page
    .getByRole('button', { name: /^Pay\b/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Pay' })
  await fillDialog(dialog, { amount: deposit })
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: `$${deposit} on Visa 1111.` })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  return { company, job, office, page }
}

async function cancel(page: Page) {
  await page.getByRole('link', { name: 'Read: Agreement' }).click()
  await expect(page.getByRole('heading', { name: 'Your right to cancel' })).toBeVisible()
  await page.getByText('Read the notice of cancellation').click()
  await expect(page.getByText('You may CANCEL this transaction, without any Penalty or Obligation')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel this agreement' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this agreement' })
  await dialog.getByLabel('Why?').fill('We are moving away.')
  return dialog
}

test('the deposit by link, canceled in time on a phone, and voided by one press', async ({ browser }) => {
  test.slow()
  const { company, job, office, page } = await signedAndPaid(browser, '1,000.00')
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  await expect(office.getByText(/The customer may cancel until the end of .* They’re 65 or older/)).toBeVisible()
  await look(office, 'cancel-office-countdown')

  await test.step('the customer cancels, and reads what they get', async () => {
    const dialog = await cancel(page)
    await look(page, 'cancel-dialog')
    await page.setViewportSize(PHONE)
    await expect(dialog.getByText(/refund all that you paid within 10 days/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Cancel this agreement' }).click()
    await expect(page.getByText('The agreement is canceled')).toBeVisible()
    await expect(page.getByText('You paid $1,000.00.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Cancel this agreement' })).toHaveCount(0)
    await look(page, 'cancel-customer-paper')
    await page.setViewportSize(PHONE)
    await page.getByRole('link', { name: 'Back to your job' }).click()
    await expect(page.getByText('The agreement is canceled')).toBeVisible()
    await expect(page.getByRole('button', { name: /^Pay\b/ })).toHaveCount(0)
    await look(page, 'cancel-customer')
  })

  await test.step('the office sees it at once, with the day due, and voids it', async () => {
    await expect(office.getByText('Canceled. $0.00 of $1,000.00 refunded')).toBeVisible()
    await expect(office.getByText(/^Due by .* business days? left after today/)).toBeVisible()
    await expect(office.getByText('“We are moving away.”').first()).toBeVisible()
    await look(office, 'cancel-office')
    await office.goto(`/orgs/${company.slug}/payments`)
    await expect(office.getByText(/^Refund \$1,000\.00 of a canceled agreement by /)).toBeVisible()
    await office.getByRole('link', { name: 'Refund it on the agreement’s page' }).click()
    await office.getByRole('button', { name: 'Void $1,000.00' }).click()
    await expect(office.getByText('Canceled. $1,000.00 of $1,000.00 refunded')).toBeVisible()
    expect((await ledgerOf(company.apiUser)).map(({ status }) => status)).toEqual(['Voided'])
    await look(office, 'cancel-office-done')
  })

  await expect(page.getByText('All that you paid, $1,000.00, is voided or refunded.')).toBeVisible()
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/timeline`)
  await expect(office.getByText('Agreement canceled').first()).toBeVisible()
})

test('a notice by letter that the office records, and a refund of what has settled', async ({ browser }) => {
  test.slow()
  const { company, job, office, page } = await signedAndPaid(browser, '800.00')
  const [row] = await ledgerOf(company.apiUser)
  await setStatus(Number(row?.id), 'Settled')
  await syncNow(company)
  await office.goto(`/orgs/${company.slug}/jobs/${job.number}/agreement`)
  await office.getByRole('button', { name: 'Record a cancellation' }).click()
  const dialog = office.getByRole('dialog', { name: 'Record a cancellation' })
  await dialog.getByLabel('How it came').selectOption({ label: 'By email' })
  await dialog.getByLabel('Date of the notice').fill('2020-01-01')
  await dialog.getByRole('button', { name: 'Record the cancellation' }).click()
  await expect(dialog.getByText('so the notice can’t be older').first()).toBeVisible()
  await look(office, 'cancel-record')
  const today = await dialog.getByLabel('Received on').inputValue()
  await dialog.getByLabel('Date of the notice').fill(today)
  await dialog.getByRole('button', { name: 'Record the cancellation' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(office.getByText('Canceled. $0.00 of $800.00 refunded')).toBeVisible()
  await office.getByRole('button', { name: 'Refund $800.00' }).click()
  await expect(office.getByText('Canceled. $800.00 of $800.00 refunded')).toBeVisible()
  await expect(page.getByText('All that you paid, $800.00, is voided or refunded.')).toBeVisible()
})
