// How fast and how light the pages are, each beside an empty app of the same versions in the same run: rounds take
// turns, so that what the machine does besides meets both.
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { StackInfo } from '../../../tools/testing/stack-info'
import { countStatements } from '../../../tools/testing/statement-log'
import { withThrowawayStack } from '../../../tools/testing/throwaway-stack'
import { javascriptOf } from '../javascript'
import { heldBy, watchMemory } from '../memory'
import { openBrowser, openingOf, pressingOf } from './browser'
import { signIn } from './browser-session'
import { startEmptyApp } from './empty-app'
import { analyze, fillCompany, fillLink } from './fill'
import { type Audit, startLighthouse } from './lighthouse'
import { load, openStreams } from './load'

export type PageBench = {
  page: string
  /** Requests a second at ten connections, and how much of the empty app's that is. */
  requests: number
  requestsRatio: number
  firstByteMs: number
  htmlBytes: number
  /** Compressed, of the empty app's. */
  javascriptRatio: number
  /** Lighthouse's, medians of five: how long the main thread doesn't answer, and points, of the empty app's and its own. */
  blockingMs: number
  blockingRatio: number
  score: number
  emptyScore: number
  accessibility: number
  bestPractices: number
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
  /** What a thousand open streams of live updates add, half a minute after they were opened. */
  streams: number
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

type Found = { page: PageBench } | { memoryMb: ProcessBench } | { openDialogMs: number } | { pressRowMs: number }

/** Measures every page, and tells of each as soon as it is there. */
export async function benchPages(onFound: (found: Found) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pages-'))
  const empty = await startEmptyApp(path.resolve('.data/bench/empty-app'))
  const lighthouse = await startLighthouse(path.resolve('.data/bench/lighthouse'))
  const audit = async (url: string, session: string) => mediansOf(await inTurns(() => lighthouse.audit(url, session)))
  const { signal } = new AbortController()
  try {
    await withThrowawayStack({ folder: path.join(folder, 'stack'), signal, quiet: true }, async (info) => {
      await fillCompany(info.databaseUrl, COMPANY, { customers: 26, jobs: 26, payments: 52 })
      const link = await fillLink(info.databaseUrl, COMPANY, 1026)
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
        audit: await audit(empty.url, ''),
      }
      const measured = async (page: string, address: string, session: string) =>
        onFound({ page: await measure({ page, info, address, session, bare, audit }) })
      for (const [page, address] of Object.entries(PAGES))
        await measured(page, address, page === 'signIn' ? '' : session)
      await measured('customer', link.path, link.cookie)
      await new Promise((resolve) => setTimeout(resolve, 10_000))
      const { peak, final } = memory.stop()
      const streams = await heldByStreams(pids.app, `${info.appUrl}/api/live/${COMPANY}`, session)
      const whole = { app: peak.rss, appAfter: final.rss, appBefore, worker, streams }
      onFound({ memoryMb: mapValues(whole, Math.round) })
      const browser = await openBrowser()
      const [job, jobs] = [info.appUrl + PAGES.job, info.appUrl + PAGES.jobs]
      const medianMs = async (measured: () => Promise<number>) => Math.round(median(await inTurns(measured)))
      onFound({ openDialogMs: await medianMs(() => openingOf(browser, job, session, 'Make Payment')) })
      onFound({ pressRowMs: await medianMs(() => pressingOf(browser, jobs, session)) })
      await browser.close()
    })
  } finally {
    await lighthouse.stop()
    await empty.stop()
  }
}

const mapValues = <T extends Record<string, number>>(object: T, change: (value: number) => number): T =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)])) as T

const STREAMS = 1_000

async function heldByStreams(pid: number, url: string, session: string): Promise<number> {
  const before = heldBy(pid).rss
  const open = await openStreams(url, session, STREAMS)
  await new Promise((resolve) => setTimeout(resolve, 30_000)) // until what they needed to begin is collected
  const held = heldBy(pid).rss
  open.close()
  return held - before
}

/** Measures so often as a median needs. */
async function inTurns<T>(measured: () => Promise<T>): Promise<T[]> {
  const values: T[] = []
  for (let round = 0; round < ROUNDS; round++) values.push(await measured())
  return values
}

const mediansOf = (audits: readonly Audit[]): Audit => ({
  blockingMs: median(audits.map(({ blockingMs }) => blockingMs)),
  score: median(audits.map(({ score }) => score)),
  accessibility: median(audits.map(({ accessibility }) => accessibility)),
  bestPractices: median(audits.map(({ bestPractices }) => bestPractices)),
})

type Asking = {
  page: string
  info: StackInfo
  address: string
  session: string
  bare: { url: string; javascript: number; audit: Audit }
  audit: (url: string, session: string) => Promise<Audit>
}

async function measure({ page, info, address, session, bare, audit }: Asking): Promise<PageBench> {
  const url = info.appUrl + address
  const get = async () => (await fetch(url, { headers: session ? { cookie: session } : {} })).text()
  const html = await get()
  const asked = await countStatements(info, get)
  const javascript = (await javascriptOf(info.appUrl, address, session)).bytes
  const { blockingMs, ...points } = await audit(url, session)
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
    blockingMs: Math.round(blockingMs),
    blockingRatio: round(blockingMs / bare.audit.blockingMs, 2),
    ...points,
    emptyScore: bare.audit.score,
    ...asked,
  }
}
