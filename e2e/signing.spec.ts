import { readFileSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { readPdf } from '@/lib/testing/pdf'
import { browserOf } from './support/app'
import { createJob, createOrg, withDatabase } from './support/data'
import { customerBrowser, emailedLink, markAsSent, openLink } from './support/links'
import { look } from './support/look'
import { expectValidSignature } from './support/seal'
import { consentToSign, drawStrokes } from './support/signing'

// An agreement is signed by everybody who was asked to: on their own phones, typed or drawn, and in the office.

const PHONE = { width: 390, height: 844 }

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, isThere: () => Promise<boolean>) {
  for (let presses = 0; presses < 60; presses++) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab never gets there')
}
const isFocused = (page: Page, role: 'button' | 'textbox' | 'link', name: string) => () =>
  page.getByRole(role, { name }).evaluate((element) => element === document.activeElement)

/** A company, a job whose agreement was sent, and the contractor's browser on its page. */
async function sentAgreement(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 500_000, { kind: 'agreement', stage: 'draft' })
  const office = await browserOf(browser, 'contractor')
  await office.goto(`/orgs/${org.slug}/jobs/${job.number}/agreement`)
  await markAsSent(office)
  return { org, job, office }
}

test('two owners and the contractor sign an agreement, and everybody sees it at once', async ({ browser }) => {
  const { org, job, office } = await sentAgreement(browser)
  await expect(office.getByText('Nobody was asked to sign here yet.')).toBeVisible()
  await look(office, 'signing-none')

  await test.step('the office emails it to both, who sign it, and its own signature is asked for', async () => {
    await office.getByRole('button', { name: 'Email to customer' }).click()
    const dialog = office.getByRole('dialog', { name: 'Email the agreement' })
    await dialog.getByLabel('Name').fill('Olivia Marsh')
    await dialog.getByLabel('Email address').fill('olivia.marsh@example.com')
    await dialog.getByRole('button', { name: 'Add a person' }).click()
    const second = dialog.getByRole('group', { name: 'Person 2' })
    await second.getByLabel('Name').fill('Noah Marsh')
    await second.getByLabel('Email address').fill('noah@example.com')
    for (const name of ['They sign it', 'Your company signs it, too'])
      await expect(dialog.getByLabel(name)).toBeChecked()
    await look(office, 'signing-email')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(office.getByText('Not signed yet')).toHaveCount(3)
    await look(office, 'signing-office')
  })

  const olivia = await customerBrowser(browser)
  const noah = await customerBrowser(browser)
  await test.step('one signs by keyboard alone', async () => {
    await openLink(olivia, await emailedLink(org, job, 'olivia.marsh@example.com'))
    await olivia.getByRole('link', { name: 'Read and sign: Agreement' }).press('Enter')
    await expect(olivia.getByText('Paper instead')).toBeVisible()
    await look(olivia, 'signing-consent')
    await olivia.setViewportSize(PHONE)
    const opened = olivia.context().waitForEvent('page')
    await tabTo(olivia, isFocused(olivia, 'link', 'Open the PDF'))
    await olivia.keyboard.press('Enter')
    await (await opened).close()
    await tabTo(olivia, isFocused(olivia, 'button', 'I can read it, and agree'))
    await olivia.keyboard.press('Enter')
    await expect(olivia.getByRole('heading', { name: 'Sign the agreement' })).toBeFocused()
    await tabTo(olivia, isFocused(olivia, 'textbox', 'Your name'))
    await olivia.keyboard.press('Enter')
    await expect(olivia.getByText('Type your name, or draw your signature instead.')).toBeVisible()
    await expect(olivia.getByRole('textbox', { name: 'Your name' })).toBeFocused()
    await olivia.keyboard.type('도큐멘소')
    await expect(olivia.getByText('Some of these letters can’t be printed')).toBeVisible()
    await olivia.keyboard.press('Control+A')
    await olivia.keyboard.type('Olivia Núñez-Marsh')
    await look(olivia, 'signing-typed')
    await olivia.setViewportSize(PHONE)
    await olivia.keyboard.press('Tab')
    await expect(olivia.getByRole('button', { name: 'Sign the agreement' })).toBeFocused()
    await olivia.keyboard.press('Enter')
    await expect(olivia.getByText(/^You signed on/)).toBeVisible()
    await expect(olivia.getByText(/^Still to sign: Noah Marsh and /)).toBeVisible()
    await look(olivia, 'signing-signed')
    await expect(office.getByText('Not signed yet')).toHaveCount(2)
  })

  await test.step('the other one draws', async () => {
    await openLink(noah, await emailedLink(org, job, 'noah@example.com'))
    await noah.getByRole('link', { name: 'Read and sign: Agreement' }).click()
    await noah.getByRole('button', { name: 'I can read it, and agree' }).click()
    await expect(noah.getByText('Open the PDF first')).toBeVisible()
    await consentToSign(noah)
    await noah.getByLabel('Draw your signature').check()
    await noah.getByRole('button', { name: 'Sign the agreement' }).click()
    await expect(noah.getByText('Draw your signature first')).toBeVisible()
    await drawStrokes(noah, [0.3, 0.6])
    await noah.getByRole('button', { name: 'Undo' }).click()
    await look(noah, 'signing-drawn')
    await noah.setViewportSize(PHONE)
    await noah.getByRole('button', { name: 'Sign the agreement' }).click()
    await expect(noah.getByText(/^You signed on/)).toBeVisible()
  })

  await test.step('the contractor signs as the last, and the agreement is signed for all', async () => {
    await expect(office.getByText('Not signed yet')).toHaveCount(1)
    await office.getByRole('button', { name: /^Sign for / }).click()
    const dialog = office.getByRole('dialog', { name: /^Sign for / })
    await dialog.getByRole('textbox', { name: 'Your name' }).fill('Marco Rossi')
    await look(office, 'signing-company')
    await dialog.getByRole('button', { name: 'Sign the agreement' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(office.getByText('Signed, ')).toBeVisible()
    for (const page of [olivia, noah]) await expect(page.getByText('Signed by everybody')).toBeVisible()
    await look(olivia, 'signing-complete')
    await look(office, 'signing-office-complete')
  })

  await test.step('it is sealed by itself: each downloads the copy, and it is known as ours', async () => {
    for (const page of [office, olivia, noah]) await expect(page.getByText(/^Sealed .*, fingerprint /)).toBeVisible()
    await look(olivia, 'sealed-customer')
    await look(office, 'sealed-office')
    const files: Buffer[] = []
    for (const page of [olivia, office]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'Sealed copy' }).click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^agreement-\d+-version-1-sealed\.pdf$/)
      files.push(readFileSync(await download.path()))
    }
    const [pdf = Buffer.alloc(0), other] = files
    expect(other?.equals(pdf)).toBe(true)
    const { pages, isAccessible } = await readPdf(pdf)
    expect(isAccessible).toBe(true)
    for (const words of [
      'Certificate of signing',
      'Olivia Núñez-Marsh',
      'By email to noah@example.com',
      'Drawn by hand',
    ])
      expect(pages.join(' ')).toContain(words)
    const anybody = await customerBrowser(browser)
    await anybody.goto('/verify')
    await anybody.getByLabel('File to check').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: pdf })
    await expect(anybody.getByRole('heading', { name: 'This is the paper as it was sealed' })).toBeVisible()
    expectValidSignature(pdf)
  })

  const { rows } = await withDatabase((client) =>
    client.query(
      `select kind, text, jsonb_array_length(strokes) as strokes, link_id is not null as by_link from signature
       where org_id = $1 order by signed_at`,
      [org.id],
    ),
  )
  expect(rows).toEqual([
    { kind: 'typed', text: 'Olivia Núñez-Marsh', strokes: null, by_link: true },
    { kind: 'drawn', text: null, strokes: 1, by_link: true },
    { kind: 'typed', text: 'Marco Rossi', strokes: null, by_link: false },
  ])
  await office.getByRole('link', { name: 'Timeline' }).click()
  for (const words of [
    'Agreement sent for signature',
    'Agreement to be signed electronically',
    'Agreement signed',
    'Agreement sealed',
  ])
    await expect(office.getByText(words).first()).toBeVisible()
})

test('somebody declines, and whoever else was asked reads why; others only read', async ({ browser }) => {
  const { org, job, office } = await sentAgreement(browser)
  await office.getByRole('button', { name: 'Sign in the room' }).click()
  await office.getByLabel('Name of the customer who signs').fill('Olivia Marsh')
  await office.getByRole('button', { name: 'Add to those who sign' }).click()
  await office.getByRole('button', { name: 'Sign here' }).click()
  await office.getByRole('button', { name: 'Show the code' }).click()
  const address = await office.getByRole('button', { name: /^Copy http/ }).innerText()
  const phone = await customerBrowser(browser)
  await phone.goto(new URL(address).pathname)
  await phone.getByRole('button', { name: 'Open it' }).click()
  await phone.getByRole('link', { name: 'Read and sign: Agreement' }).click()
  await office.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

  await office.getByRole('button', { name: 'Email to customer' }).click()
  const dialog = office.getByRole('dialog', { name: 'Email the agreement' })
  await dialog.getByLabel('Name').fill('Zoe Reader')
  await dialog.getByLabel('Email address').fill('zoe@example.com')
  await dialog.getByLabel('They sign it').uncheck()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(dialog).toHaveCount(0)
  const reader = await customerBrowser(browser)
  await openLink(reader, await emailedLink(org, job, 'zoe@example.com'))
  await reader.getByRole('link', { name: 'Read: Agreement' }).click()
  await expect(reader.getByText('This is for Olivia Marsh to sign')).toBeVisible()

  await phone.getByRole('button', { name: 'Decline to sign' }).click()
  await phone.getByLabel('Why not?').fill('The price is wrong.')
  await phone.getByRole('dialog').getByRole('button', { name: 'Decline to sign' }).click()
  for (const page of [phone, reader]) {
    await expect(page.getByText('Olivia Marsh declined to sign')).toBeVisible()
    await expect(page.getByText('Why: “The price is wrong.”')).toBeVisible()
  }
  await expect(office.getByText('Nothing more is signed of this version.')).toBeVisible()
  await look(office, 'signing-declined')
})
