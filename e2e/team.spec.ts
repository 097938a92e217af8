import { randomUUID } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { stackInfo } from '@/tools/testing/stack-info'
import { createOrg, type TestOrg, withDatabase } from './support/data'
import { look } from './support/look'
import { openPage } from './support/pages'
import { browserFor, createPerson, enter, type TestPerson } from './support/people'

// The Team page, and what its emails lead to.

const PASSWORD = 'seven lanterns by the canal'
const SIGNED_OUT = 'You’re signed out.'

/** A company of its own with an owner of its own, on its Team page. */
async function atTheTeam(browser: Browser): Promise<{ org: TestOrg; owner: TestPerson; page: Page }> {
  const org = await createOrg({})
  const owner = await createPerson(org, 'owner')
  const page = await browserFor(browser, owner)
  await page.goto(`/orgs/${org.slug}/settings/team`)
  return { org, owner, page }
}

/** Invites an address on the Team page. @returns the address of its link, which the page shows where no mail goes out */
async function invite(page: Page, email: string, role = 'Contractor'): Promise<string> {
  await page.getByLabel('Email').fill(email)
  await page.getByRole('radio', { name: new RegExp(`^${role}`) }).check()
  await page.getByRole('button', { name: 'Send invitation' }).click()
  const line = page.getByRole('listitem').filter({ hasText: `Withdraw` }).filter({ hasText: email.toLowerCase() })
  const link = line.getByRole('link', { name: 'Open it here' })
  return (await link.getAttribute('href')) ?? ''
}

const membersOf = async ({ id }: TestOrg): Promise<string[]> =>
  withDatabase(async (client) => {
    const { rows } = await client.query(
      `select u.email || ' ' || m.role as who from membership m join app_user u on u.id = m.user_id where org_id = $1
       order by m.created_at, u.email`,
      [id],
    )
    return rows.map(({ who }) => who)
  })

const nobody = async (browser: Browser) => openPage(browser)
const newAddress = () => `new-${randomUUID().slice(0, 8)}@example.test`

test('an invitation is looked at by scanners, used once by a new person, and says so afterwards', async ({
  browser,
}) => {
  const { org, owner, page } = await atTheTeam(browser)
  const email = newAddress()
  const address = await invite(page, email.replace('new', 'NEW'), 'Bookkeeper')
  for (const method of ['GET', 'HEAD', 'GET', 'POST'])
    expect(
      (await fetch(address, { method, redirect: 'manual', headers: { purpose: 'prefetch' } })).status,
    ).toBeLessThan(500)
  const guest = await nobody(browser)
  await guest.goto(address)
  await expect(guest.getByRole('heading', { name: `Join ${org.name}` })).toBeVisible()
  await expect(guest.getByText(email, { exact: true })).toBeVisible()
  await expect(guest.getByText(`${owner.name} invites you`)).toBeVisible()
  expect(await membersOf(org)).toEqual([`${owner.email} owner`])

  await guest.getByLabel('Your name').fill('Nora New')
  await guest.getByLabel('Password').fill('passwordpassword')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(guest.getByRole('alert').first()).toContainText('easy to guess')
  await expect(guest.getByLabel('Your name')).toHaveValue('Nora New')
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await guest.waitForURL(`**/orgs/${org.slug}/**`)
  expect(await membersOf(org)).toEqual([`${owner.email} owner`, `${email} bookkeeper`])

  const again = await nobody(browser)
  await again.goto(address)
  await expect(again.getByRole('heading', { name: 'This link was used already' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nora New' })).toContainText('Bookkeeper')
  await expect(page.getByRole('heading', { name: 'Open invitations' })).toHaveCount(0)
})

test('somebody else who is signed in joins nothing, and the page goes on after they sign out', async ({ browser }) => {
  const { org, page } = await atTheTeam(browser)
  const home = await createOrg({})
  const [bob, eve] = [await createPerson(home, 'contractor'), await createPerson(home, 'contractor')]
  const address = await invite(page, bob.email)
  const browserOfEve = await browserFor(browser, eve)
  await browserOfEve.goto(address)
  await expect(browserOfEve.getByText(eve.email).first()).toBeVisible()
  await expect(browserOfEve.getByText(bob.email).first()).toBeVisible()
  await expect(browserOfEve.getByText('Nobody has joined.')).toBeVisible()
  await expect(browserOfEve.getByRole('button', { name: /^Join/ })).toHaveCount(0)
  await browserOfEve.getByRole('button', { name: 'Sign out and go on' }).click()
  await browserOfEve.getByRole('link', { name: 'Sign in to join' }).click()
  await browserOfEve.getByLabel('Email').fill(bob.email)
  await browserOfEve.getByLabel('Password').fill(bob.password)
  await browserOfEve.getByRole('button', { name: 'Sign in' }).click()
  await browserOfEve.waitForURL(address)
  expect(await membersOf(org)).toHaveLength(1)
  await browserOfEve.getByRole('button', { name: `Join ${org.name}` }).click()
  await browserOfEve.waitForURL(`**/orgs/${org.slug}/**`)
  expect(await membersOf(org)).toContain(`${bob.email} contractor`)
})

test('an invitation is sent again and taken back, and its links say what became of them', async ({ browser }) => {
  const { page } = await atTheTeam(browser)
  const email = newAddress()
  const first = await invite(page, email)
  await page.getByRole('button', { name: `Send the invitation to ${email} again` }).click()
  await expect(page.getByText(`${email} is invited again.`)).toBeVisible()
  const link = page.getByRole('link', { name: 'Open it here' })
  await expect(link).not.toHaveAttribute('href', new URL(first).href)
  const second = await link.getAttribute('href')
  const guest = await nobody(browser)
  await guest.goto(first)
  await expect(guest.getByRole('heading', { name: 'This link no longer works' })).toBeVisible()
  // Open while it's taken back: the press meets it.
  await guest.goto(second ?? '')
  await guest.getByLabel('Your name').fill('Nora New')
  await guest.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: `Withdraw the invitation to ${email}` }).click()
  await expect(page.getByRole('heading', { name: 'Open invitations' })).toHaveCount(0)
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await expect(guest.getByRole('alert').first()).toContainText('no longer works')
  await expect(guest.getByLabel('Your name')).toHaveValue('Nora New')
})

const ENDS: Record<string, (page: Page, person: TestPerson) => Promise<unknown>> = {
  'another role': async (page, { name }) => {
    await page.getByRole('button', { name: `Change the role of ${name}` }).click()
    await page
      .getByRole('dialog')
      .getByRole('radio', { name: /^Bookkeeper/ })
      .check()
    await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click()
    await expect(page.getByText(`${name} is now Bookkeeper.`)).toBeVisible()
  },
  removal: async (page, { name }) => {
    await page.getByRole('button', { name: `Remove ${name}` }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
    await expect(page.getByText(`${name} is no longer in the team.`)).toBeVisible()
  },
}
for (const [way, end] of Object.entries(ENDS))
  test(`an open tab, its live stream and what it asks end within five seconds: ${way}`, async ({ browser }) => {
    const { org, page } = await atTheTeam(browser)
    const member = await createPerson(org, 'contractor')
    await page.reload()
    const tab = await browserFor(browser, member)
    const live = tab.waitForResponse((answer) => answer.url().endsWith(`/api/live/${org.slug}`) && answer.ok())
    await tab.goto(`/orgs/${org.slug}/payments`)
    await live
    await end(page, member)
    await expect(tab.getByText(SIGNED_OUT)).toBeVisible({ timeout: 5_000 })
    expect((await tab.request.get(`/orgs/${org.slug}/payments/export`, { maxRedirects: 0 })).ok()).toBe(false)
    await tab.goto(`/orgs/${org.slug}/payments`)
    await expect(tab).toHaveURL(/\/sign-in/)
  })

test('who was removed signs in to nothing of the company, and comes back by another invitation', async ({
  browser,
}) => {
  const { org, page } = await atTheTeam(browser)
  const member = await createPerson(org, 'contractor')
  await page.reload()
  await ENDS.removal?.(page, member)
  const address = await invite(page, member.email)
  const tab = await nobody(browser)
  await enter(tab, member)
  await tab.waitForURL((url) => url.pathname !== '/sign-in')
  expect((await tab.goto(`/orgs/${org.slug}/jobs`))?.status()).toBe(404)
  await tab.goto(address)
  await tab.getByRole('button', { name: `Join ${org.name}` }).click()
  await tab.waitForURL(`**/orgs/${org.slug}/**`)
  expect(await membersOf(org)).toContain(`${member.email} contractor`)
})

test('a contractor leaves by themselves, on their own account’s page', async ({ browser }) => {
  const { org, owner } = await atTheTeam(browser)
  const page = await browserFor(browser, await createPerson(org, 'contractor'))
  await page.goto('/account')
  await page.getByRole('button', { name: `Leave ${org.name}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await membersOf(org)).toEqual([`${owner.email} owner`])
})

test('the last owner stays, in two tabs at once either', async ({ browser }) => {
  const { org, owner, page } = await atTheTeam(browser)
  await page.getByRole('button', { name: `Leave ${org.name}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('alertdialog').getByRole('alert')).toContainText('this is the last one')
  const second = await createPerson(org, 'owner')
  const other = await browserFor(browser, second)
  await other.goto(`/orgs/${org.slug}/settings/team`)
  await page.reload()
  const sure = async (tab: Page) => {
    await tab.getByRole('button', { name: `Leave ${org.name}` }).click()
    return tab.getByRole('alertdialog').getByRole('button', { name: 'Leave' })
  }
  const buttons = [await sure(page), await sure(other)]
  await Promise.all(buttons.map((button) => button.click()))
  await expect
    .poll(
      async () =>
        (await membersOf(org)).filter((who) => [owner.email, second.email].some((email) => who.startsWith(email)))
          .length,
    )
    .toBe(1)
  await Promise.any([page, other].map((tab) => expect(tab.getByText('this is the last one')).toBeVisible()))
  expect((await membersOf(org)).filter((who) => who.endsWith(' owner'))).toHaveLength(1)
})

test('ownership is handed over, and an admin is offered no more than the table says', async ({ browser }) => {
  const { org, owner, page } = await atTheTeam(browser)
  const next = await createPerson(org, 'contractor')
  await page.reload()
  await page.getByRole('button', { name: `Hand ownership over to ${next.name}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hand over' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  expect(await membersOf(org)).toEqual([`${owner.email} admin`, `${next.email} owner`])
  await enter(page, owner)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  await page.goto(`/orgs/${org.slug}/settings/team`)
  await expect(page.getByRole('button', { name: `Leave ${org.name}` })).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Remove|Change the role of|Hand ownership)/ })).toHaveCount(0)
  await expect(page.getByRole('radio')).toHaveCount(2)
})

test('its pages, in every size', async ({ browser }) => {
  test.setTimeout(480_000)
  const { org, page } = await atTheTeam(browser)
  const [long, member] = [await createPerson(org, 'contractor'), await createPerson(org, 'admin')]
  await withDatabase((client) =>
    client.query('update app_user set name = $2 where id = $1', [
      long.id,
      `${'Maximiliana '.repeat(6)}von und zu Lang`,
    ]),
  )
  await page.reload()
  const email = newAddress()
  const address = await invite(page, email, 'Owner')
  await look(page, 'team-invited')
  await page.getByRole('button', { name: `Change the role of ${member.name}` }).click()
  await look(page, 'team-change-role')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: `Hand ownership over to ${member.name}` }).click()
  await look(page, 'team-hand-over')
  const guest = await nobody(browser)
  await guest.goto(address)
  await expect(guest.getByRole('link', { name: 'Go to sign in' })).toBeVisible()
  await look(guest, 'invitation-new')
  await guest.getByRole('button', { name: 'Join', exact: true }).click()
  await look(guest, 'invitation-errors')
  const other = await browserFor(browser, member)
  await other.goto(address)
  await look(other, 'invitation-somebody-else')
  await page.keyboard.press('Escape')
  const own = await createPerson(await createOrg({}), 'contractor')
  const theirs = await invite(page, own.email)
  const tab = await browserFor(browser, own)
  await tab.goto(theirs)
  await expect(tab.getByRole('link', { name: 'Go to Plumbline' })).toBeVisible()
  await look(tab, 'invitation-join')
  await guest.goto(theirs)
  await look(guest, 'invitation-sign-in')
  await guest.goto(`${stackInfo().appUrl}/link/x`)
  await look(guest, 'invitation-broken')
})
