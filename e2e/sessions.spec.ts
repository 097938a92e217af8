import { type Browser, expect, type Page, test } from '@playwright/test'
import { drawnForHeader } from '@/lib/orgs/drawn-for'
import { stackInfo } from '@/tools/testing/stack-info'
import { isAction } from './support/actions'
import { createJob, createOrg, type TestOrg, withDatabase } from './support/data'
import { openPage } from './support/pages'
import { browserFor, clearLimits, cookieOf, createPerson, enter, sessionOf, type TestPerson } from './support/people'

// A session ends everywhere at once, whatever ends it, and a copy of its cookie with it.

/** What was pressed on a page, to be sent again. */
type Pressed = { action: string; contentType: string; path: string; body: string }

/** Has a page ask for customers, which changes nothing. */
async function pressSomething(page: Page, { slug }: TestOrg): Promise<Pressed> {
  const path = `/orgs/${slug}/jobs/new`
  await page.goto(path)
  const sent = page.waitForRequest(isAction)
  await page.getByLabel('Find a customer').fill('Olivia')
  const request = await sent
  const headers = await request.allHeaders()
  return {
    ...{ action: headers['next-action'] ?? '', contentType: headers['content-type'] ?? '', path },
    body: request.postData() ?? '',
  }
}

/** Whatever answers who has a session, as somebody asks it who has a copy of the cookie: whether each lets them in. */
async function openTo(cookie: string, { slug, ...org }: TestOrg, { id, name }: TestPerson, pressed: Pressed) {
  const { appUrl } = stackInfo()
  const ask = async (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const answer = await fetch(appUrl + path, {
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
      ...init,
      headers: { cookie, ...init.headers },
    })
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel()
      return { status: answer.status, text: '' }
    }
    return { status: answer.status, text: await answer.text() }
  }
  const page = async (path: string, shown: string, init: Parameters<typeof ask>[1] = {}) => {
    const { status, text } = await ask(path, init)
    return status === 200 && text.includes(shown)
  }
  const origin = new URL(appUrl).origin
  const jobs = `/orgs/${slug}/jobs`
  return {
    page: await page(jobs, org.name),
    'page with x-middleware-subrequest': await page(jobs, org.name, {
      headers: { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') },
    }),
    'page’s data': await page(jobs, org.name, { redirect: 'follow', headers: { rsc: '1' } }),
    'own account': await page('/account', name),
    export: await page(`/orgs/${slug}/payments/export`, 'Amount'),
    status: (await ask(`/orgs/${slug}/payments/00000000-0000-4000-8000-000000000000/status`)).text.includes(
      'noSuchPayment',
    ),
    'live updates': (await ask(`/api/live/${slug}`)).status === 200,
    'still in use': (await ask(`/api/live/${slug}`, { method: 'POST', headers: { origin } })).status === 204,
    action: (
      await ask(pressed.path, {
        method: 'POST',
        headers: {
          ...{ 'next-action': pressed.action, 'content-type': pressed.contentType, accept: 'text/x-component', origin },
          'x-drawn-for': drawnForHeader({ id, name }),
        },
        body: pressed.body,
      })
    ).text.includes('"ok":true'),
  }
}
const all = (open: Awaited<ReturnType<typeof openTo>>, value: boolean) =>
  Object.fromEntries(Object.keys(open).map((name) => [name, value]))

const sql = (text: string) => (_: unknown, page: Page) =>
  withDatabase(async (client) => {
    const { id, userId } = await sessionOf(page.context())
    await client.query(text, [text.includes('session') ? id : userId])
  })

async function changePassword(page: Page, now: string, next: string): Promise<void> {
  await page.goto('/account')
  await page.getByLabel('Your password now').fill(now)
  await page.getByLabel('New password').fill(next)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByText('Changed. You’re signed out everywhere else.')).toBeVisible()
}

type End = (somebody: { browser: Browser; person: TestPerson }, page: Page) => Promise<unknown>
const NEXT = 'seven lanterns by the canal'
/** Every way in which a session ends. */
const ENDS: Record<string, End> = {
  'sign-out': async (_, page) => {
    await page.getByRole('button', { name: /your menu$/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
  },
  'another sign-in in the same browser': async ({ person }, page) => {
    const { id } = await sessionOf(page.context())
    // The sign-in page leads on who is signed in, so that comes from one that was open before.
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'plumbline.session')
    await page.context().clearCookies({ name: 'plumbline.session' })
    await page.goto('/sign-in')
    if (cookie) await page.context().addCookies([cookie])
    await page.getByLabel('Email').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname !== '/sign-in')
    expect((await sessionOf(page.context())).id).not.toBe(id)
  },
  'by hand, from another browser': async ({ browser, person }) => {
    const other = await browserFor(browser, person)
    await other.goto('/account')
    await other.getByRole('button', { name: /^Sign out Chrome/ }).click()
    await expect(other.getByText('signed out.')).toBeVisible()
    await expect(other.getByRole('button', { name: /^Sign out Chrome/ })).toHaveCount(0)
  },
  'with all others': async ({ browser, person }) => {
    const other = await browserFor(browser, person)
    await other.goto('/account')
    await other.getByRole('button', { name: 'Sign out everywhere else' }).click()
    await expect(other.getByText('You’re signed out everywhere else.')).toBeVisible()
  },
  'a new password in the same browser': async ({ person }, page) => {
    await changePassword(page, person.password, NEXT)
    await page.goto('/account') // which goes on in another session
    await expect(page.getByRole('heading', { name: person.name })).toBeVisible()
  },
  'a new password in another browser': async ({ browser, person }) =>
    changePassword(await browserFor(browser, person), person.password, NEXT),
  'another role': sql(`update membership set role = 'bookkeeper' where user_id = $1`),
  removal: sql('delete from membership where user_id = $1'),
  'half an hour without use': sql(`update session set idle_at = now() - interval '1 ms' where id = $1`),
  'twelve hours': sql(`update session set expires_at = now() - interval '1 ms' where id = $1`),
}

for (const [way, end] of Object.entries(ENDS))
  test(`a copy of the cookie opens nothing after its session: ${way}`, async ({ browser }) => {
    const org = await createOrg()
    const person = await createPerson(org)
    await createJob(org, 100_000) // of a customer who can be searched for
    const page = await browserFor(browser, person)
    const pressed = await pressSomething(page, org)
    const copy = await cookieOf(page.context())
    const before = await openTo(copy, org, person, pressed)
    expect(before).toEqual(all(before, true))
    await page.goto(`/orgs/${org.slug}/jobs`)
    await end({ browser, person }, page)
    expect(await openTo(copy, org, person, pressed)).toEqual(all(before, false))
  })

test('a page whose session has ended says so, asks no more, and goes on after a sign-in in another tab', async ({
  browser,
}) => {
  const org = await createOrg()
  const person = await createPerson(org)
  const page = await browserFor(browser, person)
  await page.clock.install()
  const asked: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/live/')) asked.push(request.method())
  })
  const live = page.waitForResponse((response) => response.url().endsWith(`/api/live/${org.slug}`) && response.ok())
  // Once its stream is open the page reads itself once more. After the session’s end that would lead to the sign-in page.
  const read = page.waitForResponse((response) => response.url().includes('/payments?_rsc='))
  await page.goto(`/orgs/${org.slug}/payments`)
  await live
  await read
  const { id } = await sessionOf(page.context())
  await withDatabase((client) => client.query('update session set ended_at = now() where id = $1', [id]))
  let isRefused = false
  page.on('response', (response) => {
    if (response.url().endsWith(`/api/live/${org.slug}`) && response.status() === 401) isRefused = true
  })
  // The stream is closed when the server looks next; the page then waits before it asks again.
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return isRefused
    })
    .toBe(true)
  await expect(page.getByText('You’re signed out.')).toBeVisible()
  const before = asked.length
  expect(before).toBeLessThan(6)
  await page.clock.runFor(4 * 60_000)
  expect(asked).toHaveLength(before)

  const other = await page.context().newPage()
  await enter(other, person)
  await other.waitForURL((url) => url.pathname !== '/sign-in')
  await other.goto(`/orgs/${org.slug}/payments`)
  await page.bringToFront()
  await expect(page.getByText('You’re signed out.')).toHaveCount(0)
})

test('the cookie of a session is for the server alone, and those of the version before are removed', async ({
  browser,
}) => {
  const person = await createPerson(await createOrg())
  const page = await openPage(browser)
  const context = page.context()
  const { appUrl } = stackInfo()
  await context.addCookies(
    ['authjs.session-token', 'authjs.csrf-token', 'authjs.callback-url'].map((name) => ({
      name,
      value: 'x',
      url: appUrl,
    })),
  )
  await page.goto('/orgs/summit-ridge/jobs')
  await expect(page).toHaveURL(/\/sign-in/)
  await enter(page, person)
  await page.waitForURL((url) => url.pathname !== '/sign-in')
  const cookies = await context.cookies()
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(['plumbline.device', 'plumbline.session'])
  for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(await page.evaluate('document.cookie')).toBe('')
})

/** What the sign-in page's form sends before its scripts have loaded. @returns what is said, of one try */
async function signInForm(page: Page): Promise<(email: string, headers?: Record<string, string>) => Promise<string>> {
  const { appUrl } = stackInfo()
  await page.goto('/sign-in')
  const hidden = await page
    .locator('form input[type=hidden]')
    .evaluateAll((inputs) => inputs.map((input) => [input.getAttribute('name'), input.getAttribute('value')]))
  return async (email, headers = {}) => {
    const body = new FormData()
    for (const [name, value] of hidden) body.set(name ?? '', value ?? '')
    body.set('email', email)
    body.set('password', 'wrong')
    const init = { method: 'POST', headers: { origin: new URL(appUrl).origin, ...headers }, body }
    const text = await (await fetch(`${appUrl}/sign-in`, init)).text()
    return /There were too many tries\. Wait \d+ \w+|don’t match|is busy/.exec(text)?.[0] ?? 'neither'
  }
}

test('V4: no header moves the count of wrong passwords, and whoever is stopped is told for how long', async ({
  page,
}) => {
  await clearLimits()
  const email = 'nobody-at-all@example.test'
  const send = await signInForm(page)
  const tries: string[] = []
  for (let n = 0; n < 12; n++) {
    const address = `9.9.${n}.9`
    const forged = ['x-forwarded-for', 'x-real-ip', 'x-client-address', 'cf-connecting-ip', 'true-client-ip']
    const headers = Object.fromEntries([...forged.map((name) => [name, address]), ['forwarded', `for=${address}`]])
    tries.push(await send(email, headers))
  }
  expect(tries.slice(0, 10)).toEqual(Array(10).fill('don’t match'))
  for (const said of tries.slice(10)) expect(said).toMatch(/^There were too many tries\. Wait 1[45] minutes$/)
  await clearLimits()
})

test('V4: many sign-ins at once leave the others their turn', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserFor(browser, await createPerson(org))
  const cookie = await cookieOf(page.context())
  await clearLimits()
  const send = await signInForm(await openPage(browser))
  const sent = Promise.all(Array.from({ length: 60 }, (_, n) => send(`crowd-${n}@example.test`)))
  const beside = await fetch(`${stackInfo().appUrl}/orgs/${org.slug}/jobs`, { headers: { cookie } })
  const words = await sent
  await clearLimits()
  expect(beside.status).toBe(200)
  expect(words).not.toContain('neither')
  // A few are looked at, two at once (lib/sessions/sign-in.test.ts counts them); their address is over its limit then.
  expect(words.filter((each) => each === 'don’t match').length).toBeLessThan(45)
  expect(words).toContain('don’t match')
})

test('one’s own account: where one is signed in, and a new password', async ({ browser }) => {
  const org = await createOrg()
  const person = await createPerson(org, 'contractor')
  const page = await browserFor(browser, person)
  await page.getByRole('button', { name: /your menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Account' }).click()
  await expect(page.getByRole('heading', { name: person.name })).toBeVisible()
  await expect(page.getByText(/^Chrome on .+ · this one$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0)

  // Of two others, one is signed out by itself and the rest at once. The focus stays beside the button that is gone.
  await browserFor(browser, person)
  await browserFor(browser, person)
  await page.reload()
  const hasFocusOnPage = () => page.evaluate(() => document.activeElement !== document.body)
  const one = page.getByRole('button', { name: /^Sign out Chrome on / })
  await expect(one).toHaveCount(2)
  await one.first().press('Enter')
  await expect(one).toHaveCount(1)
  await expect.poll(hasFocusOnPage).toBe(true)
  await page.getByRole('button', { name: 'Sign out everywhere else' }).press('Enter')
  await expect(one).toHaveCount(0)
  await expect.poll(hasFocusOnPage).toBe(true)

  await page.getByLabel('Your password now').fill('not it')
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Check the fields marked below.')
  await page.getByLabel('New password').fill(`${person.email}!`)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('main').getByRole('alert').getByText('easy to guess')).toHaveCount(1)
  await page.getByLabel('New password').fill(NEXT)
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('That isn’t your password.')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Type your password again.')
  await expect(page.getByLabel('New password')).toHaveValue(NEXT)
  await changePassword(page, person.password, NEXT)

  const again = await openPage(browser)
  await enter(again, person)
  await expect(again.getByRole('alert').first()).toContainText('don’t match')
  await enter(again, { ...person, password: NEXT })
  await again.waitForURL((url) => url.pathname !== '/sign-in')

  const out = await openPage(browser)
  await out.goto('/account')
  await expect(out.getByText('You’re signed out. Sign in to go on.')).toBeVisible()
})
