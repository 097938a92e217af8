import { readFileSync } from 'node:fs'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { encode } from 'uqr'
import { readPdf } from '@/lib/testing/pdf'
import { complete, fillBank, fillDialog } from './support/app'
import { syncNow, withDatabase } from './support/data'
import { lineOf, unfold } from './support/editor'
import { companyWithOwner, connectPaySimple, newPerson } from './support/first-hour'
import { markAsSent } from './support/links'
import { type Production, startProduction } from './support/production'
import { advanceDays, ledgerOf } from './support/sandbox'
import { expectValidSignature } from './support/seal'
import { signDrawn, signForCompany, signTyped } from './support/signing'

// The whole road on two kinds of devices, in an installation for real with a mail server: from a customer whom nobody knows
// to a job that is paid in full. What pages, papers, emails and PaySimple say agrees to the cent.

let production: Production
test.beforeAll(async () => {
  production = await startProduction(test.info().outputPath('production'))
})
test.afterAll(() => production?.stop())

const PHONE = { viewport: { width: 390, height: 844 } }
const TABLET = { viewport: { width: 820, height: 1180 } }

const OLIVIA = { name: 'Olivia Marsh', email: 'olivia.marsh@example.com' }
const NOAH = { name: 'Noah Marsh', email: 'noah.marsh@example.com' }

/** "$4,500.00" */
const dollars = (cents: number) => `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

/** Emails what the office's page shows to people. */
async function emailTo(office: Page, people: readonly (typeof OLIVIA)[]): Promise<void> {
  await office.getByRole('button', { name: 'Email to customer' }).click()
  const dialog = office.getByRole('dialog', { name: /^Email the / })
  for (const [at, { name, email }] of people.entries()) {
    if (at > 0) await dialog.getByRole('button', { name: 'Add a person' }).click()
    const person = at > 0 ? dialog.getByRole('group', { name: `Person ${at + 1}` }) : dialog
    await person.getByLabel('Name').first().fill(name)
    await person.getByLabel('Email address').first().fill(email)
  }
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toHaveCount(0)
}

/** The text of a PDF that a link on a page downloads. */
async function pdfOf(page: Page, link: Locator): Promise<string> {
  return (await readPdf(await download(page, link))).pages.join(' ')
}
async function download(page: Page, link: Locator): Promise<Uint8Array> {
  const started = page.waitForEvent('download')
  await link.click()
  return new Uint8Array(readFileSync(await (await started).path()))
}

/** A customer's phone at their page, by the newest link in their email. */
async function phoneOf(browser: Browser, { email }: typeof OLIVIA): Promise<Page> {
  const phone = await newPerson(production, browser, PHONE)
  await phone.goto(await production.linkTo(email, 'c'))
  await phone.getByRole('button', { name: 'Open it' }).click()
  await phone.waitForURL(/\/c\/[\da-f-]{36}$/)
  return phone
}
const read = (phone: Page, name: string) => phone.getByRole('link', { name: new RegExp(`^Read.*: ${name}`) }).click()
const home = (phone: Page) => phone.getByRole('link', { name: 'Back to your job' }).click()

/** Pays what the dialog opens with, or another amount. */
async function pay(phone: Page, cents: number, fill: (dialog: Locator) => Promise<void>): Promise<void> {
  await phone
    .getByRole('button', { name: /^Pay\b/ })
    .first()
    .click()
  const dialog = phone.getByRole('dialog', { name: 'Pay' })
  await expect(dialog.getByLabel('Amount')).toHaveValue(dollars(cents).slice(1))
  await fill(dialog)
  await complete(dialog)
  await expect(dialog.getByRole('heading', { name: new RegExp(`^\\${dollars(cents)} (on|from) `) })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
}

test('from a new customer to paid in full, on the contractor’s tablet and the customers’ phones', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const { tag, slug, ownerPage } = await companyWithOwner(production, browser)
  await connectPaySimple(ownerPage, slug, tag)
  const storageState = await ownerPage.context().storageState()
  const office = await newPerson(production, browser, { ...TABLET, storageState })
  const [base, roof, total] = [310_000, 815_000, 1_125_000]
  const [deposit, draw, change] = [112_500, 450_000, 120_000]

  const path = await test.step('a new customer, and a proposal with options and a schedule', async () => {
    await office.goto(`/orgs/${slug}/jobs/new`)
    await office.getByLabel('First name').fill('Olivia')
    await office.getByLabel('Last name').fill('Marsh')
    await office.getByLabel('Email').fill(OLIVIA.email)
    await office.getByLabel('Title').fill('New roof')
    await office.getByRole('button', { name: 'Create job' }).click()
    await office.waitForURL(/\/jobs\/\d+/)
    const [, number = ''] = /\/jobs\/(\d+)/.exec(office.url()) ?? []
    await office.getByRole('link', { name: 'Proposal', exact: true }).click()
    await office.getByRole('button', { name: /Create proposal/ }).click()
    await lineOf(office, 1).getByLabel('Description').fill('Tear-off')
    await lineOf(office, 1).getByLabel('Quantity').fill('1')
    await lineOf(office, 1).getByLabel('Unit price, $').fill('3,100.00')
    await office.getByRole('button', { name: 'Add choice' }).click()
    for (const [option, description, price] of [
      ['Good', 'Three-tab shingles', '6,400.00'],
      ['Better', 'Architectural shingles', '8,150.00'],
    ] as const) {
      const region = office.getByRole('region', { name: option, exact: true })
      await region.getByLabel('Description').fill(description)
      await region.getByLabel('Quantity').fill('1')
      await region.getByLabel('Unit price, $').fill(price)
    }
    await office.getByRole('button', { name: 'Best: more' }).click()
    await office.getByRole('menuitem', { name: 'Remove', exact: true }).click()
    await unfold(office, 'Payment schedule')
    await office.getByRole('button', { name: 'Add payment schedule' }).click()
    await office.getByRole('button', { name: 'Add payment', exact: true }).click()
    const part = office.getByRole('group', { name: 'Payment 2' })
    await part.getByRole('textbox', { name: 'Payment' }).fill('Roof is dry')
    await part.getByLabel('Amount: $ or %').fill('40%')
    await part.getByLabel('Milestone').fill('Roof is dry')
    await office.getByRole('button', { name: 'Done' }).click()
    await markAsSent(office)
    await emailTo(office, [OLIVIA])
    return `/orgs/${slug}/jobs/${number}`
  })

  const olivia = await test.step('accepted on a phone, by the link in the email', async () => {
    const phone = await phoneOf(browser, OLIVIA)
    await read(phone, 'Proposal')
    await phone.getByLabel('Better').check()
    await phone.getByRole('button', { name: `Accept at ${dollars(base + roof)}` }).click()
    await expect(phone.getByText(/^Accepted /)).toBeVisible()
    await expect(office.getByText(/Accepted at .*11,250\.00/)).toBeVisible()
    return phone
  })

  const noah = await test.step('an agreement, signed by both owners and the contractor', async () => {
    await office.getByRole('link', { name: 'Agreement', exact: true }).click()
    await office.getByRole('button', { name: 'Create agreement from proposal' }).click()
    await expect(office.getByRole('cell', { name: 'Architectural shingles' })).toBeVisible()
    await markAsSent(office)
    await emailTo(office, [OLIVIA, NOAH])
    const phone = await phoneOf(browser, NOAH)
    await home(olivia)
    await read(olivia, 'Agreement')
    await read(phone, 'Agreement')
    await signTyped(olivia, OLIVIA.name)
    await signDrawn(phone)
    await signForCompany(office, 'Olga Owner')
    for (const page of [olivia, phone]) await expect(page.getByText('Signed by everybody')).toBeVisible()
    return phone
  })

  await test.step('sealed: everybody has a copy, which is ours, whole and unchanged', async () => {
    await expect(olivia.getByText(/^Sealed .*, fingerprint /)).toBeVisible()
    const sealed = Buffer.from(await download(olivia, olivia.getByRole('link', { name: 'Sealed copy' })))
    for (const { email } of [OLIVIA, NOAH]) {
      const { attachments } = await production.emailTo(email, 'signed agreement for New roof')
      expect(attachments.find(({ contentType }) => contentType === 'application/pdf')?.content.equals(sealed)).toBe(
        true,
      )
    }
    const text = (await readPdf(sealed)).pages.join(' ')
    for (const words of [OLIVIA.name, NOAH.name, 'Olga Owner', dollars(total), dollars(deposit), dollars(draw)])
      expect(text).toContain(words)
    expect(text.match(/I HEREBY CANCEL THIS TRANSACTION/g)).toHaveLength(2)
    const anybody = await newPerson(production, browser)
    await anybody.goto('/verify')
    const choose = (name: string, buffer: Buffer) =>
      anybody.getByLabel('File to check').setInputFiles({ name, mimeType: 'application/pdf', buffer })
    await choose('agreement.pdf', sealed)
    await expect(anybody.getByRole('heading', { name: 'This is the paper as it was sealed' })).toBeVisible()
    await expect(anybody.getByRole('listitem').nth(3)).toContainText('Yes. Each step is as it was written down.')
    await choose('added.pdf', Buffer.concat([sealed, Buffer.from('\n')]))
    await expect(anybody.getByRole('heading', { name: /^Something was added to this file/ })).toBeVisible()
    expectValidSignature(sealed)
  })

  await test.step('the deposit by card, from the link', async () => {
    await home(olivia)
    await pay(olivia, deposit, (dialog) => fillDialog(dialog))
    await production.emailTo(OLIVIA.email, `your payment of ${dollars(deposit)}`)
    const receipt = olivia.getByRole('link', { name: `Receipt for ${dollars(deposit)}` })
    expect(await pdfOf(olivia, receipt)).toContain(dollars(deposit))
  })

  await test.step('the draw from a bank account, once the roof is dry', async () => {
    await office.goto(`${path}/agreement`)
    await office.getByRole('button', { name: 'Mark as reached: Roof is dry' }).click()
    await home(noah)
    await expect(noah.getByText(`Due now: ${dollars(draw)}`)).toBeVisible()
    await pay(noah, draw, (dialog) => fillBank(dialog))
  })

  await test.step('a change order is signed and paid', async () => {
    await office.getByRole('button', { name: 'New change order' }).click()
    await lineOf(office, 1).getByLabel('Description').fill('Skylight')
    await lineOf(office, 1).getByLabel('Quantity').fill('1')
    await lineOf(office, 1).getByLabel('Unit price, $').fill('1,200.00')
    await unfold(office, 'Payments')
    await office.getByLabel('Where the change lands').selectOption({ label: 'On a payment of its own' })
    await office.getByRole('button', { name: 'Done' }).click()
    await markAsSent(office)
    await emailTo(office, [OLIVIA, NOAH])
    for (const phone of [olivia, noah]) await read(phone, 'Change order 1')
    await signTyped(olivia, OLIVIA.name)
    await signTyped(noah, NOAH.name)
    await signForCompany(office, 'Olga Owner')
    await expect(noah.getByText('Signed by everybody')).toBeVisible()
    await home(olivia)
    await home(noah)
    await pay(olivia, change, (dialog) => fillDialog(dialog))
  })

  await test.step('the final payment, and paid in full', async () => {
    const final = total - deposit - draw
    await pay(noah, final, (dialog) => fillDialog(dialog))
    for (const page of [olivia, noah]) {
      await expect(page.getByRole('heading', { name: 'Paid in full' })).toBeVisible()
      await expect(page.getByText(`${dollars(total + change)} paid of ${dollars(total + change)}`)).toBeVisible()
    }
    const ledger = await ledgerOf(`APIUser${tag}`)
    expect(ledger.map(({ amountCents }) => amountCents).sort((a, b) => a - b)).toEqual(
      [deposit, draw, change, final].sort((a, b) => a - b),
    )
  })

  await test.step('everything settles, and all papers say the same', async () => {
    await advanceDays(7)
    const { rows } = await withDatabase(
      (client) => client.query('select id from org where slug = $1', [slug]),
      production.databaseUrl,
    )
    await syncNow(rows[0], production.databaseUrl)
    await office.goto(`/orgs/${slug}/payments`)
    await expect(office.getByRole('cell', { name: 'Settled', exact: true })).toHaveCount(4)
    await expect(olivia.getByText('Settled', { exact: true })).toHaveCount(4)
    await office.goto(`${path}/timeline`)
    const statement = await pdfOf(office, office.getByRole('link', { name: 'PDF' }))
    for (const cents of [total, change, deposit, draw, total - deposit - draw])
      expect(statement).toContain(dollars(cents))
    await read(olivia, 'Agreement')
    const agreement = await pdfOf(olivia, olivia.getByRole('link', { name: 'PDF', exact: true }))
    for (const cents of [total, deposit, draw, total - deposit - draw]) expect(agreement).toContain(dollars(cents))
  })
})

test('in the room: the customer scans the code on the tablet, signs and pays the deposit', async ({ browser }) => {
  test.setTimeout(480_000)
  const { tag, slug, ownerPage: office } = await companyWithOwner(production, browser)
  await connectPaySimple(office, slug, tag)
  await office.setViewportSize(TABLET.viewport)
  await office.goto(`/orgs/${slug}/jobs/new`)
  await office.getByLabel('First name').fill('Olivia')
  await office.getByLabel('Last name').fill('Marsh')
  await office.getByLabel('Title').fill('Gutters')
  await office.getByRole('button', { name: 'Create job' }).click()
  await office.getByRole('link', { name: 'Agreement', exact: true }).click()
  await office.getByRole('button', { name: /Create agreement/ }).click()
  await lineOf(office, 1).getByLabel('Description').fill('Gutters')
  await lineOf(office, 1).getByLabel('Quantity').fill('1')
  await lineOf(office, 1).getByLabel('Unit price, $').fill('2,400.00')
  await unfold(office, 'Payment schedule')
  await office.getByRole('button', { name: 'Add payment schedule' }).click()
  await office.getByRole('button', { name: 'Done' }).click()
  await markAsSent(office)
  await office.getByRole('button', { name: 'Sign in the room' }).click()
  await office.getByLabel('Name of the customer who signs').fill(OLIVIA.name)
  await office.getByRole('button', { name: 'Add to those who sign' }).click()
  await expect(office.getByText('Not signed yet')).toHaveCount(1)
  await office.getByRole('button', { name: 'First Roofing signs, too' }).click()
  await office.getByRole('button', { name: 'Sign here' }).click()
  await office.getByRole('button', { name: 'Show the code' }).click()
  const address = await office.getByRole('button', { name: /^Copy http/ }).innerText()

  // A phone's camera reads the code: what it draws is the address.
  const { data } = encode(address, { border: 4 })
  const squares = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  const code = office.getByRole('dialog').getByRole('img').locator('path')
  expect(await code.getAttribute('d')).toBe(squares)
  const phone = await newPerson(production, browser, PHONE)
  await phone.goto(new URL(address).pathname)
  await phone.getByRole('button', { name: 'Open it' }).click()
  await read(phone, 'Agreement')
  await office.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await signTyped(phone, OLIVIA.name)
  await signForCompany(office, 'Olga Owner')
  await expect(phone.getByText('Signed by everybody')).toBeVisible()
  await home(phone)
  await pay(phone, 24_000, (dialog) => fillDialog(dialog))
  await expect(phone.getByText('$240.00 paid of $2,400.00')).toBeVisible()
  expect(await ledgerOf(`APIUser${tag}`)).toMatchObject([{ amountCents: 24_000, status: 'Authorized' }])
})
