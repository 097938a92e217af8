import { expect, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { browserOf, complete, createCompany, fillDialog } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { customerBrowser, emailedLink, mintLink, openLink } from './support/links'
import { look } from './support/look'
import { consentToSign } from './support/signing'

// What is asked of customers besides a payment by hand: signatures with their reminders, the payment with the last one, paper
// instead; and what customers keep with a company: their consent and their saved cards.

const CONTENT = contentSchema.parse({
  sections: [{ id: 's', lines: [{ id: 'a', description: 'Roof', quantityHundredths: 100, unitPriceCents: 500_000 }] }],
  schedule: [
    { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: 50_000 },
    { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})

test('a signature is asked for with its reminders; paper, consent taken back; the last one asks for the deposit', async ({
  browser,
}) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000, { kind: 'agreement', stage: 'draft' })
  await withDatabase((client) =>
    client.query('update document set content = $2 where job_id = $1', [job.id, JSON.stringify(CONTENT)]),
  )
  const office = await browserOf(browser, 'contractor')
  const path = `/orgs/${org.slug}/jobs/${job.number}`

  await test.step('the office emails it for signature', async () => {
    await office.goto(`${path}/agreement`)
    await office.getByRole('button', { name: 'Mark as' }).click()
    await office.getByRole('menuitem', { name: 'Sent', exact: true }).click()
    await office.getByRole('button', { name: 'Email to customer' }).click()
    const dialog = office.getByRole('dialog', { name: 'Email the agreement' })
    await dialog.getByLabel('Name').fill('Olivia Marsh')
    await dialog.getByLabel('Email address').fill('olivia.marsh@example.com')
    await dialog.getByLabel('Your company signs it, too').uncheck()
    await dialog.getByLabel('Ask for the payment that is due when all have signed').check()
    await look(office, 'asks-when-signed')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog).toHaveCount(0)
    await office.goto(`${path}/information`)
    const requests = office.getByRole('region', { name: 'Signature requests' })
    await expect(requests.getByRole('listitem')).toContainText('Agreement: Olivia Marsh')
    await expect(requests.getByRole('listitem')).toContainText(/Next reminder goes out .+, 9:00 AM\./)
    await look(office, 'signature-requests')
  })

  const olivia = await customerBrowser(browser)
  await test.step('she asks for paper, consents, takes it back, and consents again', async () => {
    await openLink(olivia, await emailedLink(org, job, 'olivia.marsh@example.com'))
    await olivia.getByRole('link', { name: 'Read and sign: Agreement' }).click()
    await olivia.getByRole('button', { name: 'I want to sign on paper' }).click()
    await expect(olivia.getByText('You asked for paper')).toBeVisible()
    await look(olivia, 'paper-instead')
    await consentToSign(olivia)
    await olivia.getByRole('button', { name: 'Take back my consent' }).click()
    await look(olivia, 'take-back-consent')
    await olivia.getByRole('button', { name: 'Take it back' }).click()
    await expect(olivia.getByRole('heading', { name: 'Before you sign on this screen' })).toBeVisible()
    await consentToSign(olivia)
    await olivia.getByRole('textbox', { name: 'Your name' }).fill('Olivia Marsh')
    await olivia.getByRole('button', { name: 'Sign the agreement' }).click()
    await expect(olivia.getByText('Signed by everybody')).toBeVisible()
    await expect(olivia.getByRole('button', { name: 'Take back my consent' })).toBeVisible()
  })

  await test.step('the deposit is asked for by itself, and nobody is asked to sign any longer', async () => {
    await office.goto(`${path}/information`)
    await expect(office.getByRole('region', { name: 'Signature requests' })).toHaveCount(0)
    const request = office.getByRole('region', { name: 'Payment requests' }).getByRole('listitem')
    await expect(request).toHaveCount(1)
    await expect(request).toContainText('Deposit: $500.00')
    await olivia.getByRole('link', { name: 'Back to your job' }).click()
    await expect(olivia.getByText(/^Asked for by .+: \$500\.00/)).toBeVisible()
    await office.goto(`${path}/timeline`)
    for (const title of ['to be signed on paper', 'consent to sign electronically withdrawn', 'Payment requested'])
      await expect(office.getByRole('row').filter({ hasText: title }).first()).toBeVisible()
  })
})

test('a customer sees what they saved to pay with, gives it a new date, and removes it', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 1_000_000)
  const page = await customerBrowser(browser)
  await openLink(page, await mintLink(company, job))
  await page
    .getByRole('button', { name: /^Pay\b/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Pay' })
  await fillDialog(dialog, { amount: '1,000.00' })
  await dialog.getByLabel(/^(Save|Keep)/).check()
  await complete(dialog)
  await dialog.getByRole('button', { name: 'Done' }).click()
  const saved = page.getByRole('region', { name: 'Saved to pay with' })
  await expect(saved.getByRole('listitem')).toContainText('Visa ending in 1111')
  await expect(saved.getByRole('listitem')).toContainText('Offered first')
  await look(page, 'customer-saved')
  await saved.getByRole('button', { name: 'New date' }).click()
  const update = page.getByRole('dialog', { name: 'New date for Visa ending in 1111' })
  await update.getByLabel('Expiration date').fill('01 / 20')
  await update.getByRole('button', { name: 'Save the date' }).click()
  await expect(update.getByText(/has expired/).first()).toBeVisible()
  await look(page, 'customer-new-date')
  await update.getByLabel('Expiration date').fill('4/36')
  await update.getByRole('button', { name: 'Save the date' }).click()
  await expect(update).toHaveCount(0)
  await expect(saved.getByRole('listitem')).toContainText('Expires 04/2036')
  await saved.getByRole('button', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(saved).toHaveCount(0)
})
