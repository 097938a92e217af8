import { expect, test } from '@playwright/test'
import { killSandbox, killWorker, startSandbox, startWorker } from '@/tools/testing/stack-info'
import { atTheTable, complete, fillDialog, openPaymentSection } from './support/app'
import { clearFaults, createClient, fault, ledgerOf } from './support/sandbox'

test.afterEach(() => clearFaults())

test('the sandbox dies after it charged: checking, then authorized by itself, charged once', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 400_000)
  await fault('POST /v4/payment', 'exit-after')
  await fillDialog(dialog)
  await complete(dialog)
  await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Complete Payment/ })).toHaveCount(0)

  await startSandbox()
  await createClient(company.apiUser, company.apiKey) // keys are not kept on disk
  await expect(dialog.getByRole('heading', { name: /^\$4,000\.00/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toMatchObject([{ amountCents: 400_000, status: 'Authorized' }])

  await dialog.getByRole('button', { name: 'Done' }).click()
  const section = await openPaymentSection(page, company.slug, job)
  await expect(section.getByText('Authorized', { exact: true }).filter({ visible: true })).toHaveCount(1)
})

test('PaySimple out of reach: not taken, and the next try works', async ({ browser }) => {
  const { company, dialog } = await atTheTable(browser, 400_000)
  await killSandbox()
  try {
    await fillDialog(dialog)
    await complete(dialog)
    await expect(dialog.getByText('Not charged', { exact: true })).toBeVisible()
  } finally {
    await startSandbox()
  }
  await createClient(company.apiUser, company.apiKey)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: /^\$4,000\.00/ })).toBeVisible()
  expect(await ledgerOf(company.apiUser)).toHaveLength(1)
})

test('while an answer is missing the amount is held, also with the worker gone', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 400_000)
  await killWorker()
  let workerIsGone = true
  try {
    await fault('POST /v4/payment', 'reset-after')
    await fillDialog(dialog, { amount: '3,000.00' })
    await complete(dialog)
    await expect(dialog.getByText('Confirming. Don’t charge again', { exact: true }).last()).toBeVisible()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    const section = await openPaymentSection(page, company.slug, job)
    await expect(section.getByText('Confirming', { exact: true }).filter({ visible: true }).first()).toBeVisible()
    await expect(section.getByText('$1,000.00').first()).toBeVisible() // owed
    await startWorker()
    workerIsGone = false
    await expect(section.getByText('Authorized', { exact: true }).filter({ visible: true })).toHaveCount(1, {
      timeout: 60_000,
    })
    expect(await ledgerOf(company.apiUser)).toHaveLength(1)
  } finally {
    if (workerIsGone) await startWorker()
  }
})
