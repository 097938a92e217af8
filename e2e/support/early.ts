import type { Page } from '@playwright/test'

/**
 * Opens a page as on a slow line: it is seen, and its scripts aren't there yet.
 * @returns what lets the scripts come
 */
export async function openBeforeScripts(page: Page, path: string): Promise<() => void> {
  let come = () => {}
  const held = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'commit' })
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0)
  return () => come()
}
