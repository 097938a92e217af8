import { expect, type Page, test } from '@playwright/test'
import { killWorker, startWorker } from '@/tools/testing/stack-info'
import { browserOf, openPaymentSection } from './support/app'
import { createJob, idOfPayment, syncNow } from './support/data'
import { openPaymentPage, stateOf, takenPayment } from './support/payments'
import { advanceDays, clearFaults, ledgerOf, payOutside } from './support/sandbox'

// What the comparison with PaySimple finds and only a person can decide.

test.afterEach(() => clearFaults())

/** The link that counts what waits for a person, where an admin sees it on every page. */
const waiting = (page: Page, many: number) =>
  page.getByRole('link', { name: new RegExp(`Payments.*${many} need attention`) })

/** How a button takes presses when it comes to be there: "none" doesn't. */
const firstSight = (page: Page, name: string) =>
  page.evaluate(
    (label) =>
      new Promise<string>((resolve) => {
        const look = () => {
          const found = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === label)
          if (found) resolve(getComputedStyle(found).pointerEvents)
          else requestAnimationFrame(look)
        }
        look()
      }),
    name,
  )

test('a payment made in PaySimple shows itself; it is linked to a job, another ignored', async ({ browser }) => {
  const { company, job } = await takenPayment(browser)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/jobs`)
  await payOutside(company, { name: 'Olivia Marsh', amountCents: 12_300 })
  await payOutside(company, { name: 'Somebody Else', amountCents: 45_600 })
  await syncNow(company)
  // By itself, on whatever page the admin is.
  await waiting(page, 2).click()
  const found = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await found('Olivia Marsh').getByRole('button', { name: 'Link to a job' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(`${job.number} (New roof)`)).toBeVisible()
  await dialog.getByLabel('Job number').fill('99999')
  await dialog.getByRole('button', { name: 'Link to the job' }).click()
  await expect(dialog.getByText('There is no such job.').first()).toBeVisible()
  await expect(dialog.getByLabel('Job number')).toHaveValue('99999')
  await dialog.getByLabel('Job number').fill(String(job.number))
  await dialog.getByRole('button', { name: 'Link to the job' }).click()
  await expect(found('Olivia Marsh').getByRole('button', { name: 'Link to a job' })).toHaveCount(0)

  await found('Somebody Else').getByRole('button', { name: 'Ignore' }).click()
  await dialog.getByLabel('Why').fill('A private sale')
  await dialog.getByRole('button', { name: 'Ignore' }).click()
  await expect(page.getByText('Payment made in PaySimple')).toHaveCount(0)
  await expect(page.getByText('need attention')).toHaveCount(0)

  const aside = page.getByText('Ignored (1)')
  await expect(page.getByText('A private sale')).toBeHidden()
  await aside.click()
  await expect(found('Somebody Else').getByText('“A private sale”')).toBeVisible()
  await found('Somebody Else').getByRole('button', { name: 'Restore' }).click()
  await expect(found('Somebody Else').getByRole('button', { name: 'Link to a job' })).toBeVisible()
  await expect(aside).toHaveCount(0)

  const section = await openPaymentSection(page, company.slug, job)
  await section.getByRole('link', { name: 'Details of the payment of $123.00' }).filter({ visible: true }).click()
  await expect(page.getByText('Payment made in PaySimple.')).toBeVisible()
})

test('linking to a job of somebody else asks first; the payment is moved to the right job, and both jobs follow', async ({
  browser,
}) => {
  const { company, job: wrong } = await takenPayment(browser)
  const right = await createJob(company, 92_500)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/jobs`)
  await payOutside(company, { name: 'Tom Brannigan', amountCents: 209_300 })
  await syncNow(company)
  await waiting(page, 1).click()
  await page.getByRole('button', { name: 'Link to a job' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Job number').fill(String(wrong.number))
  await dialog.getByLabel('Note').fill('By phone')
  await dialog.getByRole('button', { name: 'Link to the job', exact: true }).click()
  const somebodyElses = (number: number) => `Job ${number} is Olivia Marsh’s, but Tom Brannigan paid this.`
  const asked = `${somebodyElses(wrong.number)} If that’s right, press “Link to the job anyway”.`
  await expect(dialog.getByText(asked)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Link to the job', exact: true })).toHaveCount(0)
  await expect(dialog.getByLabel('Note')).toHaveValue('By phone')
  await dialog.getByRole('button', { name: 'Link to the job anyway' }).click()
  await expect(page.getByText('Payment made in PaySimple')).toHaveCount(0)

  // Two people look at the two jobs while an admin moves it.
  const atWrong = await browserOf(browser, 'contractor')
  const atRight = await browserOf(browser, 'bookkeeper')
  await openPaymentSection(atWrong, company.slug, wrong)
  await openPaymentSection(atRight, company.slug, right)
  await expect(atWrong.getByRole('link', { name: 'Details of the payment of $2,093.00' })).not.toHaveCount(0)

  const section = await openPaymentSection(page, company.slug, wrong)
  await section.getByRole('link', { name: 'Details of the payment of $2,093.00' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Move to another job' }).click()
  await dialog.getByLabel('Job number').fill(String(right.number))
  const readable = firstSight(page, 'Move it to the job anyway')
  await dialog.getByRole('button', { name: 'Move it to the job', exact: true }).click()
  expect(await readable, 'can be pressed once it could be read').toBe('none')
  await expect(dialog.getByText(somebodyElses(right.number))).toBeVisible()
  await expect(dialog.getByText('is $925.00, so this overpays it by $1,168.00.')).toBeVisible()
  // Another job, another question.
  await dialog.getByLabel('Job number').fill('99999')
  await expect(dialog.getByText(somebodyElses(right.number))).toHaveCount(0)
  await dialog.getByLabel('Job number').fill(String(right.number))
  await dialog.getByRole('button', { name: 'Move it to the job', exact: true }).click()
  await dialog.getByRole('button', { name: 'Move it to the job anyway' }).click()
  await expect(page.getByText(`$2,093.00 from job ${wrong.number} to job ${right.number}`)).toBeVisible()
  await expect(atWrong.getByRole('link', { name: 'Details of the payment of $2,093.00' })).toHaveCount(0)
  await expect(atRight.getByText('Overpaid by $1,168.00').first()).toBeVisible()
  await openPaymentPage(atRight, company.slug, right)
  await expect(atRight.getByText('Moved to another job')).toBeVisible()
  await expect(atRight.getByRole('button', { name: 'Move to another job' })).toHaveCount(0)
})

test('a duplicate charge is shown in red, and refunded by an admin once it has settled', async ({ browser }) => {
  const { company, job, contractor } = await takenPayment(browser)
  await killWorker() // or it would be voided before anybody saw it
  const second = await payOutside(company, {
    name: 'Olivia Marsh',
    amountCents: 150_000,
    orderId: await idOfPayment(job),
  })
  await advanceDays(1)
  await startWorker()
  await syncNow(company)
  const page = await browserOf(browser, 'admin')
  await page.goto(`/orgs/${company.slug}/customers`)
  await page.goto(`/orgs/${company.slug}/jobs`)
  await waiting(page, 1).click()
  await expect(page.getByText('Duplicate charge: $1,500.00')).toBeVisible()
  await openPaymentPage(contractor, company.slug, job)
  await expect(contractor.getByText('PaySimple has a second live charge of this payment')).toBeVisible()

  await page.getByRole('button', { name: 'Reverse the duplicate charge' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('The first charge stays')).toBeVisible()
  await dialog.getByRole('button', { name: 'Refund $1,500.00' }).click()
  await expect(page.getByText('Duplicate charge:')).toHaveCount(0)
  await expect(contractor.getByText('PaySimple has a second live charge of this payment')).toHaveCount(0)
  await expect(stateOf(contractor)).toHaveText('Settled')
  const ledger = await ledgerOf(company.apiUser)
  expect(ledger.find(({ id }) => id === second)?.status).toBe('Reversed')
  expect(ledger.filter(({ status }) => status === 'Settled')).toHaveLength(1)
})
