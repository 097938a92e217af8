import { randomUUID } from 'node:crypto'
import { expect, type Page, test } from '@playwright/test'
import { browserOf, createCompany, fillBank, openDialog } from './support/app'
import { createJob, customerOf, type TestJob, type TestOrg, withDatabase } from './support/data'

/** A word without a place to break, as long as a field takes. */
const word = (length = 200) => 'W'.repeat(length)

/** Fills every text of a job with such words: its customer, documents, payments, emails and what was found outside. */
async function lengthen(org: TestOrg, job: TestJob) {
  const [customerId, payment, reversal] = [await customerOf(job), randomUUID(), randomUUID()]
  await withDatabase(async (db) => {
    await db.query(
      `update customer set first_name = $2, last_name = $2, company = $3, email = $4, street = $5, city = $6, notes = $5
       where id = $1`,
      [customerId, word(74), word(50), `${word(60)}@${word(30)}.example`, word(), word(100)],
    )
    await db.query('update job set title = $2, street = $3, city = $4, notes = $3, contact_email = $5 where id = $1', [
      job.id,
      word(150),
      word(),
      word(100),
      `${word(60)}@${word(30)}.example`,
    ])
    await db.query(
      `update document set content = jsonb_set(content, '{sections,0,lines,0,description}', to_jsonb($2::text)) where org_id = $1`,
      [org.id, word()],
    )
    for (const [id, status, method] of [
      [payment, 'refunded', 'card'],
      [randomUUID(), 'settled', 'bank'],
      [randomUUID(), 'declined', 'bank'],
      [randomUUID(), 'unknown', 'card'],
    ])
      await db.query(
        `insert into payment (org_id, id, job_id, taken_on, amount_cents, status, method, account_label, last_four,
           payer_name, receipt_email, taken_by_id, taken_by_name, merchant_key, send_by, paysimple_payment_id,
           trace_number, provider_auth_code, paysimple_message, reason, needs_person_at)
         values ($1, $2, $3, 'agreement', 150000, $4::payment_status, $5::payment_method, $6, '1111', $7, $8, $1, $7, 'x',
           now() - interval '1 day', $9, $10, $10, $10, case when $4 = 'unknown' then 'pending' end, now())`,
        [
          org.id,
          id,
          job.id,
          status,
          method,
          `${word(100)} checking`,
          word(149),
          `${word(60)}@${word(30)}.example`,
          id,
          word(),
        ],
      )
    await db.query(
      `insert into reversal (org_id, id, payment_id, kind, status, note, requested_by_id, requested_by_name, merchant_key,
         send_by, paysimple_message) values ($1, $2, $3, 'refund', 'done', $4, $1, $5, 'x', now(), $4)`,
      [org.id, reversal, payment, word(), word(149)],
    )
    await db.query(
      `insert into email (org_id, id, payment_id, kind, "to", status, last_error, subject)
       values ($1, $2, $3, 'receipt', $4, 'failed', $5, $5)`,
      [org.id, randomUUID(), payment, `${word(60)}@${word(30)}.example`, word()],
    )
    await db.query(
      `insert into external_payment (org_id, id, merchant_key, paysimple_id, customer_name, method, amount_cents, status,
         made_on) values ($1, $2, 'x', '9', $3, 'card', 100, 'Settled', now())`,
      [org.id, randomUUID(), word(149)],
    )
    await db.query(
      `insert into payment_account (org_id, id, customer_id, merchant_key, paysimple_id, method, label, last_four,
         saved_by_id, saved_by_name)
       select org_id, $2, $3, endpoint::text || ':' || user_name, '7', 'bank', $4, '1111', $1, $5
       from integration where org_id = $1`,
      [org.id, randomUUID(), customerId, `${word(100)} checking`, word(149)],
    )
    await db.query(
      `insert into audit_event (org_id, id, actor_id, actor_name, actor_role, action, subject, detail)
       values ($1, $2, $1, $3, 'owner', 'payment_decided', $4, $4)`,
      [org.id, randomUUID(), word(149), word()],
    )
    await db.query(
      `insert into api_failure (org_id, id, endpoint, route, kind, error_code, trace_code, milliseconds)
       values ($1, $2, 'local', $3, 'refused', $3, $3, 5)`,
      [org.id, randomUUID(), word()],
    )
  })
  return { customerId, payment }
}

/** What reaches over the right edge of the screen or of a dialog, as its first words. */
async function overflowing(page: Page): Promise<string[]> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  return page.evaluate(() => {
    const scrolls = (box: Element) => /auto|scroll/.test(getComputedStyle(box).overflowX)
    const dialogs = [...document.querySelectorAll('[role=dialog], [role=dialog] *')]
    const boxes = [document.documentElement, ...dialogs.filter((box) => !box.matches('input') && scrolls(box))]
    if (!boxes.some((box) => box.scrollWidth > box.clientWidth + 1)) return []
    return [...document.querySelectorAll('main *, [role=dialog] *')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && each.children.length === 0)
      .map((each) => `${each.parentElement?.className} > ${each.tagName} ${each.getAttribute('class')}`)
  })
}

test('fault 16: no long word makes a screen scroll sideways', async ({ browser }) => {
  const company = await createCompany(browser)
  const job = await createJob(company, 5_000_000)
  const { customerId, payment } = await lengthen(company, job)
  const page = await browserOf(browser, 'admin')
  await page.setViewportSize({ width: 390, height: 844 })
  const org = `/orgs/${company.slug}`
  for (const path of [
    ...['jobs', `jobs?q=${word()}`, `jobs?q=${word(50)}`, 'jobs/new'],
    ...['information', 'proposal', 'agreement', 'edit'].map((tab) => `jobs/${job.number}/${tab}`),
    ...['customers', `customers?q=${word()}`, `customers/${customerId}`, `customers/${customerId}/edit`],
    ...[
      'payments',
      `payments?q=${word()}`,
      `payments?q=${word(50)}`,
      `payments/${payment}`,
      `payments/${payment}/receipt`,
    ],
    ...['settings/audit', 'settings/api-log', 'mailbox'],
  ])
    await test.step(path, async () => {
      await page.goto(`${org}/${path}`)
      expect.soft({ path, overflow: await overflowing(page) }).toEqual({ path, overflow: [] })
    })
  for (const status of ['settled', 'declined', 'unknown'])
    await test.step(`a payment that is ${status}`, async () => {
      const { rows } = await withDatabase((db) =>
        db.query('select id from payment where org_id = $1 and status::text = $2', [company.id, status]),
      )
      await page.goto(`${org}/payments/${rows[0].id}`)
      expect.soft({ status, overflow: await overflowing(page) }).toEqual({ status, overflow: [] })
    })
  await test.step('the Make Payment dialog', async () => {
    const dialog = await openDialog(page, company.slug, job)
    expect.soft(await overflowing(page)).toEqual([])
    await dialog.getByRole('radio', { name: 'New bank account' }).check()
    await fillBank(dialog, { bank: word(100) })
    await dialog.getByLabel(/^Name on/).fill(word(149))
    await dialog.getByLabel(/^Email/).fill(`${word(60)}@${word(30)}.example`)
    expect.soft(await overflowing(page)).toEqual([])
  })
})
