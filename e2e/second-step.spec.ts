import { type Browser, expect, type Page, test } from '@playwright/test'
import { createOrg, withDatabase } from './support/data'
import { look } from './support/look'
import { openPage } from './support/pages'
import { browserFor, createPerson, enter, forgetPassword, type TestPerson } from './support/people'
import { addPasskey, codeOf, setUpApp, virtualAuthenticator } from './support/second-step'

// Two-step sign-in, with an authenticator app and with a passkey of the browser's own virtual authenticator.

async function withPerson(browser: Browser, role = 'owner') {
  const org = await createOrg({})
  const person = await createPerson(org, role)
  return { org, person, page: await browserFor(browser, person) }
}

const step = (page: Page) => page.getByRole('heading', { name: 'One more step' })
async function half(browser: Browser, person: TestPerson): Promise<Page> {
  const page = await openPage(browser)
  await enter(page, person)
  await expect(step(page)).toBeVisible()
  return page
}
const give = async (page: Page, code: string) => {
  await page.getByRole('textbox').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('an authenticator app: set up, asked for after the password, each code once, recovery codes', async ({
  browser,
}) => {
  const { org, person, page } = await withPerson(browser)
  await page.goto('/account')
  await expect(page.getByText('Off. With it, a stolen password alone opens nothing')).toBeVisible()
  await page.getByRole('link', { name: 'Set up or change' }).click()
  await expect(page.getByRole('heading', { name: 'Two-step sign-in', level: 1 })).toBeVisible()
  await look(page, 'second-step-off')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  await expect(page.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await look(page, 'second-step-app')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const { secret, codes } = await setUpApp(page)
  await look(page, 'second-step-codes')
  await page.getByRole('button', { name: 'I saved them' }).click()
  await expect(page.getByText(codes[0] ?? '')).toHaveCount(0)
  await expect(page.getByText('You have 10 of 10 left')).toBeVisible()
  await look(page, 'second-step-on')

  const other = await half(browser, person)
  await look(other, 'second-step')
  await other.goto(`/orgs/${org.slug}/jobs`) // it opens nothing
  await expect(other).toHaveURL(/\/sign-in/)
  await other.goto('/second-step')
  await give(other, '000000')
  await expect(other.getByRole('alert').first()).toContainText('That isn’t right')
  const used = codeOf(secret)
  await give(other, used)
  await other.waitForURL(/\/jobs$/)

  const again = await half(browser, person)
  await give(again, used) // the app may show another one by now
  await expect(again.getByRole('alert').first()).toContainText('or it was used before')
  await again.getByRole('button', { name: 'Use a recovery code' }).click()
  await give(again, (codes[0] ?? '').toLowerCase())
  await again.waitForURL(/\/jobs$/)
  const twice = await half(browser, person)
  await give(twice, codes[0] ?? '')
  await expect(twice.getByRole('alert').first()).toContainText('or it was used before')
})

test('the second step works without scripts', async ({ browser }) => {
  const { person, page } = await withPerson(browser)
  await page.goto('/account/second-step')
  const { secret } = await setUpApp(page)
  const plain = await openPage(browser, { javaScriptEnabled: false })
  await enter(plain, person)
  await expect(step(plain)).toBeVisible()
  await give(plain, codeOf(secret))
  await plain.waitForURL(/\/jobs$/)
})

test('a passkey: added, given as the second step, and alone; a copy of an answer opens nothing', async ({
  browser,
}) => {
  const { person, page } = await withPerson(browser)
  await virtualAuthenticator(page)
  await page.goto('/account/second-step')
  await addPasskey(page, 'Robin’s laptop')
  await expect(page.getByText('Robin’s laptop', { exact: true })).toBeVisible()
  await look(page, 'second-step-passkey')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('alert').first()).toContainText('has a passkey for your sign-in already')

  const signOut = async () => {
    await page.getByRole('button', { name: 'Sign out' }).first().click()
    await expect(page).toHaveURL(/\/sign-in/)
  }
  await signOut()
  await enter(page, person)
  await expect(step(page)).toBeVisible()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/jobs$/)

  await page.goto('/account')
  await signOut()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await page.waitForURL(/\/jobs$/)
  // The password wasn't given, so it is asked for.
  await page.goto('/account/second-step')
  await page.getByRole('button', { name: 'Make new recovery codes' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password').fill(person.password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('heading', { name: 'And your second step' })).toBeVisible()
  await look(page, 'second-step-again')
  await dialog.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { name: 'Save your recovery codes now' })).toBeVisible()
})

test('a company requires it: its members are led to set it up, and go on where they were', async ({ browser }) => {
  const { org, page } = await withPerson(browser)
  const member = await createPerson(org, 'contractor')
  const theirs = await browserFor(browser, member)
  const security = `/orgs/${org.slug}/settings/security`
  await page.goto(security)
  await look(page, 'settings-security')
  await page.getByRole('button', { name: 'Require it of everybody' }).click()
  await expect(page.getByRole('alert').first()).toContainText('for yourself first')
  await page.goto('/account/second-step')
  await setUpApp(page)
  await page.goto(security)
  await page.getByRole('button', { name: 'Require it of everybody' }).click()
  await expect(page.getByText('Your company requires it.')).toBeVisible()

  await theirs.goto(`/orgs/${org.slug}/customers`)
  await expect(theirs).toHaveURL(/\/account\/second-step/)
  await expect(theirs.getByText(`${org.name} requires this`)).toBeVisible()
  await look(theirs, 'second-step-required')
  await setUpApp(theirs)
  await theirs.getByRole('button', { name: 'I saved them' }).click()
  await theirs.getByRole('link', { name: 'Go on where you were' }).click()
  await expect(theirs).toHaveURL(new RegExp(`/orgs/${org.slug}/customers$`))
  await theirs.goto('/account/second-step')
  await theirs.getByRole('button', { name: 'Remove authenticator app' }).click()
  await expect(theirs.getByRole('alert').first()).toContainText('requires two-step sign-in')

  await page.goto(security)
  await page.getByRole('button', { name: `Reset two-step sign-in of ${member.name}` }).click()
  await look(page, 'settings-security-reset')
  await page.getByRole('button', { name: 'Reset two-step sign-in', exact: true }).click()
  await expect(page.getByRole('row', { name: new RegExp(member.name) })).toContainText('Not set up')
  await theirs.goto(`/orgs/${org.slug}/customers`)
  await expect(theirs).toHaveURL(/\/sign-in/)
})

test('changing what a refund asks for takes password and code again', async ({ browser }) => {
  const { org, page } = await withPerson(browser)
  await page.goto('/account/second-step')
  const { secret } = await setUpApp(page)
  await forgetPassword(page)
  await page.goto(`/orgs/${org.slug}/settings/security`)
  await page.getByLabel('Ask for the second step above').fill('250.00')
  await page.getByRole('button', { name: 'Save amount' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Password').fill('plumbline')
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Code from your authenticator app')).toBeFocused()
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('That isn’t right')
  await dialog.getByLabel('Code from your authenticator app').fill(codeOf(secret))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Saved.')).toBeVisible()
  const { rows } = await withDatabase((client) =>
    client.query('select step_up_refund_cents from org where id = $1', [org.id]),
  )
  expect(rows).toEqual([{ step_up_refund_cents: 25_000 }])
})
