import { createHash } from 'node:crypto'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { encode } from 'uqr'
import { browserOf } from './support/app'
import { createJob, createOrg, type TestJob, withDatabase } from './support/data'
import { look } from './support/look'

// The office gives a customer the link to their page: by email, as a code in the room, copied; and takes it away. The
// tests' system has no mail server: what is sent stays in the mailbox.

const section = (page: Page) => page.getByRole('region', { name: 'Customer’s page' })

/** A proposal that was sent, and a contractor's browser. */
async function sentProposal(browser: Browser) {
  const org = await createOrg()
  const job = await createJob(org, 500_000, { kind: 'proposal', stage: 'draft' })
  const page = await browserOf(browser, 'contractor', { permissions: ['clipboard-read', 'clipboard-write'] })
  const path = `/orgs/${org.slug}/jobs/${job.number}`
  await page.goto(`${path}/proposal`)
  await expect(page.getByRole('button', { name: 'Email to customer' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: 'Sent', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Email to customer' })).toBeVisible()
  return { org, job, page, path }
}

const query = async <T>(sql: string, job: TestJob): Promise<T[]> =>
  (await withDatabase((client) => client.query(sql, [job.id]))).rows
const emailsOf = (job: TestJob) =>
  query<{ to: string; status: string; message: string | null }>(
    `select "to", status, message from email join customer_link link on link.id = email.link_id
     where link.job_id = $1 order by email.created_at, email.id`,
    job,
  )
/** Whether an address opens a link of the job. */
async function opens(address: string, job: TestJob): Promise<boolean> {
  const hash = createHash('sha256')
    .update(address.slice(address.lastIndexOf('/') + 1))
    .digest('hex')
  const found = await query<{ hash: string }>(
    `select encode(hash, 'hex') as hash from customer_link_token token
     join customer_link link on link.id = token.link_id
     where link.job_id = $1 and revoked_at is null and token.expires_at > now() and link.expires_at > now()`,
    job,
  )
  return found.some((each) => each.hash === hash)
}
/** The squares of the code that says a text, as lib/qr.ts draws them. */
function squaresOf(text: string): string {
  const { data } = encode(text, { border: 4 })
  return data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
}

test('a proposal is emailed to two people, once each, and the job says how it went', async ({ browser }) => {
  const { org, job, page, path } = await sentProposal(browser)
  await page.getByRole('button', { name: 'Email to customer' }).click()
  const dialog = page.getByRole('dialog', { name: 'Email the proposal' })
  await expect(dialog.getByLabel('Email address')).toHaveValue('olivia.marsh@example.com')

  await test.step('what is typed stays while something is wrong', async () => {
    await dialog.getByRole('textbox', { name: /^Message/ }).fill('Have a look, and call me.')
    await dialog.getByRole('button', { name: 'Add a person' }).click()
    const second = dialog.getByRole('group', { name: 'Person 2' })
    await expect(second.getByLabel('Name')).toBeFocused()
    await second.getByLabel('Name').fill('Noah Marsh')
    await second.getByLabel('Email address').fill('olivia.marsh@example.com')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect(dialog.getByText('This address is in the list already.').first()).toBeVisible()
    await look(page, 'email-link')
    await second.getByLabel('Email address').fill('noah@example.com')
    await expect(dialog.getByRole('textbox', { name: /^Message/ })).toHaveValue('Have a look, and call me.')
  })

  await dialog.getByRole('button', { name: 'Send' }).dblclick()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'On its way to' })).toHaveText(
    'On its way to olivia.marsh@example.com, noah@example.com.',
  )
  const message = 'Have a look, and call me.'
  await expect
    .poll(() => emailsOf(job))
    .toEqual([
      { to: 'olivia.marsh@example.com', status: 'sent', message },
      { to: 'noah@example.com', status: 'sent', message },
    ])

  await page.goto(`${path}/information`)
  const olivia = section(page).getByRole('listitem').filter({ hasText: 'Olivia Marsh' })
  await expect(olivia).toContainText('Given by email, by')
  await expect(olivia).toContainText('Works until')
  await expect(olivia).toContainText('Not opened yet')
  await look(page, 'customer-links')

  await test.step('the mailbox has the email without what opens the page', async () => {
    await olivia.getByRole('link', { name: /^Kept in the Mailbox/ }).click()
    await expect(page.getByText('Plumbline doesn’t keep the link that this email brought')).toBeVisible()
    await expect(page.locator('pre')).toContainText('/c/…')
    await expect(page.locator('pre')).toContainText(message)
    await look(page, 'email-with-link')
    await page.getByRole('link', { name: 'Copy a working link' }).click()
    await expect(section(page)).toBeVisible()
  })

  await test.step('one that failed is in front of the office, which emails it from the job', async () => {
    await withDatabase((client) =>
      client.query(
        `update email set status = 'failed', attempts = 1, attention_at = now(), last_error = '550 No such mailbox'
         where org_id = $1 and "to" = 'noah@example.com'`,
        [org.id],
      ),
    )
    const office = await browserOf(browser, 'bookkeeper')
    await office.goto(`/orgs/${org.slug}/payments`)
    await expect(office.getByText('Customer’s link not delivered', { exact: true })).toBeVisible()
    await expect(office.getByText(/550 No such mailbox/)).toBeVisible()
    await office.getByRole('link', { name: 'Email it from the job' }).click()
    await expect(section(office).getByText(/Email not delivered\. 550 No such mailbox/)).toBeVisible()
    // Who only reads sees the list.
    await expect(section(office).getByRole('button')).toHaveCount(0)
    await page.reload()
    const noah = section(page).getByRole('listitem').filter({ hasText: 'Noah Marsh' })
    await noah.getByRole('button', { name: 'Email again' }).click()
    const again = page.getByRole('dialog', { name: 'Email the link' })
    await expect(again.getByLabel('Email address')).toHaveValue('noah@example.com')
    await again.getByRole('button', { name: 'Send' }).click()
    await expect(again).toHaveCount(0)
    await office.goto(`/orgs/${org.slug}/payments`)
    await expect(office.getByText('Customer’s link not delivered', { exact: true })).toHaveCount(0)
  })

  await test.step('the timeline tells it', async () => {
    await page.goto(`${path}/timeline`)
    await expect(page.getByText(/^Proposal\. To olivia\.marsh@example\.com/)).toBeVisible()
  })
})

test('a code is shown until its time is over, a link is copied, and each is revoked', async ({ browser }) => {
  const org = await createOrg()
  const job = await createJob(org, 500_000)
  await withDatabase(async (client) => {
    await client.query('update customer set email = null where org_id = $1', [org.id])
    await client.query('update job set contact_email = null where org_id = $1', [org.id])
  })
  const page = await browserOf(browser, 'contractor', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.clock.install()
  await page.goto(`/orgs/${org.slug}/jobs/${job.number}/information`)
  await expect(section(page)).toContainText('Nobody has a link yet.')

  await test.step('a customer without an address has an empty field', async () => {
    await section(page).getByRole('button', { name: 'Email', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Email the link' })
    await expect(dialog.getByLabel('Email address')).toHaveValue('')
    await expect(dialog.getByRole('alert')).toHaveCount(0)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
  })

  const shown = await test.step('a code says its address, and counts down', async () => {
    await section(page).getByRole('button', { name: 'Show code' }).click()
    const dialog = page.getByRole('dialog', { name: 'Show a code' })
    await expect(dialog.getByLabel('For whom')).toHaveValue('Olivia Marsh')
    await dialog.getByRole('button', { name: 'Show the code' }).click()
    const code = page.getByRole('dialog', { name: 'Olivia Marsh: scan this code' })
    await expect(code.getByRole('timer')).toHaveText('Works for 30 minutes')
    const address = (await code.getByRole('button', { name: /^Copy http/ }).textContent()) ?? ''
    expect(await code.getByRole('img').locator('path').getAttribute('d')).toBe(squaresOf(address))
    expect(await opens(address, job)).toBe(true)
    const { width = 0 } = (await code.getByRole('img').boundingBox()) ?? {}
    expect(width).toBeGreaterThan(280)
    await look(page, 'link-code')
    await page.clock.fastForward('29:30')
    await expect(code.getByRole('timer')).toHaveText(/^Works for \d+ seconds?$/)
    await page.clock.fastForward('01:00')
    await expect(code.getByRole('alert')).toHaveText('The 30 minutes are over, and this code no longer opens anything.')
    await expect(code.getByRole('img')).toHaveCount(0)
    await code.getByRole('button', { name: 'Show a new one' }).click()
    await page.getByRole('button', { name: 'Show the code' }).click()
    const next = (await code.getByRole('button', { name: /^Copy http/ }).textContent()) ?? ''
    expect(next).not.toBe(address)
    await code.getByRole('button', { name: 'Close' }).click()
    await expect(section(page).getByRole('listitem')).toHaveCount(1)
    // Closing revokes nothing.
    expect(await opens(next, job)).toBe(true)
    return next
  })

  const copied = await test.step('a link is copied', async () => {
    await section(page).getByRole('button', { name: 'Copy link' }).click()
    const dialog = page.getByRole('dialog', { name: 'Copy a link' })
    await dialog.getByLabel('For whom').fill('Noah Marsh')
    await dialog.getByRole('button', { name: 'Make the link' }).click()
    await dialog.getByRole('button', { name: /^Copy http/ }).click()
    const address = await page.evaluate(() => navigator.clipboard.readText())
    expect(address).toMatch(/\/c\/[\w-]{43}$/)
    expect(await opens(address, job)).toBe(true)
    await look(page, 'link-copied')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    return address
  })

  await test.step('revoked, a link opens nothing, and the other one goes on', async () => {
    const noah = section(page).getByRole('listitem').filter({ hasText: 'Noah Marsh' })
    await expect(noah).toContainText('Given by a copied link')
    await noah.getByRole('button', { name: 'Revoke' }).click()
    const ask = page.getByRole('alertdialog', { name: 'Revoke Noah Marsh’s link?' })
    await look(page, 'link-revoke')
    await ask.getByRole('button', { name: 'Keep it' }).click()
    expect(await opens(copied, job)).toBe(true)
    await noah.getByRole('button', { name: 'Revoke' }).click()
    await ask.getByRole('button', { name: 'Revoke' }).click()
    await expect(ask).toHaveCount(0)
    await expect(noah).toContainText(/Revoked by \w+/)
    await expect(noah.getByRole('button')).toHaveCount(0)
    expect([await opens(copied, job), await opens(shown, job)]).toEqual([false, true])
  })

  const { rows } = await withDatabase((client) =>
    client.query('select action, detail from audit_event where org_id = $1 order by id', [org.id]),
  )
  expect(rows.map(({ action, detail }) => `${action}: ${detail}`)).toEqual([
    ...['link_shown: For Olivia Marsh', 'link_shown: For Olivia Marsh'],
    ...['link_copied: For Noah Marsh', 'link_revoked: Of Noah Marsh'],
  ])
})
