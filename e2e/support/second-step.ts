import { type CDPSession, expect, type Page } from '@playwright/test'
import { generateSync } from 'otplib'

// What people set up as their second step, on the page that is open.

/** A code of the app, of so many steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 })

/** Sets up the app, as somebody does who types the key. */
export async function setUpApp(page: Page): Promise<{ secret: string; codes: string[] }> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
  const label = await page.getByRole('button', { name: /^Copy the key/ }).getAttribute('aria-label')
  const secret = (label ?? '').replace('Copy the key', '').replaceAll(' ', '')
  await page.getByLabel('2. Enter its code').fill('123')
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect(page.getByText('Enter the six digits that the app shows.').first()).toBeVisible()
  const saved = page.getByRole('heading', { name: 'Save your recovery codes now' })
  const refused = page.getByText('That code isn’t right.').first()
  // The code of the step before, so that this one's is still to be used. On a slow machine that one may be over, too: a
  // person then types the next.
  for (const last of [refused, saved]) {
    await page.getByLabel('2. Enter its code').fill(codeOf(secret, -1))
    await page.getByRole('button', { name: 'Turn on' }).click()
    await expect(saved.or(last)).toBeVisible()
    if (await saved.isVisible()) break
  }
  await expect(saved).toBeFocused()
  const codes = await page.locator('ol li').allTextContents()
  expect(codes).toHaveLength(10)
  return { secret, codes }
}

/** The browser has an authenticator of its own, which asks nobody. */
export async function virtualAuthenticator(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  return cdp
}

/** Adds a passkey by the browser's own authenticator. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name of the new passkey').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('heading', { name: 'Save your recovery codes now' })).toBeVisible()
  await page.getByRole('button', { name: 'I saved them' }).click()
}
