// The pages of a large company beside those of a small one, in one database: what grows with the company shows here.
import { mkdtempSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { withThrowawayStack } from '../../../tools/testing/throwaway-stack'
import { signIn } from './browser-session'
import { analyze, fillCompany, type Size } from './fill'
import { get } from './load'

export type ScaleBench = {
  page: string
  /** The time until the first byte that 95 of 100 answers keep, in ms. */
  smallP95Ms: number
  largeP95Ms: number
  /** The large company's median and 95th percentile beside the small one's. */
  medianRatio: number
  p95Ratio: number
  /** How often PostgreSQL read a whole table of the tenants' for the large company's answers. */
  wholeTables: number
}

const LARGE: Size = { customers: 50_000, jobs: 100_000, payments: 1_000_000 }
const SMALL: Size = { customers: 100, jobs: 200, payments: 1_000 }
/** Beside both, so that a table is not one company's. */
const NEIGHBORS = 200
const NEIGHBOR: Size = { customers: 50, jobs: 100, payments: 200 }

const REQUESTS = 60
const WARM = 10
const TABLES = ['customer', 'job', 'document', 'payment']

type Place = { slug: string; jobs: number; customerInTheMiddle: string; paymentInTheMiddle: string; payment: string }

const PAGES: Record<string, (place: Place) => string> = {
  jobs: () => 'jobs',
  'jobs, in the middle': ({ jobs }) => `jobs?before=${1001 + Math.floor(jobs / 2)}`,
  'jobs, a common word': () => 'jobs?q=marsh+77',
  'jobs, a rare word': () => 'jobs?q=marsh33@example',
  'jobs, unpaid': () => 'jobs?money=unpaid',
  customers: () => 'customers',
  'customers, in the middle': ({ customerInTheMiddle }) => `customers?after=${customerInTheMiddle}`,
  'customers, a common word': () => 'customers?q=marsh+77',
  'customers, a rare word': () => 'customers?q=marsh33@example',
  payments: () => 'payments',
  'payments, in the middle': ({ paymentInTheMiddle }) => `payments?before=${paymentInTheMiddle}`,
  'payments, a common word': () => 'payments?q=marsh+77',
  'payments, a rare word': () => 'payments?q=marsh33@example',
  'payments, this week': () => 'payments?when=this_week',
  job: ({ jobs }) => `jobs/${1000 + jobs}/agreement`,
  information: ({ jobs }) => `jobs/${1000 + jobs}/information`,
  payment: ({ payment }) => `payments/${payment}`,
}

async function findPlace(client: pg.Client, slug: string, { jobs, customers, payments }: Size): Promise<Place> {
  const one = async (table: string, order: string, offset: number) => {
    const { rows } = await client.query<{ id: string }>(
      `select id from ${table} where org_id = (select id from org where slug = $1) order by ${order} offset $2 limit 1`,
      [slug, offset],
    )
    return rows[0]?.id ?? ''
  }
  return {
    ...{ slug, jobs },
    customerInTheMiddle: await one('customer', 'last_name, first_name, id', Math.floor(customers / 2)),
    paymentInTheMiddle: await one('payment', 'created_at desc, id desc', Math.floor(payments / 2)),
    payment: await one('payment', 'created_at desc, id desc', 3),
  }
}

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? Number.NaN

/** Measures every page, and tells of each as soon as it is there. Filling the large company takes some minutes. */
export async function benchScale(onFound: (found: ScaleBench) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'scale-'))
  const { signal } = new AbortController()
  await withThrowawayStack({ folder: path.join(folder, 'stack'), signal, quiet: true }, async (info) => {
    const client = new pg.Client({ connectionString: info.databaseUrl })
    await client.connect()
    await fillCompany(info.databaseUrl, 'large', LARGE)
    await fillCompany(info.databaseUrl, 'small', SMALL)
    for (let made = 0; made < NEIGHBORS; made++) await fillCompany(info.databaseUrl, `neighbor-${made}`, NEIGHBOR)
    await analyze(info.databaseUrl)
    await fetch(`${info.controlUrl}/worker/kill`, { method: 'POST' }) // it asks the database, too
    const places = { small: await findPlace(client, 'small', SMALL), large: await findPlace(client, 'large', LARGE) }
    const session = await signIn(info.appUrl, 'admin@demo.test', 'plumbline')
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (place: Place, page: string) =>
      get(`${info.appUrl}/orgs/${place.slug}/${PAGES[page]?.(place)}`, session, agent)
    const wholeTables = async () => {
      // A session tells of its reads once it is idle, at the latest after a second.
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      const { rows } = await client.query<{ read: number }>(
        'select coalesce(sum(seq_scan), 0)::int as read from pg_stat_user_tables where relname = any($1)',
        [TABLES],
      )
      return rows[0]?.read ?? 0
    }
    try {
      for (const page of Object.keys(PAGES)) {
        const times = { small: [] as number[], large: [] as number[] }
        await client.query('delete from limit_count') // nobody searches as often
        for (let at = 0; at < WARM; at++) for (const place of Object.values(places)) await ask(place, page)
        const before = await wholeTables()
        for (let at = 0; at < WARM; at++) await ask(places.large, page)
        const read = (await wholeTables()) - before
        for (let at = 0; at < REQUESTS; at++) {
          times.small.push(await ask(places.small, page))
          times.large.push(await ask(places.large, page))
        }
        const [small, large] = [quantile(times.small, 0.95), quantile(times.large, 0.95)]
        onFound({
          page,
          smallP95Ms: Number(small.toFixed(1)),
          largeP95Ms: Number(large.toFixed(1)),
          medianRatio: Number((quantile(times.large, 0.5) / quantile(times.small, 0.5)).toFixed(2)),
          p95Ratio: Number((large / small).toFixed(2)),
          wholeTables: read,
        })
      }
    } finally {
      agent.destroy()
      await client.end()
    }
  })
}
