import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { contentSchema, type DocumentContent } from '@/lib/documents/content'
import { readPdf } from '@/lib/testing/pdf'
import { readsUnderWay } from './support/actions'
import { browserOf } from './support/app'
import { createOrg, type TestOrg, withDatabase } from './support/data'
import { openBeforeScripts } from './support/early'
import { customerBrowser, markAsSent, mintLink, openLink } from './support/links'
import { look } from './support/look'

// The customer's page: opened by a person, read, chosen from and answered on a phone; and everything that opens nothing.

const line = (id: string, description: string, unitPriceCents: number, more = {}) => ({
  ...{ id, description, unitPriceCents, quantityHundredths: 100, taxRateIds: ['state'] },
  ...more,
})
const CONTENT = contentSchema.parse({
  ...{ title: 'New roof', terms: '# Warranty\nTen years on workmanship.' },
  taxRates: [{ id: 'state', name: 'State tax', rateThousandths: 2_900 }],
  sections: [
    {
      ...{ id: 'roof', title: 'Roof' },
      lines: [
        line('tear-off', 'Tear-off', 310_000, { taxRateIds: [] }),
        line('skylight', 'Skylight', 120_000, { optional: { taken: false } }),
      ],
    },
  ],
  optionGroups: [
    {
      ...{ id: 'shingles', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'better' },
      options: [
        { id: 'better', title: 'Architectural', lines: [line('arch', 'Architectural shingles', 815_000)] },
        { id: 'best', title: 'Metal', lines: [line('metal', 'Standing seam', 1_490_000)] },
      ],
    },
  ],
  schedule: [
    { id: 'deposit', label: 'Deposit', kind: 'percent', percentThousandths: 10_000, due: { on: 'signing' } },
    { id: 'final', label: 'Final payment', kind: 'rest', due: { on: 'completion' } },
  ],
})

/** A job with a proposal as a draft. */
async function jobWithDraft(org: TestOrg, content: DocumentContent = CONTENT) {
  const [customerId, id, number] = [randomUUID(), randomUUID(), 4_000 + Math.floor(Math.random() * 5_000)]
  await withDatabase(async (client) => {
    await client.query(
      `insert into customer (org_id, id, first_name, last_name, email, updated_at)
       values ($1, $2, 'Olivia', 'Marsh', 'olivia.marsh@example.com', now())`,
      [org.id, customerId],
    )
    await client.query(
      `insert into job (org_id, id, number, title, customer_id, street, city, state, zip, updated_at)
       values ($1, $2, $3, 'New roof', $4, '12 Elm Street', 'Denver', 'CO', '80202', now())`,
      [org.id, id, number, customerId],
    )
    await client.query(
      `insert into document (org_id, id, job_id, kind, stage, content, total_cents, updated_at)
       values ($1, $2, $3, 'proposal', 'draft', $4, 1148635, now())`,
      [org.id, randomUUID(), id, JSON.stringify(content)],
    )
  })
  return { id, number }
}

/** A proposal that was sent, and its customer at their link on a phone. */
async function sentToPhone(browser: Browser) {
  const org = await createOrg()
  const job = await jobWithDraft(org)
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${org.slug}/jobs/${job.number}/proposal`)
  await markAsSent(office)
  const link = await mintLink(org, job)
  const phone = await customerBrowser(browser)
  await openLink(phone, link)
  return { office, link, phone }
}

test('a customer opens their link on a phone, chooses, asks and accepts, and the office sees it at once', async ({
  browser,
}) => {
  const org = await createOrg()
  const job = await jobWithDraft(org)
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${org.slug}/jobs/${job.number}/proposal`)
  const link = await mintLink(org, job)
  const phone = await customerBrowser(browser)

  // Before it is sent there is nothing to see.
  await openLink(phone, link)
  await expect(phone.getByText('Nothing was sent yet.')).toBeVisible()
  await markAsSent(office)
  // The page follows.
  await phone.getByRole('link', { name: 'Read and answer: Proposal' }).click()
  await expect(phone.getByRole('heading', { name: /Proposal \d+/ })).toBeVisible()
  await expect(phone.getByText('Tear-off')).toBeVisible()
  expect(new URL(phone.url()).pathname).toBe(`/c/${link.id}/proposal`)
  await look(phone, 'customer-paper')
  await phone.setViewportSize({ width: 390, height: 844 })

  await phone.getByRole('button', { name: 'Ask a question' }).click()
  await phone.getByLabel('Your question').fill('Is the gutter part of it?')
  await phone.getByRole('button', { name: 'Send the question' }).click()
  await expect(phone.getByText('Your question was sent')).toBeVisible()

  await phone.getByLabel('Metal').check()
  await phone.getByLabel('Skylight').check()
  // 3,100 + (14,900 + 1,200) × 1.029
  await phone.getByRole('button', { name: 'Accept at $19,666.90' }).click()
  await expect(phone.getByText(/^Accepted /)).toBeVisible()
  await expect(office.getByText(/Accepted at .*19,666\.90/)).toBeVisible()
  await expect(office.getByText('recorded by Olivia Marsh')).toBeVisible()

  const download = phone.waitForEvent('download')
  await phone.getByRole('link', { name: 'PDF' }).click()
  const file = await (await download).path()
  const { pages } = await readPdf(readFileSync(file))
  expect(pages.join(' ')).toContain('Standing seam')

  await phone.getByRole('link', { name: 'Back to your job' }).click()
  await expect(phone.getByText('$19,666.90').first()).toBeVisible()
  await look(phone, 'customer-page')

  await office.getByRole('link', { name: 'Timeline' }).click()
  for (const words of ['Proposal viewed', 'Proposal asked about', '“Is the gutter part of it?”', 'Proposal accepted'])
    await expect(office.getByText(words).first()).toBeVisible()
  const { rows } = await withDatabase((client) =>
    client.query(
      `select notice ->> 'title' as title from email where org_id = $1 and kind = 'notice' order by created_at`,
      [org.id],
    ),
  )
  expect(rows.map(({ title }) => title).filter((title, n, all) => all.indexOf(title) === n)).toEqual([
    'Olivia Marsh has a question about the proposal',
    'Olivia Marsh accepted the proposal',
  ])
})

test('fault 12: what was chosen before the page’s scripts came counts', async ({ browser }) => {
  const { link, phone } = await sentToPhone(browser)
  const scriptsCome = await openBeforeScripts(phone, `/c/${link.id}/proposal`)
  await phone.getByLabel('Metal').check()
  await phone.getByLabel('Skylight').check()
  scriptsCome()
  await expect(phone.getByRole('button', { name: 'Accept at $19,666.90' })).toBeVisible()
  await expect(phone.getByLabel('Metal')).toBeChecked()
  await expect(phone.getByLabel('Skylight')).toBeChecked()
})

test('a customer declines with a reason, and what they typed stays where that fails', async ({ browser }) => {
  const { office, phone } = await sentToPhone(browser)
  await phone.getByRole('link', { name: 'Read and answer: Proposal' }).click()
  await phone.getByRole('button', { name: 'Decline' }).click()
  await phone.getByRole('button', { name: 'Decline the proposal' }).click()
  await expect(phone.getByText('Say why, in a few words.').first()).toBeVisible()
  await phone.getByLabel('Why not?').fill('We chose somebody else.')
  await phone.context().setOffline(true)
  await phone.getByRole('button', { name: 'Decline the proposal' }).click()
  await expect(phone.getByText(/Can’t reach Plumbline/)).toBeVisible()
  await expect(phone.getByLabel('Why not?')).toHaveValue('We chose somebody else.')
  await phone.context().setOffline(false)
  await phone.getByRole('button', { name: 'Decline the proposal' }).click()
  await expect(phone.getByText('If you have changed your mind')).toBeVisible()
  await expect(office.getByText('Declined').first()).toBeVisible()
})

test('showing a link changes nothing, and all that opens nothing answers alike', async ({ browser }) => {
  const org = await createOrg()
  const job = await jobWithDraft(org)
  const [link, revoked, expired] = [
    await mintLink(org, job),
    await mintLink(org, job, 'noah@example.com'),
    await mintLink(org, job, 'ann@example.com'),
  ]
  const states = () =>
    withDatabase(async (client) => {
      const of = [org.id]
      const links = await client.query(
        'select id, uses, opened_at, last_used_at, expires_at, revoked_at from customer_link where org_id = $1 order by id',
        of,
      )
      const tokens = await client.query('select count(*) from customer_link_token where org_id = $1', of)
      const events = await client.query('select count(*) from document_event where org_id = $1', of)
      return [links.rows, tokens.rows, events.rows]
    })
  await withDatabase(async (client) => {
    await client.query('update customer_link set revoked_at = now() where id = $1', [revoked.id])
    await client.query(`update customer_link set expires_at = now() - interval '1 second' where id = $1`, [expired.id])
  })
  const before = await states()
  const page = await customerBrowser(browser)
  // A scanner of mail: it asks, asks for the head, and runs the scripts of what it gets.
  for (const method of ['get', 'head'] as const) expect((await page.request[method](link.path)).status()).toBe(200)
  const prefetch = { 'next-router-prefetch': '1', rsc: '1', purpose: 'prefetch' }
  await page.request.get(link.path, { headers: prefetch })
  await page.goto(link.path)
  await expect(page.getByText('This page is for')).toBeVisible()
  await page.waitForLoadState('networkidle')
  expect(await page.context().cookies()).toEqual([])
  expect(await states()).toEqual(before)
  const { headers } = { headers: (await page.request.get(link.path)).headers() }
  expect(headers['cache-control']).toContain('no-store')
  await expect(page.locator('meta[name=referrer]')).toHaveAttribute('content', 'no-referrer')
  await expect(page.locator('meta[name=robots]').first()).toHaveAttribute('content', /noindex/)

  const unknown = `/c/${'A'.repeat(43)}`
  const answers = []
  for (const path of [unknown, revoked.path, expired.path, `/c/${link.id}`, `/c/${randomUUID()}`, '/c/x']) {
    const answer = await page.request.get(path)
    await page.goto(path)
    answers.push({ status: answer.status(), text: await page.locator('main').innerText(), title: await page.title() })
  }
  expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1)
  expect(answers[0]).toMatchObject({ status: 404, text: expect.stringContaining('This link doesn’t open anything') })
  for (const path of ['proposal', 'proposal/pdf', 'logo', `receipts/${randomUUID()}`, `files/${'a'.repeat(64)}`])
    expect((await page.request.get(`/c/${link.id}/${path}`)).status(), path).toBe(404)
  expect(await states()).toEqual(before)
  await page.goto(link.path)
  await look(page, 'customer-door')
  await page.goto(unknown)
  await look(page, 'customer-link-over')
})

test('a link that is revoked while its page is open does nothing any longer', async ({ browser }) => {
  const { link, phone } = await sentToPhone(browser)
  const reading = readsUnderWay(phone)
  await phone.getByRole('link', { name: 'Read and answer: Proposal' }).click()
  await phone.getByRole('button', { name: 'Ask a question' }).click()
  await phone.getByLabel('Your question').fill('Is the gutter part of it?')
  // That it was viewed has the page read once more, which an open dialog only keeps from beginning.
  await expect.poll(reading).toBe(0)
  await withDatabase((client) => client.query('update customer_link set revoked_at = now() where id = $1', [link.id]))
  await phone.getByRole('button', { name: 'Send the question' }).click()
  await expect(phone.getByText('This link no longer works, so nothing was done.').first()).toBeVisible()
  await expect(phone.getByLabel('Your question')).toHaveValue('Is the gutter part of it?')
  await phone.reload()
  await expect(phone.getByRole('heading', { name: 'This link doesn’t open anything' })).toBeVisible()
})
