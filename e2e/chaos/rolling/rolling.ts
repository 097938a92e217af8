// An upgrade while people pay: two apps and two workers of one release, of which each is replaced by one of the next release,
// one after the other, while payments are taken by the server actions of pages that the first release had drawn.
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { Problem } from '@/tools/process/problem'
import { compile } from '@/tools/stack/programs'
import { chromiumLaunch } from '@/tools/testing/browser'
import { seededRandom } from '@/tools/testing/seeded-random'
import { callJudge } from '../call-judge'
import type { Violation } from '../evidence'
import { furnish } from '../furnish'
import { CARDS, type Intent, type Plan } from '../plan'
import { type Installation, startInstallation } from './installation'
import { type Load, type Step, takeAll } from './load'
import { makeReleases, removeReleases, stateOf } from './releases'

const ORGS = 4
/** Fewer are through before anything is replaced. */
const FEWEST = 50
/** By then every email was sent, and nothing may be unconfirmed any longer. */
const LATER_SECONDS = 4_000

export type RollingOptions = {
  payments: number
  seed: number
  /** Everything of the run but the releases lies there. */
  folder: string
  /** The folder of an earlier run's releases, which are used again, or are to be kept there. */
  releases?: string | undefined
  signal: AbortSignal
  onLine: (name: string, line: string) => void
  onProgress: (text: string) => void
}

/** What `npm run chaos -- --rolling --json` prints. */
export type RollingReport = {
  ok: boolean
  /** Why not. */
  wrong: string[]
  seed: number
  /** What was asked for, the payments in our books, and PaySimple's charges. */
  payments: number
  booked: number
  charged: number
  doubleCharges: number
  /** Payments by status, and answers by what they said. All are to be authorized. */
  outcomes: Record<string, number>
  told: Record<string, number>
  /** Server actions: how many were sent, who answered them, and what was wrong with those that failed. */
  actions: { posted: number; answeredBy: Record<string, number>; failed: string[] }
  /** Requests of whatever kind that an app left without an answer. */
  unanswered: string[]
  /** In the order of it. */
  replaced: Step[]
  /** The rotation of the keys that secrets are sealed with, under the newer release. */
  rotated: Load['rotated']
  /** Whose script ran in the end in a tab that had been loaded before, and in a new one. */
  tabs: Load['tabs']
  /** The builds, whom they ran as, and whether anything in them was changed. */
  releases: { old: string; new: string; user: string; changed: boolean }
  seconds: { load: number; whole: number }
}

/** One click each, on a job of its own, to which nothing happens. */
function drawPlan({ payments, seed }: Pick<RollingOptions, 'payments' | 'seed'>): Plan {
  const random = seededRandom(seed)
  const cards = Object.keys(CARDS) as Intent['card'][]
  const intents = Array.from({ length: payments }, (_, n): Intent => {
    const [amountCents, card] = [random.int(1_00, 900_00), random.pick(cards)]
    return {
      ...{ n, amountCents, card, org: n % ORGS, customerOf: n, phase: 0, flow: 'one_click', source: 'card', app: 0 },
      ...{ warmUp: false, save: false, clickAgain: false, meansIt: true, receipt: true, pendingBecomes: 'stays' },
      aims: [],
    }
  })
  return { seed, orgs: ORGS, intents }
}

/**
 * Runs it: makes both releases, takes the payments, and has the judge of chaos look at the books.
 * @throws {Problem} when it can't be run, or would prove nothing
 */
export async function runRolling(options: RollingOptions): Promise<{ report: RollingReport; violations: Violation[] }> {
  const { payments, seed, folder, signal, onProgress } = options
  if (payments < FEWEST) throw new Problem(`Too few payments to replace anything meanwhile. Give ${FEWEST} or more.`)
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const tell = (text: string) => onProgress(`${String(seconds()).padStart(4)} s  ${text}`)
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Problem('Stopped before the end: nothing was judged.'))),
  )
  stopped.catch(() => {})
  const plan = drawPlan(options)
  writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(plan))
  const programs = path.join(folder, 'programs')
  await compile({ actor: 'e2e/chaos/actor.ts', judge: 'e2e/chaos/judge.ts' }, programs)
  const releases = await makeReleases(options.releases, tell)
  const dirs = [releases.old.dir, releases.new.dir]
  const clients = new Map(
    Array.from({ length: ORGS }, (_, at) => [`chaos-org-${at + 1}`, randomBytes(12).toString('hex')] as const),
  )
  let system: Installation | undefined
  let browser: Browser | undefined
  try {
    const before = dirs.map(stateOf)
    system = await startInstallation({ folder, programs, releases, clients, onLine: options.onLine })
    const places = await furnish({ system, aims: { know: () => {} }, plan, clients })
    tell('everything is up')
    browser = await chromium.launch(chromiumLaunch())
    const load = await Promise.race([
      takeAll({ system, browser, releases, plan, places, folder, onProgress: tell }),
      stopped,
    ])
    const isQuiet = await system.quiet(60_000)
    const { violations, figures, booked, charged } = await callJudge(
      {
        program: path.join(programs, 'judge.mjs'),
        ...{ folder, sandboxUrl: system.sandboxUrl, databaseUrl: system.databaseUrl },
      },
      { ahead: LATER_SECONDS, horizon: 0 },
    )
    const { outcomes, told } = figures
    const { tabs } = load
    const { answered, broken } = system.front
    const changed = dirs.some((dir, at) => stateOf(dir) !== before[at])
    writeFileSync(path.join(folder, 'violations.json'), JSON.stringify(violations, null, 2))
    const isAuthorized = (counts: Record<string, number>) =>
      Object.keys(counts).join() === 'authorized' && counts.authorized === payments
    const served = Object.keys(answered).filter((label) => (answered[label] ?? 0) > 0)
    const wrong = [
      ...(violations.length > 0 ? [`${violations.length} rules of the judge were broken`] : []),
      ...(load.failed.length > 0 ? [`${load.failed.length} actions failed`] : []),
      ...(broken.length > 0 ? [`${broken.length} requests had no answer`] : []),
      ...(isAuthorized(outcomes) && isAuthorized(told) ? [] : ['not every payment was authorized, and said to be']),
      ...(booked === payments && charged === payments ? [] : ['not every payment has one row and one charge']),
      ...(served.length === 4 ? [] : [`only ${served.join(', ')} answered actions`]),
      ...(load.replaced.some(({ ended }) => ended.startsWith('by')) ? ['a process didn’t end by itself'] : []),
      ...(load.rotated.left > 0 ? [`${load.rotated.left} secrets weren’t sealed again`] : []),
      ...(tabs.fresh === 'new' ? [] : ['a new tab didn’t run the newer release']),
      ...(isQuiet ? [] : ['the queue had work left']),
      ...(changed ? ['a release was written to'] : []),
    ]
    return {
      violations,
      report: {
        ok: wrong.length === 0,
        wrong,
        ...{ seed, payments, booked, charged },
        doubleCharges: violations.filter(({ rule }) => rule === 'double_charge').length,
        ...{ outcomes, told },
        actions: { posted: load.posted, answeredBy: answered, failed: load.failed },
        unanswered: broken,
        ...{ replaced: load.replaced, rotated: load.rotated },
        tabs,
        releases: {
          ...{ old: releases.old.build, new: releases.new.build, changed },
          user: releases.user ? `user ${releases.user.uid}` : 'our own user',
        },
        seconds: { load: load.seconds, whole: seconds() },
      },
    }
  } finally {
    await browser?.close()
    await system?.stop()
    removeReleases(releases)
  }
}
