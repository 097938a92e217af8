import { expect, type Page, test } from '@playwright/test'
import { pictureBytes } from '@/lib/testing/pictures'
import { dropNextAnswer } from './support/actions'
import { browserOf } from './support/app'
import { createJob, createOrg, type TestOrg, withDatabase } from './support/data'
import { insertMoney } from './support/furnished'
import { look } from './support/look'
import { openPage } from './support/pages'

// What customers see of a company, and who says so.

const at = ({ slug }: TestOrg) => `/orgs/${slug}/settings/company`
const save = (page: Page) => page.getByRole('button', { name: 'Save company' }).click()
const saved = (page: Page) => page.getByText('Saved. Receipts and emails show it from now on.')
const preview = (page: Page) => page.getByRole('complementary', { name: 'Preview' })
const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/png') =>
  page.getByLabel('Logo (optional)').setInputFiles({ name, mimeType, buffer })
const refused = (page: Page) => page.locator('#image-error')

async function open(page: Page, org: TestOrg) {
  await page.goto(at(org))
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(org.name)
}

test('an owner enters the company and sees at once what customers will see; so does the receipt', async ({
  browser,
}) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await open(page, org)
  await page.getByLabel('Name', { exact: true }).fill('Summit Ridge')
  await page.getByLabel('Legal name').fill('Summit Ridge Exteriors LLC')
  await page.getByLabel('Website').fill('summit.test')
  await page.getByLabel('Street').fill('12 Elm St')
  await page.getByLabel('City').fill('Golden')
  await page.getByLabel('State', { exact: false }).first().selectOption('CO')
  await page.getByLabel('ZIP code').fill('80401')
  await page.getByRole('button', { name: 'Add license' }).click()
  await expect(page.getByLabel('Licensed in')).toBeFocused()
  await page.getByLabel('Licensed in').selectOption('CO')
  await page.getByLabel('License number').fill('RC-1234')
  await page.getByLabel('Color (optional)').fill('#ffdd00')
  await page.getByLabel('Lines at the end').fill('Thank you for your trust.')
  await page.getByLabel('Sender name').fill('Summit Office')
  await page.getByLabel('Replies go to').fill('jobs@summit.test')
  await page.getByLabel('Your days are those of').selectOption('America/Chicago')
  for (const words of ['12 Elm St, Golden, CO 80401', 'License CO RC-1234', 'Thank you for your trust.', 'summit.test'])
    await expect(preview(page).getByText(words).first()).toBeVisible()
  await expect(preview(page).getByText('Summit Office via Plumbline')).toBeVisible()
  await expect(preview(page).getByText('go to jobs@summit.test')).toBeVisible()
  await expect(page.getByText(/Text on paper uses #[0-9a-f]{6}, a darker shade/)).toBeVisible()
  await save(page)
  await expect(saved(page)).toBeVisible()

  await choose(page, 'logo.jpg', await pictureBytes({ format: 'jpeg', width: 900 }), 'image/jpeg')
  await expect(page.getByText('Logo saved.')).toBeVisible()
  const logo = page.getByAltText('Your logo')
  await expect(logo).toBeVisible()
  await expect(logo).toHaveJSProperty('naturalWidth', 600)

  const job = await createJob(org, 500_000)
  const [payment, entry] = await insertMoney(org, job)
  for (const path of [`payments/${payment}`, `payments/recorded/${entry}`]) {
    await page.goto(`/orgs/${org.slug}/${path}/receipt`)
    const sheet = page.getByRole('article')
    for (const words of ['Summit Ridge Exteriors LLC', '12 Elm St, Golden', 'License CO RC-1234', 'Thank you for'])
      await expect(sheet.getByText(words)).toBeVisible()
    const image = sheet.locator('img')
    await expect(image).toBeVisible()
    await expect(image).toHaveJSProperty('naturalWidth', 600)
    await expect(sheet.locator('rect')).toHaveAttribute('fill', '#ffdd00')
  }
  // By its other name only where that counts.
  await expect(page.getByRole('banner').getByText('Summit Ridge').first()).toBeVisible()
})

test('what is wrong is said at its field, and nothing typed is lost', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await open(page, org)
  await page.getByLabel('Name', { exact: true }).fill('')
  await page.getByLabel('Website').fill('not a website')
  await page.getByLabel('Color (optional)').fill('blue')
  await page.getByLabel('Sender name').fill('me@bank.test')
  await page.getByLabel('Lines at the end').fill('Card 4111 1111 1111 1111')
  await page.getByRole('button', { name: 'Add license' }).click()
  await save(page)
  const summary = page.getByRole('main').getByRole('alert').first()
  await expect(summary).toBeFocused()
  for (const words of ['Enter the name', 'website like', 'color like', 'without @', 'License 1: Choose the state'])
    await expect(summary).toContainText(words)
  await expect(page.getByLabel('Website')).toHaveValue('not a website')
  await page.getByLabel('Name', { exact: true }).fill('Summit Ridge')
  await page.getByLabel('Website').fill('')
  await page.getByLabel('Color (optional)').fill('')
  await page.getByLabel('Sender name').fill('')
  await page.getByRole('button', { name: 'Remove license 1' }).click()
  await expect(page.getByRole('button', { name: 'Add license' })).toBeFocused()
  await save(page)
  await expect(summary).toContainText('This looks like a card number')
  await page.getByLabel('Lines at the end').fill('Thank you')
  await dropNextAnswer(page)
  await save(page)
  await expect(summary).toContainText('Can’t reach Plumbline')
  await save(page) // the first one was saved: that is no conflict
  await expect(saved(page)).toBeVisible()
})

test('fault 40: two admins at once: the second sees both versions, and loads theirs or saves mine', async ({
  browser,
}) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await open(page, org)
  const other = await page.context().newPage()
  await open(other, org)
  await other.getByLabel('Name', { exact: true }).fill('Theirs')
  await save(other)
  await expect(saved(other)).toBeVisible()

  await page.getByLabel('Lines at the end').fill('Mine')
  await save(page)
  const summary = page.getByRole('main').getByRole('alert').first()
  await expect(summary).toContainText('This company was changed while you were editing')
  await expect(summary).toContainText('Theirs')
  await expect(page.getByLabel('Lines at the end')).toHaveValue('Mine')
  await page.getByRole('button', { name: 'Discard mine, load theirs' }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Theirs')
  await expect(page.getByLabel('Lines at the end')).toHaveValue('')
  await page.getByLabel('Lines at the end').fill('Mine again')
  await save(page)
  await expect(saved(page)).toBeVisible()

  await other.getByLabel('Phone').fill('(303) 555-0199')
  await save(other)
  await other.getByRole('button', { name: 'Save mine over theirs' }).click()
  await expect(saved(other)).toBeVisible()
})

test('what can’t be a logo is refused in words before it is sent, and the page goes on', async ({ browser }) => {
  const org = await createOrg()
  const page = await browserOf(browser, 'admin')
  await open(page, org)
  await page.getByLabel('Lines at the end').fill('Typed before')
  let sent = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/logo')) sent++
  })
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1')
  for (const [name, bytes, words] of [
    ['logo.heic', heic, 'export it as JPEG'],
    ['logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), 'SVG drawing'],
    ['logo.jpg', Buffer.from('not a picture'), 'isn’t a picture'],
    ['large.png', Buffer.concat([await pictureBytes(), Buffer.alloc(2 * 1024 * 1024)]), 'at most 2 MB'],
  ] as const) {
    await choose(page, name, bytes)
    await expect(refused(page)).toContainText(words)
  }
  expect(sent).toBe(0)
  // What only the server can see.
  const whole = await pictureBytes({ format: 'jpeg', width: 800, height: 800 })
  await choose(page, 'half.jpg', whole.subarray(0, whole.length / 2))
  await expect(refused(page)).toContainText('damaged')
  // Nearly 2 MB, which no other page takes.
  const padded = Buffer.concat([await pictureBytes(), Buffer.alloc(2 * 1024 * 1024 - 10_000)])
  await choose(page, 'padded.png', padded)
  await expect(page.getByText('Logo saved.')).toBeVisible()
  await expect(page.getByLabel('Lines at the end')).toHaveValue('Typed before')
  await page.getByRole('button', { name: 'Remove logo' }).click()
  await expect(page.getByText('Logo removed.')).toBeVisible()
  await expect(page.getByAltText('Your logo')).toHaveCount(0)
})

test('a logo is served to members alone, as a picture that runs nothing', async ({ browser }) => {
  const org = await createOrg({ admin: 'owner' })
  const page = await browserOf(browser, 'admin')
  await open(page, org)
  await choose(page, 'logo.png', await pictureBytes())
  await expect(page.getByText('Logo saved.')).toBeVisible()
  const { rows } = await withDatabase((client) => client.query('select logo_hash from org where id = $1', [org.id]))
  const path = `/orgs/${org.slug}/logo/${rows[0].logo_hash}`
  const answer = await page.request.get(path)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    ...{ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' },
    'content-security-policy': expect.stringMatching(/default-src 'none'.*sandbox$/),
    'cache-control': 'private, max-age=31536000, immutable',
  })
  expect((await answer.body()).subarray(1, 4).toString()).toBe('PNG')
  const mine = await createOrg({ contractor: 'owner' })
  const stranger = await browserOf(browser, 'contractor')
  for (const other of [path, path.replace(org.slug, mine.slug)])
    expect(await stranger.request.get(other).then((said) => [said.status(), said.headers()['cache-control']])).toEqual([
      404,
      'no-store',
    ])
  const nobody = await openPage(browser)
  expect((await nobody.request.get(new URL(path, page.url()).href)).status()).toBe(404)
})

test('words without a place to break stay on the paper', async ({ browser }) => {
  const org = await createOrg()
  const word = (length: number) => 'W'.repeat(length)
  await withDatabase((client) =>
    client.query(
      `update org set (name, legal_name, street, city, website, sender_name, reply_email, footer) =
         ($2, $3, $3, $2, $4, $5, $6, $3) where id = $1`,
      [org.id, word(100), word(150), `https://${word(60).toLowerCase()}.test/`, word(60), `${word(60)}@a.test`],
    ),
  )
  const [payment] = await insertMoney(org, await createJob(org, 500_000))
  const page = await browserOf(browser, 'admin')
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of [at(org), `/orgs/${org.slug}/payments/${payment}/receipt`]) {
    await page.goto(path)
    await expect(page.getByText(word(150)).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  }
})

test('contractors and bookkeepers have no such page', async ({ browser }) => {
  const org = await createOrg()
  for (const person of ['contractor', 'bookkeeper'] as const) {
    const page = await browserOf(browser, person)
    await page.goto(`/orgs/${org.slug}/settings/integration`)
    await expect(page.getByRole('link', { name: 'Company' })).toHaveCount(0)
    expect((await page.goto(at(org)))?.status()).toBe(404)
  }
})

test('the page and a receipt of a company with everything, and of one with nothing', async ({ browser }) => {
  test.setTimeout(240_000)
  const page = await browserOf(browser, 'admin')
  await page.goto('/orgs/summit-ridge/settings/company')
  await look(page, 'company')
  const org = await createOrg()
  await withDatabase((client) =>
    client.query('update org set email = null, phone = null, state = $2 where id = $1', [org.id, 'CO']),
  )
  const [payment] = await insertMoney(org, await createJob(org, 500_000))
  await open(page, org)
  await look(page, 'company-new')
  await page.goto(`/orgs/${org.slug}/payments/${payment}/receipt`)
  await look(page, 'receipt-new')
  await withDatabase((client) =>
    client.query(
      `update org set (legal_name, email, phone, street, city, zip, website, brand_color, footer) =
         (select legal_name, email, phone, street, city, zip, website, brand_color, footer from org where slug = 'summit-ridge')
       where id = $1`,
      [org.id],
    ),
  )
  await open(page, org)
  await choose(page, 'logo.png', await pictureBytes({ width: 700, height: 160 }))
  await expect(page.getByText('Logo saved.')).toBeVisible()
  await page.goto(`/orgs/${org.slug}/payments/${payment}/receipt`)
  await expect(page.locator('article img')).toBeVisible()
  await look(page, 'receipt-company')
})
