import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { createOrg, withDatabase } from './support/data'
import { look } from './support/look'
import { openPage } from './support/pages'
import { browserFor, createPerson, enter } from './support/people'

// People's own sign-ins: a forgotten password, a new name and email, by links that work once.

const PASSWORD = 'maple gutter ladder 41'

/** The address that the newest email to somebody has in it: locally it is kept on a page. */
async function linkTo(page: Page, email: string): Promise<string> {
  await expect(async () => {
    await page.goto('/mail')
    await expect(page.getByText(`To ${email}`)).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const item = page
    .getByRole('listitem')
    .filter({ hasText: `To ${email}` })
    .first()
  return (await item.getByRole('link').getAttribute('href')) ?? ''
}

/** Opens an address as mail scanners and browsers do ahead of people. */
async function scan(path: string): Promise<void> {
  for (const init of [{ method: 'HEAD' }, {}, { headers: { purpose: 'prefetch', 'sec-purpose': 'prefetch' } }])
    expect((await fetch(stackInfo().appUrl + path, init)).status).toBe(200)
  const post = await fetch(stackInfo().appUrl + path, { method: 'POST' })
  expect(post.status).not.toBe(500)
}

test('a forgotten password is set by a link that works once, whoever opens it first', async ({ browser }) => {
  test.setTimeout(180_000)
  const person = await createPerson(await createOrg())
  const before = await browserFor(browser, person)
  await before.goto('/account')
  const page = await openPage(browser)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await page.getByLabel('Email').fill('not an address')
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Check the fields marked below.')
  await look(page, 'forgot-password')
  await page.getByLabel('Email').fill(person.email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a link is on its way' })).toBeVisible()
  await look(page, 'forgot-password-sent')
  const path = await linkTo(page, person.email)
  await look(page, 'mail')
  await scan(path)

  // Somebody else who is signed in sets nothing.
  const other = await browserFor(browser, await createPerson(await createOrg()))
  await other.goto(path)
  await expect(other.getByRole('heading', { name: 'This link is for somebody else' })).toBeVisible()
  await expect(other.getByText(person.email)).toBeVisible()
  await expect(other.getByLabel('New password')).toHaveCount(0)
  await look(other, 'link-somebody-else')
  await other.getByRole('link', { name: 'Go to Plumbline' }).click()
  await expect(other.getByRole('heading', { name: 'Jobs', exact: true })).toBeVisible()

  await page.goto(path)
  await page.getByLabel('New password').fill('passwordpassword')
  await page.getByRole('button', { name: 'Set password' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
  await expect(page.getByLabel('New password')).toHaveValue('passwordpassword')
  await look(page, 'link-password')
  await page.getByLabel('New password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Set password' }).dblclick()
  await expect(page.getByText('Your password is set.')).toBeVisible()
  await before.reload()
  await expect(before).toHaveURL(/\/sign-in/)

  await page.goto(path)
  await expect(page.getByRole('heading', { name: 'This link was used already' })).toBeVisible()
  await look(page, 'link-used')
  await page.goto('/sign-in')
  await enter(page, { ...person, password: PASSWORD })
  await page.waitForURL((url) => url.pathname !== '/sign-in')
})

test('a link that was guessed, cut short, or is for nothing any longer says so', async ({ page }) => {
  for (const odd of ['x', randomUUID(), 'A'.repeat(65), `${'A'.repeat(64)}%00`, '..%2f..%2fjobs']) {
    const answer = await page.goto(`/link/${odd}`)
    expect(answer?.status()).toBeLessThan(500)
  }
  await page.goto(`/link/${'A'.repeat(65)}`)
  await expect(page.getByRole('heading', { name: 'This link isn’t complete' })).toBeVisible()
})

test('one’s own name and email: the email once both addresses have confirmed it', async ({ browser }) => {
  test.setTimeout(120_000)
  const person = await createPerson(await createOrg())
  const page = await browserFor(browser, person)
  await page.goto('/account')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ada Lovelace')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible()

  const newEmail = `${randomUUID()}@example.test`
  await page.getByLabel('New email').fill(newEmail)
  await page.getByRole('button', { name: 'Change email' }).click()
  await expect(page.getByText('A link is on its way to both addresses')).toBeVisible()
  await look(page, 'account-email')
  for (const [address, says] of [
    [newEmail, 'This address is confirmed.'],
    [person.email, `You sign in with ${newEmail} from now on.`],
  ] as const) {
    const path = await linkTo(page, address)
    await scan(path)
    await page.goto(path)
    if (address === newEmail) await look(page, 'link-email')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByText(says)).toBeVisible()
  }
  await withDatabase(async (client) => {
    const { rows } = await client.query('select email, name from app_user where id = $1', [person.id])
    expect(rows).toEqual([{ email: newEmail, name: 'Ada Lovelace' }])
  })
})
