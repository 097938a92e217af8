// Signs papers, and kills -9 whoever is at work on them (the app, the worker, or the database) at each step until the sealed
// copy is in everybody's mailbox. Then looks whether each paper has one seal, and each person one copy.
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startMailServer } from '@/lib/testing/mail-server'
import { Problem } from '@/tools/process/problem'
import { until } from '@/tools/process/wait'
import { compile } from '@/tools/stack/programs'
import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import { Refused } from '../orders'
import { judgeSeals, type SealFigures } from './judge'
import type { Paper } from './orders'
import { STEPS, type Step } from './steps'
import { CLAIM_SECONDS, type SealSystem, startSealSystem } from './system'

export type SealsOptions = {
  /** How many kills there are at least. */
  kills: number
  seed: number
  folder: string
  signal: AbortSignal
  onLine: (name: string, line: string) => void
  onProgress: (text: string) => void
}

export type SealsReport = SealFigures & {
  ok: boolean
  seed: number
  kills: number
  /** How often each step was a death, by who died. */
  struck: Record<string, number>
  /** Steps that nobody was met at, since something else came first. */
  missed: number
  seconds: number
}

/** How long somebody is waited for at a step. A later one may be due to what waits for an earlier claim to expire. */
const MEET_MS = 20_000
export async function runSeals(options: SealsOptions): Promise<SealsReport> {
  const { kills: wanted, seed, folder, signal, onProgress } = options
  const began = Date.now()
  const random = seededRandom(seed)
  const programs = path.join(folder, 'programs')
  await compile({ worker: 'scripts/worker.ts', actor: 'e2e/chaos/actor.ts' }, programs)
  const mail = await startMailServer()
  const system = await startSealSystem({ ...options, programs, mailUrl: mail.url })
  const struck: Record<string, number> = {}
  let [kills, missed] = [0, 0]
  const papers: Paper[] = []
  try {
    const context = await system.order('createCompany', { tag: `seals-${seed}` })
    onProgress(`${wanted} kills, seed ${seed}: everything is up after ${Math.round((Date.now() - began) / 1000)} s`)
    while (kills < wanted && !signal.aborted) {
      const paper = await system.order('prepare', { context, tag: `${papers.length}` })
      papers.push(paper)
      await system.stopWorker()
      for (const step of drawSteps(random)) {
        const victim = random.chance(0.25) ? 'database' : step.by
        if (await strike(system, mail, { step, victim, paper })) {
          kills += 1
          const key = `${step.name}: ${victim}`
          struck[key] = (struck[key] ?? 0) + 1
        } else missed += 1
      }
      await system.startWorker()
      await signUntilDone(system, paper)
      if (papers.length % 5 === 0) onProgress(`${kills} of ${wanted} kills, ${papers.length} papers`)
    }
    if (signal.aborted) onProgress('Stopped early: what was done by now is judged.')
    mail.behave({})
    mail.answer()
    // What a dead worker had claimed is free once its claim is over.
    await system.later(CLAIM_SECONDS)
    const ready = await system.settled(120_000)
    const figures = await judgeSeals({
      papers,
      query: system.query,
      received: mail.received.flatMap(({ to }) => (Array.isArray(to) ? to : [to]).map((each) => each?.text ?? '')),
      isGood: async (paper) => (await system.order('check', paper)) === true,
    })
    const violations = [...figures.violations, ...(ready ? [] : ['the queue never came to rest'])]
    return {
      ok: violations.length === 0 && kills >= wanted,
      ...{ seed, kills, struck, missed, ...figures, violations },
      seconds: Math.round((Date.now() - began) / 1000),
    }
  } finally {
    mail.answer()
    await system.stop()
    await mail.stop()
  }
}

/** Some of the steps, in their order. */
function drawSteps(random: SeededRandom): Step[] {
  const some = STEPS.filter(() => random.chance(0.45))
  return some.length > 0 ? some : [random.pick(STEPS)]
}

type Mail = Awaited<ReturnType<typeof startMailServer>>

/** Kills whoever comes to a step. Returns whether somebody did. */
async function strike(
  system: SealSystem,
  mail: Mail,
  { step, victim, paper }: { step: Step; victim: 'app' | 'worker' | 'database'; paper: Paper },
): Promise<boolean> {
  const { meet } = step
  mail.behave('mail' in meet ? { [meet.mail]: true } : {})
  // The worker is down whenever a step begins, so it comes to what is held there; who signs doesn't.
  if (step.by === 'worker') await signUntilDone(system, paper)
  let release = 'lock' in meet ? await system.hold(meet.lock) : async () => {}
  const signing = step.by === 'app' ? system.order('sign', paper).catch(() => null) : system.startWorker()
  let isMet = await comes('passed' in meet ? 2 : 20, async () => {
    if ('lock' in meet) return system.waits(meet.lock)
    if ('passed' in meet) return (await system.query(meet.passed, [paper.documentId])).length > 0
    return Promise.race([mail.holding(1).then(() => true), pause(100).then(() => false)])
  })
  const behind = 'mail' in meet ? meet.behind : undefined
  if (isMet && behind !== undefined) {
    release = await system.hold(behind.table)
    mail.behave({})
    mail.answer()
    isMet = await comes(20, () => system.waits(behind.table, behind.column))
  }
  if (isMet) await system.kill(victim)
  await release()
  mail.behave({})
  mail.answer()
  await system.stopWorker()
  await signing
  return isMet
}

/** Asks again and again, with these milliseconds between. @returns whether somebody came in time */
const comes = (everyMs: number, isThere: () => Promise<boolean>): Promise<boolean> =>
  until(isThere, { what: 'somebody at a step', timeoutMs: MEET_MS, everyMs }).catch((error: unknown) => {
    if (error instanceof Problem) return false
    throw error
  })

/** Signs, as somebody does whose page says that it didn't work: again. */
async function signUntilDone(system: SealSystem, paper: Paper): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      await system.order('sign', paper)
      return
    } catch (error) {
      if (error instanceof Refused || attempt > 20) throw error
      await pause(200)
    }
}
