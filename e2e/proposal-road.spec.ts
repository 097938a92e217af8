import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { readPdf } from '@/lib/testing/pdf'
import { phonePhoto } from '@/lib/testing/pictures'
import { browserOf, complete, createCompany, fillDialog, openDialog } from './support/app'
import { createJob, type TestOrg, withDatabase } from './support/data'
import { lineOf, saved, unfold } from './support/editor'
import { look } from './support/look'
import { ledgerOf } from './support/sandbox'

// The whole road of a proposal: from a template, with a choice, an optional line, a discount, two taxes, a photo and a schedule,
// to the deposit on a card. Page, PDF, database and PaySimple agree to the cent.

const line = (id: string, description: string, unitPriceCents: number, more = {}) => ({
  ...{ id, description, unitPriceCents, quantityHundredths: 100, taxRateIds: ['state', 'city'] },
  ...more,
})
const TEMPLATE = contentSchema.parse({
  ...{ title: 'New roof', terms: '# Warranty\nTen years on workmanship.' },
  taxRates: [
    { id: 'state', name: 'State tax', rateThousandths: 2_900 },
    { id: 'city', name: 'City tax', rateThousandths: 5_150 },
  ],
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
        { id: 'good', title: 'Three-tab', lines: [line('tab', 'Three-tab shingles', 640_000)] },
        { id: 'better', title: 'Architectural', lines: [line('arch', 'Architectural shingles', 815_000)] },
        { id: 'best', title: 'Metal', lines: [line('metal', 'Standing seam', 1_490_000)] },
      ],
    },
  ],
  discounts: [{ id: 'spring', title: 'Spring discount', kind: 'percent', percentThousandths: 5_000 }],
  schedule: [
    { id: 'deposit', label: 'Deposit', kind: 'percent', percentThousandths: 10_000, due: { on: 'signing' } },
    { id: 'final', label: 'Final payment', kind: 'rest', due: { on: 'completion' } },
  ],
})

/** A company with a template and a price book. */
const furnish = ({ id }: TestOrg) =>
  withDatabase(async (client) => {
    await client.query(
      `insert into document_template (org_id, id, name, content, line_count, is_from, created_by_name)
       values ($1, $2, 'Asphalt roof', $3, 5, true, 'Ada Admin')`,
      [id, randomUUID(), JSON.stringify(TEMPLATE)],
    )
    await client.query(
      `insert into price_item (org_id, id, name, unit, unit_price_cents, code)
       values ($1, $2, 'Ridge vent', 'ft', 1450, 'RV-1'), ($1, $3, 'Gutter guard', 'ft', 900, null)`,
      [id, randomUUID(), randomUUID()],
    )
  })

/** Counts what is pressed on a page, besides what is typed. */
async function countPresses(page: Page): Promise<() => number> {
  let presses = 0
  await page.exposeFunction('pressed', () => {
    presses += 1
  })
  await page.addInitScript(() => {
    const { pressed } = window as unknown as { pressed: () => void }
    for (const type of ['click', 'keydown'])
      document.addEventListener(
        type,
        (event) => {
          const isKey = event instanceof KeyboardEvent
          if (event.isTrusted && (!isKey || ['Enter', 'Tab', ' '].includes(event.key))) pressed()
        },
        true,
      )
  })
  return () => presses
}

async function downloadPdf(page: Page) {
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'PDF', exact: true }).click()
  const bytes = new Uint8Array(readFileSync(await (await started).path()))
  return { bytes, text: (await readPdf(bytes)).pages.join(' ') }
}
async function mark(page: Page, as: string): Promise<void> {
  await page.getByRole('button', { name: 'Mark as' }).click()
  await page.getByRole('menuitem', { name: as, exact: true }).click()
}

test('a proposal from a template is accepted, agreed and paid by card, and everything agrees to the cent', async ({
  browser,
}) => {
  const company = await createCompany(browser)
  await furnish(company)
  const job = await createJob(company, 0)
  await withDatabase((client) => client.query('delete from document where job_id = $1', [job.id]))
  const page = await browserOf(browser, 'contractor')
  const presses = await countPresses(page)
  const path = `/orgs/${company.slug}/jobs/${job.number}`

  await test.step('written: from the template, with a line of the price book and a photo', async () => {
    await page.goto(`${path}/proposal`)
    await page.getByLabel('Begin with').selectOption({ label: 'Asphalt roof' })
    await page.getByRole('button', { name: 'Create proposal' }).click()
    await expect(lineOf(page, 1)).toBeVisible()
    await page.getByRole('region', { name: 'Roof' }).getByRole('button', { name: 'From price book' }).first().click()
    const book = page.getByRole('dialog', { name: 'Add from price book' })
    await expect(book.getByLabel('Find an item')).toBeFocused()
    await page.keyboard.type('ridge')
    await expect(book.getByRole('button', { name: /Gutter guard/ })).toHaveCount(0)
    await look(page, 'price-book-dialog')
    await book.getByRole('button', { name: /^Ridge vent/ }).click()
    await expect(book.getByText('Added Ridge vent. 1 line added.')).toBeVisible()
    await book.getByRole('button', { name: 'Done' }).click()
    await expect(lineOf(page, 3).getByLabel('Unit price, $')).toHaveValue('14.50')
    await lineOf(page, 3).getByLabel('Quantity').fill('40')
    await unfold(page, 'Photos')
    await page
      .getByLabel('Photos to add')
      .setInputFiles({ name: 'roof.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() })
    await page.getByLabel('Caption of photo 1 (optional)').fill('The roof from the street')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('from $')).toBeVisible()
    await expect(page.getByRole('figure').getByText('The roof from the street')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Warranty' })).toBeVisible()
  })

  // Shingles at 14,900.00 and vents at 580.00 are taxed, the tear-off at 3,100.00 isn't; 5% off everything.
  const subtotal = 310_000 + 58_000 + 1_490_000
  const discount = subtotal / 20
  const taxed = Math.round((1_548_000 * 95) / 100)
  const total = subtotal - discount + Math.round((taxed * 29) / 1_000) + Math.round((taxed * 515) / 10_000)
  const shown = (cents: number) => `$${(cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

  await test.step('sent: the paper offers what the page offers', async () => {
    for (const row of ['Spring discount -5%', 'State tax 2.9%', 'City tax 5.15%', 'Deposit On signing 10%'])
      await expect(page.getByRole('row', { name: row })).toBeVisible()
    await expect(page.getByText('Optional, not included. With it: +$1,231.77')).toBeVisible()
    await mark(page, 'Sent')
    await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
    const { text, bytes } = await downloadPdf(page)
    const { rows } = await withDatabase((client) =>
      client.query('select version.sha256 from document_version version where org_id = $1', [company.id]),
    )
    for (const words of [
      rows[0].sha256.slice(0, 8),
      'Three-tab',
      'Architectural',
      'Standing seam',
      'Ridge vent',
      '40 ft',
    ])
      expect(text).toContain(words)
    expect(text).toContain('The roof from the street')
    await expect(page.getByText(rows[0].sha256.slice(0, 8))).toBeVisible()
    expect(Buffer.from((await downloadPdf(page)).bytes).equals(Buffer.from(bytes))).toBe(true)
    await look(page, 'document-with-photos')
  })

  await test.step('accepted with metal, and agreed', async () => {
    await mark(page, 'Accepted')
    const dialog = page.getByRole('dialog', { name: 'What does the customer accept?' })
    await dialog.getByRole('radio', { name: /^Metal/ }).check()
    await expect(dialog.getByText(shown(total))).toBeVisible()
    await dialog.getByRole('button', { name: 'Record the acceptance' }).click()
    await expect(dialog).toHaveCount(0)
    await page.getByRole('link', { name: 'Agreement', exact: true }).click()
    await page.getByRole('button', { name: 'Create agreement from proposal' }).click()
    await expect(page.getByRole('cell', { name: 'Standing seam' })).toBeVisible()
    await mark(page, 'Sent')
    await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
  })
  const deposit = Math.round(total / 10)

  await test.step('page, paper and database say one total and one deposit', async () => {
    await expect(page.getByRole('row', { name: `Total ${shown(total)}` })).toBeVisible()
    await expect(
      page.getByRole('row', { name: new RegExp(`Deposit On signing .*${shown(deposit).replace(/[$.]/g, '\\$&')}`) }),
    ).toBeVisible()
    const { text } = await downloadPdf(page)
    for (const words of [
      'Agreement',
      'Spring discount',
      shown(-discount).replace('$-', '-$'),
      shown(total),
      shown(deposit),
    ])
      expect(text).toContain(words)
    const { rows } = await withDatabase((client) =>
      client.query(`select total_cents from document where job_id = $1 order by kind`, [job.id]),
    )
    expect(rows).toEqual([{ total_cents: total }, { total_cents: total }])
  })

  await test.step('signed, Make Payment asks for the deposit, which is paid by card', async () => {
    await mark(page, 'Signed')
    await expect(page.getByText('Signed', { exact: true }).first()).toBeVisible()
    const dialog = await openDialog(page, company.slug, job)
    const amount = dialog.getByLabel('Amount')
    const typed = (cents: number) => shown(cents).slice(1)
    await expect(amount).toHaveValue(typed(deposit))
    await expect(amount).toHaveAccessibleDescription(`Due now: Deposit. Leaves a balance of ${shown(total - deposit)}.`)
    await expect(dialog.getByRole('group', { name: 'Amounts to choose from' }).getByRole('button')).toHaveText([
      ...['Due now', 'Next draw', 'Balance'],
    ])
    await dialog.getByRole('button', { name: /^Next draw/ }).click()
    await expect(amount).toHaveAccessibleDescription(
      `Next draw: Final payment · On completion. Leaves a balance of ${shown(deposit)}.`,
    )
    await dialog.getByRole('button', { name: /^Balance/ }).click()
    await expect(amount).toHaveValue(typed(total))
    await expect(amount).toHaveAccessibleDescription('The full balance.')
    await dialog.getByRole('button', { name: /^Due now/ }).click()
    await look(page, 'payment-due-now')
    await fillDialog(dialog)
    await complete(dialog)
    await expect(
      dialog.getByRole('heading', { name: new RegExp(`^${shown(deposit).replace(/[$.]/g, '\\$&')} on`) }),
    ).toBeVisible()
    await expect(dialog.getByText(shown(total - deposit))).toBeVisible()
    expect(await ledgerOf(company.apiUser)).toMatchObject([{ amountCents: deposit, status: 'Authorized' }])
    const next = await openDialog(page, company.slug, job)
    await expect(next.getByLabel('Amount')).toHaveAccessibleDescription(
      'Next draw: Final payment · On completion. The full balance.',
    )
  })
  expect(presses()).toBeGreaterThan(10)
  expect(presses()).toBeLessThan(60)

  await test.step('a change order adds a skylight on a paper of its own, and counts once it is signed', async () => {
    await page.goto(`${path}/agreement`)
    await page.getByRole('button', { name: 'New change order' }).click()
    await expect(page.getByRole('heading', { name: 'Edit change order 1' })).toBeVisible()
    const tab = page.getByRole('link', { name: 'Agreement', exact: true })
    await expect(tab).toHaveAttribute('aria-current', 'page')
    await lineOf(page, 1).getByLabel('Description').fill('Skylight')
    await lineOf(page, 1).getByLabel('Unit price, $').fill('1,200.00')
    await unfold(page, 'Payments')
    await look(page, 'change-order-editor')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText(/^Your total goes from/)).toBeVisible()
    await mark(page, 'Sent')
    await expect(page.getByText(/^Version 1, sent by/)).toBeVisible()
    await expect(page.getByText(shown(total - deposit)).first()).toBeVisible() // nothing more is owed yet
    const { rows } = await withDatabase((client) =>
      client.query(`select total_cents from document where job_id = $1 and ordinal = 1`, [job.id]),
    )
    const change: number = rows[0].total_cents
    const { text } = await downloadPdf(page)
    for (const words of [`Your total goes from ${shown(total)} to ${shown(total + change)}.`, 'Change order 1'])
      expect(text).toContain(words)
    await mark(page, 'Signed')
    await expect(page.getByText(shown(total + change - deposit)).first()).toBeVisible()
    await expect(tab).toHaveAttribute('aria-current', 'page')
    await look(page, 'change-order')
    await page.getByRole('link', { name: 'Back to the agreement' }).click()
    await expect(
      page.getByRole('row', { name: `Agreement with signed change orders ${shown(total + change)}` }),
    ).toBeVisible()
    await look(page, 'agreement-with-change-orders')
    await page.getByRole('link', { name: 'Timeline', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Change order 1 signed' })).toBeVisible()
  })
})

test('what a document holds is kept as a template, and the next one begins with it', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 123_400, { kind: 'proposal', stage: 'draft' })
  const page = await browserOf(browser, 'contractor')
  await page.goto(`/orgs/${company.slug}/jobs/${job.number}/proposal/edit`)
  await saved(page)
  await page.getByRole('button', { name: 'Save as template' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save as template' })
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await expect(dialog.getByText('Enter a name, like Asphalt shingle roof.').first()).toBeVisible()
  await dialog.getByLabel('Name').fill('A plain roof')
  await dialog.getByRole('button', { name: 'Save template' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText('Saved as the template “A plain roof”.')).toBeVisible()

  const next = await createJob(company, 0)
  await withDatabase((client) => client.query('delete from document where job_id = $1', [next.id]))
  await page.goto(`/orgs/${company.slug}/jobs/${next.number}/proposal`)
  await page.getByLabel('Begin with').selectOption({ label: 'A plain roof' })
  await look(page, 'document-begin')
  await page.getByRole('button', { name: 'Create proposal' }).click()
  await expect(lineOf(page, 1).getByLabel('Unit price, $')).toHaveValue('1,234.00')
})
