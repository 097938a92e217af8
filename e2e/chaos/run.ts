// One run from the plan to the verdict: the storm, then quiet, then minutes and a day later, then everything again.

import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '@/tools/process/problem'
import { compile } from '@/tools/stack/programs'
import { seededRandom } from '@/tools/testing/seeded-random'
import { createAims } from './aims'
import { callJudge, type Judging as Judged } from './call-judge'
import type { Rule, Violation } from './evidence'
import type { Figures } from './figures'
import { intentOfReceipt } from './furnish'
import type { Verdict } from './judge'
import { startMailServer } from './mail-server'
import { drawPlan } from './plan'
import { append } from './records'
import { rage } from './storm'
import { type System, startSystem } from './system'

export type ChaosOptions = {
  payments: number
  seed: number
  /** Everything of the run lies there: database, ledger, records. */
  folder: string
  signal: AbortSignal
  onLine: (name: string, line: string) => void
  onProgress: (text: string) => void
}

/** What `npm run chaos -- --json` prints. */
export type ChaosReport = {
  ok: boolean
  seed: number
  /** What was asked for. */
  payments: number
  /** The payments in our books, and PaySimple's charges. */
  booked: number
  charged: number
  doubleCharges: number
  lost: number
  stuckUnknown: number
  violations: Partial<Record<Rule, number>>
  /** What is said of the run and does not fail it. */
  remarks: string[]
  seconds: { storm: number; whole: number }
  /** What the plan had dealt and never struck. */
  missing: string[]
} & Figures

/** The product's own: SEND_WINDOW, the deadline of one call (here one second) and five minutes; and the next look. */
const HORIZON_SECONDS = 60 + 1 + 300 + 30
/** The product's own: when a click that has not come back is looked after. */
const FIRST_LOOK_MS = 5_000
const TEN_MINUTES = 600
const ONE_DAY = 86_400

/** Rules that say "taken twice", and "lost". */
const DOUBLE: readonly Rule[] = ['double_charge', 'more_than_owed']
const LOST: readonly Rule[] = ['lost_charge', 'not_taken_but_charged', 'charge_of_nobody', 'click_without_row']

/**
 * What is said of a run and does not fail it: how soon things were made good, and what the plan had dealt and never struck.
 * Both follow how busy the machine is, in the middle of outages that follow each other by seconds.
 */
const REMARKS: ReadonlySet<Rule> = new Set(['promise_broken', 'never_struck'])
const isRemark = ({ rule }: Violation) => REMARKS.has(rule)
const grave = ({ violations }: Verdict) => violations.filter((one) => !isRemark(one))

type Judging = Omit<Judged, 'horizon'>

export async function runChaos(options: ChaosOptions): Promise<{ report: ChaosReport; violations: Violation[] }> {
  const { payments, seed, folder, signal, onProgress } = options
  const stopped = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Problem('Stopped before the end: nothing was judged.'))),
  )
  stopped.catch(() => {})
  const began = Date.now()
  const plan = drawPlan({ payments, seed })
  writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(plan))
  const aims = createAims((incident) => append(folder, 'incidents.jsonl', incident))
  const clients = new Map(
    Array.from({ length: plan.orgs }, (_, at) => [`chaos-org-${at + 1}`, randomBytes(12).toString('hex')] as const),
  )
  // Once for the run: whoever is killed a hundred times is started a hundred times.
  const programs = path.join(folder, 'programs')
  await compile({ worker: 'scripts/worker.ts', actor: 'e2e/chaos/actor.ts', judge: 'e2e/chaos/judge.ts' }, programs)
  let system: System | undefined
  const random = seededRandom(seed + 1)
  let mailRefused = 0.05
  const mailServers = await Promise.all(
    ['worker-1', 'worker-2'].map(async (slot) => {
      const server = await startMailServer({
        random,
        refuses: () => mailRefused,
        note: (taken) => append(folder, 'mail.jsonl', { ...taken, slot }),
        before(to, when) {
          const n = intentOfReceipt(to)
          if (!aims.onMail(n, when)) return false
          void system?.kill('caller', slot, `${when} mail`, n)
          return true
        },
      })
      return { slot, ...server }
    }),
  )
  const mailUrls = new Map(mailServers.map(({ slot, url }) => [slot, url]))
  try {
    system = await startSystem({ folder, programs, aims, mailUrls, clients, onLine: options.onLine })
    const running = system
    const judge = (judging: Judging) =>
      callJudge(
        {
          program: path.join(programs, 'judge.mjs'),
          ...{ folder, sandboxUrl: running.sandboxUrl, databaseUrl: running.databaseUrl() },
        },
        { ...judging, horizon: HORIZON_SECONDS },
      )
    const seconds = () => Math.round((Date.now() - began) / 1000)
    onProgress(`${payments} payments, seed ${seed}: everything is up after ${seconds()} s`)
    const stormBegan = Date.now()
    const every = Math.max(10, Math.floor(payments / 20))
    const raging = rage({
      ...{ system, aims, plan, folder, clients },
      onProgress: (done) => done % every === 0 && onProgress(`${done} of ${payments} taken, ${seconds()} s`),
    })
    // What is aimed at the mail, which comes last, may still strike when everybody has been served.
    await Promise.race([raging.then(() => running.quiet(30_000)), stopped])
    aims.clear()
    mailRefused = 0
    await pause(FIRST_LOOK_MS + 2_000)
    await system.quiet(5_000)
    append(folder, 'intents.jsonl', { what: 'ended', at: Date.now() })
    const stormMs = Date.now() - stormBegan

    const found: Violation[] = []
    // Before any restart, whose first act is to ask about everything. The rest of the books is not due yet.
    const atOnce = (verdict: Verdict) => verdict.violations.filter(({ rule }) => rule === 'stuck_in_doubt')
    const quiet = await Promise.race([calm(running, judge, { ahead: 0, visibleFor: 30 }, 60_000, atOnce), stopped])
    found.push(...atOnce(quiet))
    onProgress(`judged right after the storm: ${found.length} violations, ${seconds()} s`)
    const later = async (ahead: number, by: number, name: string) => {
      await running.restart(ahead, by)
      const verdict = await Promise.race([calm(running, judge, { ahead }, 300_000), stopped])
      onProgress(`judged ${name}: ${grave(verdict).length} violations, ${seconds()} s`)
      found.push(...verdict.violations)
      return verdict
    }
    await later(TEN_MINUTES, TEN_MINUTES, 'ten minutes later')
    await later(TEN_MINUTES + ONE_DAY, ONE_DAY, 'a day later')

    const books = path.join(folder, 'books.json')
    const ahead = TEN_MINUTES + ONE_DAY
    await judge({ ahead, remember: books })
    const undone = await Promise.race([running.lookUpEverything(), stopped])
    const last = await judge({ ahead, unchangedSince: books, undone })
    onProgress(`judged after a second run: ${grave(last).length} violations, ${seconds()} s`)
    found.push(...last.violations)

    const violations = unique(found.filter((one) => !isRemark(one)))
    const remarks = unique(last.violations.filter(isRemark)).map(({ what }) => what)
    const counts: Partial<Record<Rule, number>> = {}
    for (const { rule } of violations) counts[rule] = (counts[rule] ?? 0) + 1
    const sum = (rules: readonly Rule[]) => rules.reduce((total, rule) => total + (counts[rule] ?? 0), 0)
    writeFileSync(path.join(folder, 'violations.json'), JSON.stringify(violations, null, 2))
    return {
      violations,
      report: {
        ok: violations.length === 0,
        ...{ seed, payments, booked: last.booked, charged: last.charged },
        ...{ doubleCharges: sum(DOUBLE), lost: sum(LOST), stuckUnknown: counts.stuck_in_doubt ?? 0 },
        violations: counts,
        seconds: { storm: Math.round(stormMs / 1000), whole: seconds() },
        remarks,
        missing: last.missing,
        ...last.figures,
      },
    }
  } finally {
    await system?.stop()
    await Promise.all(mailServers.map((server) => server.stop()))
  }
}

/** The same payment under the same rule is one violation, however often it was looked at. */
function unique(violations: readonly Violation[]): Violation[] {
  const seen = new Map(
    violations.map((violation) => [`${violation.rule} ${violation.paymentId ?? violation.what}`, violation]),
  )
  return [...seen.values()]
}

/** Waits until nothing is left to be done, or until that takes too long: then the last verdict tells what is. */
async function calm(
  system: System,
  judge: (judging: Judging) => Promise<Verdict>,
  judging: Judging,
  patienceMs: number,
  counting = grave,
): Promise<Verdict> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    await system.quiet(Math.min(10_000, Math.max(0, deadline - Date.now())))
    const verdict = await judge(judging)
    if (counting(verdict).length === 0 || Date.now() > deadline) return verdict
    await pause(500)
  }
}
