import { expect, test } from '@playwright/test'
import { killWorker, startWorker } from '@/tools/testing/stack-info'
import { browserOf } from './support/app'
import { idOfPayment, withDatabase } from './support/data'
import { openPaymentPage, takenPayment } from './support/payments'

// The tests' system has no mail server: what is sent stays in the mailbox, and what failed is written here.

const failReceipt = (paymentId: string) =>
  withDatabase((client) =>
    client.query(
      `update email set status = 'failed', attempts = 1, attention_at = now(),
         last_error = 'The mail server answered: 550 No such mailbox' where payment_id = $1`,
      [paymentId],
    ),
  )
const emailsOf = async (paymentId: string): Promise<{ to: string; status: string }[]> =>
  (
    await withDatabase((client) =>
      client.query('select "to", status from email where payment_id = $1 order by created_at', [paymentId]),
    )
  ).rows
const auditOf = async (paymentId: string): Promise<string[]> =>
  (
    await withDatabase((client) =>
      client.query(`select actor_name || ': ' || detail as line from audit_event where subject = $1 order by id`, [
        paymentId,
      ]),
    )
  ).rows.map(({ line }) => line)

test('fault 38: a receipt that failed is in front of the office, and is sent again and to another address', async ({
  browser,
}) => {
  const { company, job, contractor } = await takenPayment(browser)
  const paymentId = await idOfPayment(job)
  await expect.poll(async () => (await emailsOf(paymentId))[0]?.status).toBe('sent')
  const office = await browserOf(browser, 'bookkeeper')
  await office.goto(`/orgs/${company.slug}/jobs`)
  await failReceipt(paymentId)
  // By itself, on whatever page the office is.
  await office.getByRole('link', { name: /Payments.*1 need attention/ }).click()
  await expect(office.getByText('Receipt not delivered', { exact: true })).toBeVisible()
  await expect(office.getByText(/550 No such mailbox/)).toBeVisible()
  const ready = await (await office.request.get('/api/ready')).json()
  expect(ready).toMatchObject({ ok: true, mail: { ok: true, serverFailingSince: null } })
  expect(ready.mail.undelivered).toBeGreaterThanOrEqual(1)

  await office.getByRole('button', { name: 'Send again' }).dblclick()
  await expect(office.getByText('Receipt not delivered', { exact: true })).toHaveCount(0)
  await expect.poll(() => emailsOf(paymentId)).toEqual([{ to: 'olivia.marsh@example.com', status: 'sent' }])

  await failReceipt(paymentId)
  await openPaymentPage(contractor, company.slug, job)
  await expect(contractor.getByText('Receipt not delivered', { exact: true }).first()).toBeVisible()
  await contractor.getByRole('button', { name: 'Send to another address' }).click()
  const dialog = contractor.getByRole('dialog')
  await dialog.getByLabel('Email address').fill('olivia@')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog.getByText('Enter an email address like name@example.com.').first()).toBeVisible()
  await expect(dialog.getByLabel('Email address')).toHaveValue('olivia@')
  await dialog.getByLabel('Email address').fill('olivia@home.example.com')
  await dialog.getByRole('button', { name: 'Send' }).dblclick()
  await expect(dialog).toHaveCount(0)
  await expect(contractor.getByRole('button', { name: 'Send to another address' })).toHaveCount(0)
  await expect
    .poll(() => emailsOf(paymentId))
    .toEqual([
      { to: 'olivia.marsh@example.com', status: 'failed' },
      { to: 'olivia@home.example.com', status: 'sent' },
    ])
  expect(await auditOf(paymentId)).toEqual([
    expect.stringMatching(/: Receipt to olivia\.marsh@example\.com$/),
    expect.stringMatching(/: Receipt to olivia@home\.example\.com$/),
  ])
})

test('a receipt is emailed once more from the payment’s page, and the mailbox says why one was not sent', async ({
  browser,
}) => {
  const { company, job, contractor: page } = await takenPayment(browser)
  const paymentId = await idOfPayment(job)
  await expect.poll(async () => (await emailsOf(paymentId))[0]?.status).toBe('sent')
  await killWorker() // or the next one would be sent before the payment is voided
  await openPaymentPage(page, company.slug, job)
  // The tests' system has no mail server.
  await expect(page.getByText('Receipt kept here', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Email the receipt' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('Email address')).toHaveValue('olivia.marsh@example.com')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Receipt on its way', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Void this payment' }).click()
  await dialog.getByRole('button', { name: 'Void $1,500.00' }).click()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByRole('button', { name: 'Email the receipt' })).toHaveCount(0)
  await startWorker()
  await expect(page.getByText('Receipt not sent', { exact: true })).toBeVisible()
  await expect(page.getByText(/no longer true\. The payment is voided\./)).toBeVisible()
  await page.goto(`/orgs/${company.slug}/mailbox`)
  await page.getByRole('link', { name: /Receipt, not written/ }).click()
  await expect(page.getByText(/no longer true\. The payment is voided\./).first()).toBeVisible()
})
