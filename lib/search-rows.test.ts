import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCustomers, searchCustomers } from './customers/queries'
import { type Answers, forOrg, readForOrg, readForUser, type Statement } from './db'
import { jobWords } from './jobs/conditions'
import { ALL_JOBS } from './jobs/filters'
import { searchJobs } from './jobs/queries'
import { ALL_PAYMENTS } from './payments/listing/filter'
import { pageStatements, toListPage } from './payments/listing/list'
import { readListPage, withFound } from './payments/listing/page'
import { type Found, foundOf, MOST_FOUND, searchRows } from './search-rows'
import { createOrg } from './testing/fixtures'
import { listCustomers, listJobs } from './testing/listed'

// What a search finds is the same whether its rows were looked up first or all of the company's are read.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
const MANY = MOST_FOUND + 500
let small: string
let large: string

/** Customers with a job and two payments each: the name of every hundredth is Rare. */
async function fill(count: number): Promise<string> {
  const { org, user } = await createOrg({ active: false })
  const values = [org.id, count]
  await owner.query(
    `insert into customer (org_id, id, first_name, last_name, phone, street, city, state, zip, updated_at)
     select $1::uuid, md5($1 || 'c' || n)::uuid, 'Olivia', case when n % 100 = 7 then 'Rare ' else 'Marsh ' end || n,
       (3035550000 + n)::text, n || '_Elm 100% St', 'Denver', 'CO', '80202', now() from generate_series(1, $2::int) n`,
    values,
  )
  await owner.query(
    `insert into job (org_id, id, number, title, customer_id, updated_at)
     select $1::uuid, md5($1 || 'j' || n)::uuid, 1000 + n, 'New roof', md5($1 || 'c' || n)::uuid, now()
     from generate_series(1, $2::int) n`,
    values,
  )
  await owner.query(
    `insert into payment (org_id, id, job_id, taken_on, amount_cents, method, status, account_label, last_four,
       payer_name, taken_by_id, taken_by_name, send_by, merchant_key, created_at)
     select $1::uuid, gen_random_uuid(), md5($1 || 'j' || n)::uuid, 'agreement', 10000 + n, 'card',
       (array['settled', 'declined']::payment_status[])[1 + n % 2], (array['Visa', 'Mastercard'])[1 + n % 2],
       lpad(n::text, 4, '0'), 'Olivia', $3::uuid, 'Dana', now(), 'local:x', '2026-11-01'::timestamptz + n * interval '1 min'
     from generate_series(1, $2::int) n, generate_series(1, 2)`,
    [...values, user.id],
  )
  return org.id
}

beforeAll(async () => {
  await owner.connect()
  small = await fill(120)
  large = await fill(MANY)
})
afterAll(() => owner.end())

const look = async (orgId: string, statement: Statement<{ ids: Found }>) =>
  foundOf(...(await readForOrg(orgId, [statement])))

const QUERIES = [
  ...['rare', 'marsh', 'rare 7', 'o', '1007', 'job 1007', '107', '99999', '$100.07', '100.07', 'visa', 'settled rare'],
  ...['declined', 'visa 0007', 'no proposal', 'agreement', '303-555-0007', '(303) 555', '%', '_', '7_elm 100%', '\\'],
  ...[
    'nov 1',
    'rare nov 1',
    'rare nobody',
    'olivia denver roof',
    `${'a'.repeat(59)}😀`,
    '\ud83d',
    '😀 rare',
    '0007 mastercard',
    '#1007',
  ],
]
const list = (orgId: string, query: string) => ({
  ...{ orgId, timeZone: 'America/Denver', filter: { ...ALL_PAYMENTS, query } },
})
const unaided = async (orgId: string, query: string) =>
  toListPage(
    ...((await readForOrg(orgId, pageStatements(list(orgId, query)))) as Answers<ReturnType<typeof pageStatements>>),
  )

describe.each(['small', 'large'])('of a %s company', (which) => {
  const org = () => (which === 'small' ? small : large)

  it.each(QUERIES)('%j finds the same rows as without the look-up', async (query) => {
    const filter = { ...ALL_JOBS, query }
    const { jobs, older } = await listJobs(org(), filter)
    expect({ jobs, older }).toEqual(withoutSums(await searchJobs(org(), filter, undefined, null)))
    expect(await listCustomers(org(), { query })).toEqual(await searchCustomers(org(), { query }, null))
    expect((await readListPage(list(org(), query), undefined, [])).page).toEqual(await unaided(org(), query))
  })
})

const withoutSums = ({ jobs, older }: Awaited<ReturnType<typeof searchJobs>>) => ({ jobs, older })

describe('more than are named one by one', () => {
  it('are found page by page, and aren’t added up', async () => {
    expect(await look(large, searchRows('customer', [{ word: 'marsh' }]))).toBeNull()
    expect(await look(large, searchRows('job', jobWords('marsh')))).toBeNull()
    expect(await withFound(list(large, 'marsh'))).toMatchObject({ found: null })
    const { jobs, older, sums } = await searchJobs(large, { ...ALL_JOBS, query: 'marsh' }, undefined, null)
    expect(jobs.map(({ number }) => number)).toEqual(newestOf('marsh', older ?? 0))
    expect(sums).toBeNull()
    const numbers = new Set<number>()
    for (let before: number | undefined; before !== 0; ) {
      const page = await listJobs(large, { ...ALL_JOBS, query: 'marsh' }, before)
      for (const { number } of page.jobs) numbers.add(number)
      before = page.older ?? 0
    }
    expect(numbers.size).toBe(MANY - MANY / 100)
    expect(await readListPage(list(large, 'marsh'), undefined, [])).toMatchObject({
      sums: null,
      page: { rows: { length: 25 } },
    })
  })

  it('are added up where few have another word, too', async () => {
    const filter = { ...ALL_JOBS, query: 'marsh 3400' }
    const found = foundOf(...(await readForOrg(large, [searchRows('job', jobWords(filter.query))])))
    expect(await searchJobs(large, filter, undefined, found)).toMatchObject({ sums: { jobs: 1 } })
    expect(await readListPage(list(large, 'marsh 0009'), undefined, [])).toMatchObject({ sums: { count: 2 } })
  })

  it('are added up where a page has all that the search finds', async () => {
    await owner.query("update payment set status = 'voided' where org_id = $1 and last_four = '0009'", [large])
    const { sums, page } = await readListPage(list(large, 'voided'), undefined, [])
    expect(page.rows).toHaveLength(2)
    expect(sums).toMatchObject({ count: 2, takenCents: 20_018, reversedCents: -20_018 })
    const filter = { ...ALL_JOBS, query: '$0.01' }
    expect(await searchJobs(large, filter, undefined, null)).toMatchObject({ jobs: [], sums: { jobs: 0 } })
  })

  it('are added up on some days, or of one customer', async () => {
    const { id: customerId } = await forOrg(large, (tx) =>
      tx.customer.findFirstOrThrow({ where: { lastName: 'Marsh 9' } }),
    )
    const of = (changes: object) => ({
      ...list(large, 'marsh'),
      filter: { ...ALL_PAYMENTS, query: 'marsh', ...changes },
    })
    const days = { preset: null, from: '2026-10-31', to: null }
    expect(await readListPage(of({ range: days }), undefined, [])).toMatchObject({
      sums: { count: 2 * (MANY - MANY / 100) },
    })
    expect(await readListPage(of({ customerId }), undefined, [])).toMatchObject({ sums: { count: 2 } })
  })

  it('are counted no further in a picker', async () => {
    expect(await findCustomers(large, 'marsh')).toMatchObject({
      customers: { length: 8 },
      total: MOST_FOUND,
      isMore: true,
    })
    expect(await findCustomers(large, 'rare')).toMatchObject({ customers: { length: 8 }, total: 25, isMore: false })
    expect(await findCustomers(small, '')).toMatchObject({ customers: { length: 8 }, total: 120, isMore: false })
  })
})

const newestOf = (name: string, from: number) =>
  Array.from({ length: MANY }, (_, n) => 1000 + MANY - n).filter(
    (number) => number >= from && ((number - 1000) % 100 === 7) === (name === 'rare'),
  )

describe('the function', () => {
  it('tells nothing of another company, and nothing without one', async () => {
    const own = await look(small, searchRows('customer', [{ word: 'rare' }]))
    expect(own).toHaveLength(2)
    const rows = await forOrg(small, (tx) => tx.customer.findMany({ where: { lastName: { startsWith: 'Rare' } } }))
    expect(new Set(own)).toEqual(new Set(rows.map(({ id }) => id)))
    const [[nothing]] = await readForUser(randomUUID(), [searchRows('customer', [{ word: 'rare' }])])
    expect(nothing).toEqual({ ids: [] })
  })

  it('takes what is typed for text', async () => {
    expect(await look(small, searchRows('job', [{ word: `' or '1' = '1` }]))).toEqual([])
    expect(await look(small, searchRows('job', [{ word: '%' }, { word: 'rare' }]))).toHaveLength(2)
  })

  it('searches the three tables only', async () => {
    await expect(readForOrg(small, [searchRows('app_user' as 'job', [])])).rejects.toThrow('no search in app_user')
  })
})
