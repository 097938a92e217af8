import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import pg from 'pg'
import { readLog, stackInfo } from '@/tools/testing/stack-info'
import { atTheTable, complete, consent, fillBank, fillDialog, openDialog, openPaymentSection } from './support/app'
import { withDatabase } from './support/data'
import { fault } from './support/sandbox'

// A card, a code and a bank account that no other test uses, so that finding them means that these payments left them
// behind.
const NUMBER = '371449635398431'
const CODE = '7391'
const BANK_NUMBER = '60472915538117'

/** Every value of every table of every schema, the queue's included. */
async function dumpDatabase(): Promise<string> {
  return withDatabase(async (client) => {
    const { rows: tables } = await client.query(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    const dumps = []
    for (const { schema, name } of tables) {
      const table = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`
      const { rows } = await client.query(`select t::text as row from ${table} t`)
      dumps.push(...rows.map(({ row }) => `${name} ${row}`))
    }
    return dumps.join('\n')
  })
}

function readFolder(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

/** Where a secret stands: a number in any grouping, the code and the key as words of their own. */
function find(secret: 'number' | 'code' | 'bank' | 'key', apiKey: string, text: string): string[] {
  const patterns = {
    number: new RegExp([...NUMBER].join('[ -]?'), 'g'),
    code: new RegExp(`(?<![0-9a-zA-Z.-])${CODE}(?![0-9a-zA-Z-])`, 'g'),
    bank: new RegExp([...BANK_NUMBER].join('[ -]?'), 'g'),
    key: new RegExp(apiKey, 'g'),
  }
  return [...text.matchAll(patterns[secret])].map((match) => text.slice(Math.max(0, match.index - 60), match.index))
}

test('card number, security code, bank account number and API key are nowhere afterwards', async ({ browser }) => {
  const { company, job, page, dialog } = await atTheTable(browser, 5_000_000)
  const card = { number: '3714 496353 98431', code: CODE }
  const pay = async (amount: string, outcome: RegExp) => {
    await fillDialog(dialog, { ...card, amount })
    await complete(dialog)
    await expect(dialog.getByText(outcome).first()).toBeVisible()
  }
  await pay('9,999.01', /^Declined$/)
  await dialog.getByRole('button', { name: 'Try another card' }).click()
  await fault('POST /v4/account/creditcard', '500-before')
  await pay('20.00', /^Not charged$/)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await fault('POST /v4/payment', 'cut')
  await pay('100.00', /^Authorized\. \$100\.00/)
  await dialog.getByRole('button', { name: 'Done' }).click()

  const payFromBank = async (bank: Locator, amount: string, outcome: RegExp) => {
    await fillBank(bank, { amount, account: BANK_NUMBER })
    await complete(bank)
    await expect(bank.getByText(outcome).first()).toBeVisible()
  }
  const bank = await openDialog(page, company.slug, job)
  await fault('POST /v4/account/ach', '500-before')
  await payFromBank(bank, '30.00', /^Not charged$/)
  await bank.getByRole('button', { name: 'Try again' }).click()
  await payFromBank(bank, '9,999.07', /^Declined$/)
  await bank.getByRole('button', { name: 'Try another bank account' }).click()
  await consent(bank)
  await fault('POST /v4/payment', 'cut')
  await payFromBank(bank, '40.00', /^Submitted, pending settlement\. \$40\.00/)
  await bank.getByRole('button', { name: 'Done' }).click()

  const section = await openPaymentSection(page, company.slug, job)
  await expect(section.getByText(/^Kept in the Mailbox/).first()).toBeVisible()

  const places = {
    database: await dumpDatabase(),
    'sandbox files': readFolder(stackInfo().sandboxData),
    logs: readLog(),
    page: await page.content(),
    storage: await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  }
  // The search itself works: what may be kept is found.
  expect(places.database).toContain('8431')
  expect(places.database).toContain('8117')
  expect(places['sandbox files']).toContain('8431')
  expect(find('number', company.apiKey, `number ${NUMBER}`)).toHaveLength(1)
  expect(find('bank', company.apiKey, '6047 2915 5381 17')).toHaveLength(1)
  expect(find('code', company.apiKey, `{"CVV":"${CODE}"}`)).toHaveLength(1)

  for (const [place, text] of Object.entries(places))
    for (const secret of ['number', 'code', 'bank', 'key'] as const)
      expect({ place, secret, found: find(secret, company.apiKey, text) }).toEqual({ place, secret, found: [] })
})
