import { writeFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { createJob, createOrg } from './support/data'
import { look } from './support/look'
import { openPage, takenOver } from './support/pages'
import { keepOnRecord, sealedPdf } from './support/seal'

// Whoever has a sealed paper in hand, signed in or not, learns whether it is one, and nothing of the customer.

const choose = (page: Page, buffer: Buffer, name = 'agreement.pdf') =>
  page.getByLabel('File to check').setInputFiles({ name, mimeType: 'application/pdf', buffer })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 })

test('a sealed paper is known, a changed one isn’t, and each says what to do next', async ({ page }) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000)
  const file = await sealedPdf()
  await keepOnRecord(org, job.id, file)
  await page.goto('/verify')
  await expect(page.getByRole('heading', { name: 'Check a sealed paper' })).toBeVisible()
  await look(page, 'verify')

  await choose(page, file.pdf)
  await expect(heading(page, 'This is the paper as it was sealed')).toBeFocused()
  const answers = page.getByRole('listitem')
  await expect(answers).toHaveCount(4)
  await expect(answers.first()).toContainText(
    `Yes. Agreement 1007, version 1, of ${org.name}, sealed Nov 24, 2026, 8:14 PM (UTC).`,
  )
  await expect(answers.nth(3)).toContainText('Yes. Each step is as it was written down.')
  await expect(page.getByText('nobody else vouches for that')).toBeVisible() // A22
  expect(await page.content()).not.toMatch(/Marsh|Olivia/)
  await look(page, 'verify-good')

  await choose(page, Buffer.concat([file.pdf, Buffer.from('%')]), 'added.pdf')
  await expect(heading(page, 'Something was added to this file after it was sealed')).toBeFocused()
  await expect(page.getByText('added.pdf', { exact: true })).toBeVisible()
  await look(page, 'verify-added')
  const changed = Buffer.from(file.pdf)
  changed[100] = (changed[100] ?? 0) ^ 1
  await choose(page, changed)
  await expect(heading(page, 'This file was changed after it was sealed')).toBeFocused()
  await choose(page, Buffer.from('hello'), 'hello.txt')
  await expect(heading(page, 'This file isn’t a PDF')).toBeFocused()
  // By its place: as bytes it would take a loaded machine a minute to reach the browser.
  const large = test.info().outputPath('large.pdf')
  writeFileSync(large, Buffer.alloc(41 * 1024 * 1024, '%PDF-'))
  await page.getByLabel('File to check').setInputFiles(large)
  await expect(page.getByRole('alert').filter({ hasText: 'larger than 40 MB' })).toBeVisible()
})

test('who reads Spanish is told so in Spanish, and may choose', async ({ browser }) => {
  const page = await openPage(browser, { locale: 'es-MX' })
  await page.goto('/verify')
  await expect(page.getByRole('heading', { name: 'Comprobar un documento sellado' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'es-US')
  await expect(page).toHaveTitle(/Comprobar un documento sellado/)
  await page.getByLabel('Archivo para comprobar').setInputFiles({
    ...{ name: 'hola.txt', mimeType: 'text/plain', buffer: Buffer.from('hola') },
  })
  await expect(heading(page, 'Este archivo no es un PDF')).toBeFocused()
  await expect(page.getByRole('listitem').first()).toContainText('No. Su huella no está registrada aquí.')
  await look(page, 'verify-spanish')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Check a sealed paper' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Go to sign in' })).toHaveCount(0)
})

test('a file is dropped, too, and by the keyboard the button opens the choice', async ({ page }) => {
  const { pdf } = await sealedPdf()
  // Asked for before the page: until Playwright catches the choice of a file, a key has long been answered.
  const chooser = page.waitForEvent('filechooser')
  await page.goto('/verify')
  await expect(page.getByText('or drop it here')).toBeVisible()
  await takenOver(page)
  const button = page.getByRole('button', { name: 'Choose a PDF' })
  await button.press('Enter')
  await (await chooser).setFiles({ name: 'b.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await expect(heading(page, 'This PDF has no seal')).toBeVisible()

  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const dropped = new DataTransfer()
    dropped.items.add(new File([bytes], 'dropped.pdf', { type: 'application/pdf' }))
    return dropped
  }, pdf.toString('base64'))
  await button.dispatchEvent('dragover', { dataTransfer: transfer })
  await button.dispatchEvent('drop', { dataTransfer: transfer })
  await expect(heading(page, 'This file is unchanged, but it isn’t on record')).toBeFocused()
  await expect(page.getByText('dropped.pdf')).toBeVisible()
})
