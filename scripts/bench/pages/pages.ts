// How fast and how light the pages are, each beside an empty app of the same versions in the same run: rounds take
// turns, so that what the machine does besides meets both.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { StackInfo } from '../../../tools/testing/stack-info'
import { countStatements } from '../../../tools/testing/statement-log'
import { withThrowawayStack } from '../../../tools/testing/throwaway-stack'
import { signIn } from './browser-session'
import { startEmptyApp } from './empty-app'
import { fillCompany } from './fill'
import { load } from './load'

export type PageBench = {
  page: string
  /** Requests a second at ten connections, and how much of the empty app's that is. */
  requests: number
  requestsRatio: number
  firstByteMs: number
  htmlBytes: number
  statements: number
  roundTrips: number
}

const ROUNDS = 5
const SECONDS = 2

const COMPANY = 'bench-roofing'
const PAGES: Record<string, string> = {
  jobs: `/orgs/${COMPANY}/jobs`,
  job: `/orgs/${COMPANY}/jobs/1026/agreement`,
  information: `/orgs/${COMPANY}/jobs/1026/information`,
  payments: `/orgs/${COMPANY}/payments`,
  customers: `/orgs/${COMPANY}/customers`,
  signIn: '/sign-in',
}

export const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN

/** Measures every page, and tells of each as soon as it is there. */
export async function benchPages(onPage: (page: PageBench) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'))
  const empty = await startEmptyApp(path.resolve('.data/bench/empty-app'))
  const { signal } = new AbortController()
  try {
    await withThrowawayStack({ folder: path.join(folder, 'stack'), signal, quiet: true }, async (info) => {
      await fillCompany(info.databaseUrl, COMPANY, { customers: 26, jobs: 26, payments: 52 })
      const session = await signIn(info.appUrl, 'admin@demo.test', 'plumbline')
      await fetch(`${info.controlUrl}/worker/kill`, { method: 'POST' }) // it asks the database, too
      for (const [page, address] of Object.entries(PAGES))
        onPage(await measure(page, info, address, page === 'signIn' ? '' : session, empty.url))
    })
  } finally {
    await empty.stop()
  }
}

async function measure(page: string, info: StackInfo, address: string, session: string, empty: string) {
  const url = info.appUrl + address
  const html = await (await fetch(url, { headers: session ? { cookie: session } : {} })).text()
  const asked = await countStatements(info, async () => {
    await (await fetch(url, { headers: session ? { cookie: session } : {} })).text()
  })
  const ours: number[] = []
  const ratios: number[] = []
  const firstBytes: number[] = []
  await load(url, session, SECONDS) // warm
  for (let round = 0; round < ROUNDS; round++) {
    const bare = await load(empty, '', SECONDS)
    const own = await load(url, session, SECONDS)
    ours.push(own.requests / own.seconds)
    ratios.push(own.requests / own.seconds / (bare.requests / bare.seconds))
    firstBytes.push(median(own.firstByteMs))
  }
  const round = (value: number, digits: number) => Number(value.toFixed(digits))
  return {
    page,
    requests: round(median(ours), 1),
    requestsRatio: round(median(ratios), 2),
    firstByteMs: round(median(firstBytes), 1),
    htmlBytes: Buffer.byteLength(html),
    ...asked,
  }
}
