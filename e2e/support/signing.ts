import { expect, type Page } from '@playwright/test'

// Signing as people do it, on their own page.

/** Opens the PDF as a sample, and consents. */
export async function consentToSign(page: Page): Promise<void> {
  const opened = page.context().waitForEvent('page')
  await page.getByRole('link', { name: 'Open the PDF' }).click()
  await (await opened).close()
  await page.getByRole('button', { name: 'I can read it, and agree' }).click()
  await expect(page.getByRole('heading', { name: /^Sign the / })).toBeFocused()
}

/** Signs the open paper with a typed name. */
export async function signTyped(page: Page, name: string): Promise<void> {
  await consentToSign(page)
  await page.getByRole('textbox', { name: 'Your name' }).fill(name)
  await page.getByRole('button', { name: /^Sign the / }).click()
  await expect(page.getByText(/^You signed on|^Signed by everybody/).first()).toBeVisible()
}

/** Signs the open paper with strokes. */
export async function signDrawn(page: Page): Promise<void> {
  await consentToSign(page)
  await page.getByLabel('Draw your signature').check()
  await drawStrokes(page, [0.3])
  await page.getByRole('button', { name: /^Sign the / }).click()
  await expect(page.getByText(/^You signed on|^Signed by everybody/).first()).toBeVisible()
}

/** Draws a zigzag at each of these heights of the box. */
export async function drawStrokes(page: Page, heights: readonly number[]): Promise<void> {
  const box = page.getByRole('img', { name: 'The box to draw your signature in' })
  await box.scrollIntoViewIfNeeded()
  const place = await box.boundingBox()
  if (!place) throw new Error('no box')
  const at = (x: number, y: number) => [place.x + x * place.width, place.y + y * place.height] as const
  for (const y of heights) {
    await page.mouse.move(...at(0.1, y))
    await page.mouse.down()
    for (let step = 1; step <= 12; step++) await page.mouse.move(...at(0.1 + step * 0.06, y + (step % 2) * 0.2))
    await page.mouse.up()
  }
}

/** Signs for the company in the office, on the page of the paper. */
export async function signForCompany(office: Page, name: string): Promise<void> {
  await office.getByRole('button', { name: /^Sign for / }).click()
  const dialog = office.getByRole('dialog', { name: /^Sign for / })
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(name)
  await dialog.getByRole('button', { name: /^Sign the / }).click()
  await expect(dialog).toHaveCount(0)
}
