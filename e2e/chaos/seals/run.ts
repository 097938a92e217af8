// Signs papers, and kills -9 whoever is at work on them (the app, the worker, or the database) at each step until the sealed
// copy is in everybody's mailbox. Then looks whether each paper has one seal, and each person one copy.
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startMailServer } from '@/lib/testing/mail-server'
import { migrate } from '@/tools/postgres/migrate'
import { startPostgres, stopPostgres } from '@/tools/postgres/postgres'
import { guardProcess, unguardProcess } from '@/tools/process/guard'
import { freePort } from '@/tools/process/ports'
import { Problem } from '@/tools/process/problem'
import { compile } from '@/tools/stack/programs'
import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import type { Reply } from '../actor'
import { killPostgres } from '../kill-postgres'
import { createOrders, Refused } from '../orders'
import { type Running, startProcess } from '../process'
import { judgeSeals, type SealFigures } from './judge'
import type { Paper } from './orders'
import { STEPS, type Step } from './steps'

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
/** Longer than a worker's claim to an email holds. */
const LATER_SECONDS = 300

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
    while (kills < wanted) {
      if (signal.aborted) throw new Problem('Stopped before the end: nothing was judged.')
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
    mail.behave({})
    mail.answer()
    // What a dead worker had claimed is free once its claim is over.
    await system.later(LATER_SECONDS)
    const ready = await system.settled(120_000)
    const figures = await judgeSeals({
      papers,
      query: system.query,
      received: mail.received.flatMap(({ to }) => (Array.isArray(to) ? to : [to]).map((each) => each?.text ?? '')),
      isGood: (paper) => system.order('check', paper),
    })
    const violations = [...figures.violations, ...(ready ? [] : ['the queue never came to rest'])]
    return {
      ok: violations.length === 0,
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

type SealSystem = Awaited<ReturnType<typeof startSealSystem>>
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
  const release = 'lock' in meet ? await system.hold(meet.lock) : async () => {}
  const signing = step.by === 'app' ? system.order('sign', paper).catch(() => null) : system.startWorker()
  const deadline = Date.now() + MEET_MS
  const met = async () => {
    if ('lock' in meet) return system.waits(meet.lock)
    if ('passed' in meet) return (await system.query(meet.passed, [paper.documentId])).length > 0
    return Promise.race([mail.holding(1).then(() => true), pause(100).then(() => false)])
  }
  let isMet = await met()
  while (!isMet && Date.now() < deadline) {
    await pause('passed' in meet ? 2 : 20)
    isMet = await met()
  }
  if (isMet) await system.kill(victim)
  await release()
  mail.behave({})
  mail.answer()
  await system.stopWorker()
  await signing
  return isMet
}

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

type SystemOptions = Pick<SealsOptions, 'folder' | 'onLine'> & { programs: string; mailUrl: string }

/** PostgreSQL, an app and a worker, each to be killed. */
async function startSealSystem({ folder, programs, mailUrl, onLine }: SystemOptions) {
  const dir = path.join(folder, 'postgres')
  let database = await startPostgres({ dir, port: await freePort() })
  guardProcess(database.pid, 'SIGINT')
  const { appUrl, workerUrl } = await migrate({ databaseUrl: database.url(), deployment: 'local' })
  const { PATH, HOME, TMPDIR, LANG } = process.env
  let clockAhead = 0
  const secrets = {
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
  }
  /** An address of the server as it is now: its next start may be on another port. */
  const here = (url: string) => Object.assign(new URL(url), { port: new URL(database.url()).port }).href
  const environment = (isApp: boolean): NodeJS.ProcessEnv => ({
    ...{ PATH, HOME, TMPDIR, LANG, NODE_ENV: 'production', DEPLOYMENT: 'local', APP_URL: 'http://localhost:3000' },
    ...(isApp && { DATABASE_URL: database.url() }),
    ...{ APP_DATABASE_URL: here(appUrl), WORKER_DATABASE_URL: here(workerUrl), ...secrets, SMTP_URL: mailUrl },
    ...{ CLOCK_AHEAD_SECONDS: String(clockAhead), FILES_DIR: path.join(folder, 'files'), LOG_LEVEL: 'warn' },
  })
  const orders = createOrders()
  const start = (name: 'app' | 'worker'): Running => {
    const isApp = name === 'app'
    const running = startProcess({
      name,
      args: ['--liftoff-only', path.join(programs, isApp ? 'actor.mjs' : 'worker.mjs')],
      env: environment(isApp),
      ready: isApp ? /app ready/ : /worker ready/,
      onLine: (line) => onLine(name, line),
      ...(isApp && { onMessage: (message) => orders.onReply(message as Reply) }),
    })
    if (isApp) void running.ended.then(() => orders.drop(name))
    return running
  }
  let app = start('app')
  let worker: Running | undefined
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.url() })
    client.on('error', () => {})
    await client.connect()
    return client
  }
  let owner = await connect()

  async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (let attempt = 1; ; attempt++)
      try {
        return (await owner.query<T>(text, values)).rows
      } catch (error) {
        if (attempt >= 20) throw error
        await pause(200)
        owner = await connect().catch(() => owner)
      }
  }

  return {
    query,

    async order<K extends Parameters<typeof orders.give>[1]>(order: K, input: Parameters<typeof orders.give<K>>[2]) {
      await app.ready
      return orders.give(app, order, input)
    },

    /** Starts the worker where there is none. */
    async startWorker(): Promise<void> {
      worker ??= start('worker')
      // It may come to what is held for it before it says that it's ready.
      await Promise.race([worker.ready.catch(() => {}), pause(100)])
    },
    async stopWorker(): Promise<void> {
      const running = worker
      worker = undefined
      await running?.kill()
    },

    /** Lets nobody write to a table until it's released. */
    async hold(table: string): Promise<() => Promise<void>> {
      const client = await connect()
      await client.query(`begin; lock table ${table} in exclusive mode`)
      return () => client.end().catch(() => {})
    },
    /** Whether somebody waits for that table. */
    waits: async (table: string) =>
      (await query('select 1 from pg_locks where relation = $1::regclass and not granted', [table])).length > 0,

    async kill(victim: 'app' | 'worker' | 'database'): Promise<void> {
      if (victim === 'app') {
        await app.kill()
        app = start('app')
      } else if (victim === 'worker') {
        const running = worker
        worker = undefined
        await running?.kill()
      } else {
        unguardProcess(database.pid)
        killPostgres(database.pid)
        await owner.end().catch(() => {})
        database = await startPostgres({ dir })
        guardProcess(database.pid, 'SIGINT')
        owner = await connect()
        await app.kill()
        app = start('app')
      }
    },

    /** Lets time pass for the worker, and for what waits in the queue. */
    async later(seconds: number): Promise<void> {
      const running = worker
      await running?.kill()
      clockAhead += seconds
      await query("update graphile_worker._private_jobs set run_at = run_at - $1 * interval '1 second'", [seconds])
      worker = start('worker')
      await worker.ready
    },

    /** Whether no paper waits for its seal, and no email to go out, within that time. */
    async settled(patienceMs: number): Promise<boolean> {
      const deadline = Date.now() + patienceMs
      for (;;) {
        await query(
          "update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null and key like any (array['seal:%', 'email:%'])",
        )
        const [open] = await query(
          `select 1 from email where status in ('queued', 'retrying')
           union all select 1 from document where stage = 'signed' and not exists (
             select from sealed_file where sealed_file.document_id = document.id)`,
        )
        if (!open) return true
        if (Date.now() > deadline) return false
        await pause(500)
      }
    },

    async stop(): Promise<void> {
      await Promise.all([app.kill(), worker?.kill()])
      await owner.end().catch(() => {})
      await stopPostgres(dir)
      unguardProcess(database.pid)
    },
  }
}
