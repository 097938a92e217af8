import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { browserOf, complete, enterCredentials, fillDialog, openDialog, openPaymentSection } from './support/app'
import { createJob, createOrg, syncNow } from './support/data'
import { advanceDays, createClient, ledgerOf } from './support/sandbox'

test('an admin enters the credentials, a contractor takes a card, the customer gets a receipt', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 1_249_500)
  const contractor = await browserOf(browser, 'contractor')

  await test.step('until then Make Payment says what is missing', async () => {
    await contractor.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement`)
    await contractor.getByRole('button', { name: 'Make Payment' }).click()
    const dialog = contractor.getByRole('dialog', { name: 'Make Payment' })
    await expect(dialog.getByText(/not switched on|not active|Integration/).first()).toBeVisible()
    await expect(dialog.getByLabel('Card number')).toHaveCount(0)
  })

  const tag = randomBytes(6).toString('hex')
  const company = { ...org, apiUser: `APIUser${tag}`, apiKey: `key-${tag}-1234` }
  await createClient(company.apiUser, company.apiKey)
  await test.step('the admin enters the credentials; wrong ones are refused with what was typed kept', async () => {
    const admin = await browserOf(browser, 'admin')
    await admin.goto(`/orgs/${org.slug}/settings/integration`)
    await admin.getByLabel('User Name (API User ID)').fill(company.apiUser)
    await admin.getByLabel('Token (API Key)').fill('wrong-key')
    await admin.getByRole('button', { name: 'Check and save' }).click()
    await expect(admin.getByText('PaySimple didn’t accept').first()).toBeVisible()
    await expect(admin.getByLabel('User Name (API User ID)')).toHaveValue(company.apiUser)
    await enterCredentials(admin, company)
    await admin.reload()
    await expect(admin.getByText('1234').first()).toBeVisible()
    expect(await admin.content()).not.toContain(company.apiKey)
  })

  await test.step('the contractor takes $1,500.00 of it', async () => {
    const dialog = await openDialog(contractor, org.slug, job)
    await expect(dialog.getByLabel('Amount')).toHaveValue('12,495.00')
    await expect(dialog.getByLabel('Email for the receipt')).toHaveValue('olivia.marsh@example.com')
    await expect(dialog.getByLabel('Name on card')).toHaveValue('Olivia Marsh')
    await fillDialog(dialog, { amount: '1,500.00', number: '4111111111111111', email: 'olivia@home.example.com' })
    await expect(dialog.getByLabel('Card number')).toHaveValue('4111 1111 1111 1111')
    await expect(dialog.getByText('Visa', { exact: true })).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Complete Payment · $1,500.00' })).toBeVisible()
    await complete(dialog)
    await expect(dialog.getByRole('heading', { name: /^\$1,500\.00 on Visa 1111\./ })).toBeVisible()
    await expect(dialog.getByText('$10,995.00')).toBeVisible()
    expect(await ledgerOf(company.apiUser)).toMatchObject([{ amountCents: 150_000, status: 'Authorized' }])
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toHaveCount(0)
  })

  await test.step('the Payment section shows it and what is owed', async () => {
    const section = await openPaymentSection(contractor, org.slug, job)
    await expect(section.getByText('Authorized', { exact: true }).first()).toBeVisible()
    await expect(section.getByText('$10,995.00').first()).toBeVisible()
    await expect(section.getByText('by Marco Reyes').first()).toBeVisible()
    await expect(section.getByText('Visa 1111').first()).toBeVisible()
    for (const width of [1024, 1440]) {
      // Fault 15: the amount and its link ran together.
      await contractor.setViewportSize({ width, height: 900 })
      const row = section.getByRole('row').filter({ hasText: 'Visa 1111' })
      const amount = await row.getByText('$1,500.00', { exact: true }).boundingBox()
      const link = await row.getByRole('link', { name: /^Details/ }).boundingBox()
      expect(link?.y).toBeGreaterThanOrEqual((amount?.y ?? Number.NaN) + (amount?.height ?? Number.NaN))
    }
    // the page follows the receipt by itself
    await expect(section.getByText(/^Kept in the Mailbox/).first()).toBeVisible()
  })

  await test.step('the mailbox has the receipt', async () => {
    await contractor.goto(`/orgs/${org.slug}/mailbox`)
    await contractor.getByRole('link', { name: /your payment of \$1,500\.00/ }).click()
    await expect(contractor.getByText('olivia@home.example.com').first()).toBeVisible()
    const receipt = contractor.frameLocator('iframe')
    await expect(receipt.getByRole('heading', { name: '$1,500.00' })).toBeVisible()
    await expect(receipt.getByText('Visa ending in 1111')).toBeVisible()
    await expect(receipt.getByText('$10,995.00')).toBeVisible()
  })

  await test.step('the next day it has settled', async () => {
    await advanceDays(1)
    const section = await openPaymentSection(contractor, org.slug, job)
    await syncNow(org)
    await expect(section.getByText('Settled', { exact: true }).first()).toBeVisible()
  })
})
