// How fast and how light the pages are, each beside an empty app of the same versions in the same run: rounds take
// turns, so that what the machine does besides meets both.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from '@playwright/test'
import type { StackInfo } from '../../../tools/testing/stack-info'
import { countStatements } from '../../../tools/testing/statement-log'
import { withThrowawayStack } from '../../../tools/testing/throwaway-stack'
import { javascriptOf } from '../javascript'
import { heldBy, watchMemory } from '../memory'
import { blockingOf, openBrowser, openingOf } from './browser'
import { signIn } from './browser-session'
import { startEmptyApp } from './empty-app'
import { analyze, fillCompany } from './fill'
import { load } from './load'

export type PageBench = {
  page: string
  /** Requests a second at ten connections, and how much of the empty app's that is. */
  requests: number
  requestsRatio: number
  firstByteMs: number
  htmlBytes: number
  /** Compressed, of the empty app's. */
  javascriptRatio: number
  /** How long its main thread doesn't answer, of the empty app's. */
  blockingMs: number
  blockingRatio: number
  statements: number
  roundTrips: number
}

/** Beside the pages: what the processes hold, and what a press on Make Payment takes. */
export type ProcessBench = {
  /** The most that the app held while all pages were asked for, what it held ten seconds later, and before. */
  app: number
  appAfter: number
  appBefore: number
  worker: number
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

type Found = { page: PageBench } | { memoryMb: ProcessBench } | { openDialogMs: number }

/** Measures every page, and tells of each as soon as it is there. */
export async function benchPages(onFound: (found: Found) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'))
  const empty = await startEmptyApp(path.resolve('.data/bench/empty-app'))
  const browser = await openBrowser()
  const { signal } = new AbortController()
  try {
    await withThrowawayStack({ folder: path.join(folder, 'stack'), signal, quiet: true }, async (info) => {
      await fillCompany(info.databaseUrl, COMPANY, { customers: 26, jobs: 26, payments: 52 })
      await analyze(info.databaseUrl)
      const session = await signIn(info.appUrl, 'admin@demo.test', 'plumbline')
      const pids = (await (await fetch(`${info.controlUrl}/pids`)).json()) as { app: number; worker: number }
      const worker = heldBy(pids.worker).rss
      await fetch(`${info.controlUrl}/worker/kill`, { method: 'POST' }) // it asks the database, too
      const appBefore = heldBy(pids.app).rss
      const memory = watchMemory(pids.app)
      const bare = {
        url: empty.url,
        javascript: (await javascriptOf(empty.url, '/')).bytes,
        blocking: await medianOf(() => blockingOf(browser, empty.url, '')),
      }
      for (const [page, address] of Object.entries(PAGES))
        onFound({
          page: await measure({ page, info, address, session: page === 'signIn' ? '' : session, bare, browser }),
        })
      await new Promise((resolve) => setTimeout(resolve, 10_000))
      const { peak, final } = memory.stop()
      const whole = { app: peak.rss, appAfter: final.rss, appBefore, worker }
      onFound({ memoryMb: mapValues(whole, Math.round) })
      const job = `${info.appUrl}${PAGES.job}`
      onFound({ openDialogMs: Math.round(await medianOf(() => openingOf(browser, job, session, 'Make Payment'))) })
    })
  } finally {
    await browser.close()
    await empty.stop()
  }
}

const mapValues = <T extends Record<string, number>>(object: T, change: (value: number) => number): T =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)])) as T

async function medianOf(measured: () => Promise<number>): Promise<number> {
  const values: number[] = []
  for (let round = 0; round < ROUNDS; round++) values.push(await measured())
  return median(values)
}

type Asking = {
  page: string
  info: StackInfo
  address: string
  session: string
  bare: { url: string; javascript: number; blocking: number }
  browser: Browser
}

async function measure({ page, info, address, session, bare, browser }: Asking): Promise<PageBench> {
  const url = info.appUrl + address
  const get = async () => (await fetch(url, { headers: session ? { cookie: session } : {} })).text()
  const html = await get()
  const asked = await countStatements(info, get)
  const javascript = (await javascriptOf(info.appUrl, address, session)).bytes
  const blocking = await medianOf(() => blockingOf(browser, url, session))
  const ours: number[] = []
  const ratios: number[] = []
  const firstBytes: number[] = []
  await load(url, session, SECONDS) // warm
  for (let round = 0; round < ROUNDS; round++) {
    const theirs = await load(bare.url, '', SECONDS)
    const own = await load(url, session, SECONDS)
    ours.push(own.requests / own.seconds)
    ratios.push(own.requests / own.seconds / (theirs.requests / theirs.seconds))
    firstBytes.push(median(own.firstByteMs))
  }
  const round = (value: number, digits: number) => Number(value.toFixed(digits))
  return {
    page,
    requests: round(median(ours), 1),
    requestsRatio: round(median(ratios), 2),
    firstByteMs: round(median(firstBytes), 1),
    htmlBytes: Buffer.byteLength(html),
    javascriptRatio: round(javascript / bare.javascript, 2),
    blockingMs: Math.round(blocking),
    blockingRatio: round(blocking / bare.blocking, 2),
    ...asked,
  }
}
