// Starts the system for `npm start` and the browser tests: migrates the database, adds the demo data, builds, starts
// the sandbox, worker and app, and watches them until it's told to stop.
import { setTimeout as pause } from 'node:timers/promises'
import type { Env } from '@/lib/env'
import { migrate } from '../postgres/migrate'
import { type Child, runChild, startChild } from '../process/children'
import { Problem } from '../process/problem'
import { until } from '../process/wait'
import { build, isBuilt } from './build'
import type { Environment } from './environment'
import { PROGRAMS, programArguments } from './programs'

export type StackOptions = {
  /** Its variables have DATABASE_URL. APP_DATABASE_URL and WORKER_DATABASE_URL are added when unset. */
  environment: Environment
  /** Where the sandbox keeps its data. */
  sandboxData: string
  /** Hot reload instead of a build. */
  dev?: boolean
  /** Called with each line of the children's output and of our own messages. */
  onLine: (name: string, line: string) => void
  /** Wraps each step, to report it. */
  step: <T>(name: string, work: () => Promise<T>) => Promise<T>
  /** Ends the start early. `stop` still has to stop what was started. */
  signal: AbortSignal
}

export type ChildName = 'app' | 'worker' | 'sandbox'

export type Stack = {
  /** The processes that run now. */
  pids: () => Partial<Record<ChildName, number>>
  /** Kills a child as a crash would, without a restart. */
  kill: (name: ChildName) => Promise<void>
  /** Starts a killed child. Resolves when it's ready. */
  start: (name: ChildName) => Promise<void>
  /** Resolves with a sentence when the app is gone for good. */
  died: Promise<string>
  /** Ends all children. */
  stop: () => Promise<void>
}

// Variables that differ for a child. Those that it must not have are empty instead of absent, because Next would read an
// absent one from .env. None has the owner's connection.
const owner = { DATABASE_URL: '' }
const differing: Record<ChildName, NodeJS.Dict<string>> = {
  // Otherwise glibc keeps freed memory in pools of each of its threads.
  // There is no other app that a proxy could turn to meanwhile.
  app: { ...owner, WORKER_DATABASE_URL: '', MALLOC_ARENA_MAX: '2', DRAIN_SECONDS: '0' },
  worker: owner,
  sandbox: {
    ...owner,
    APP_DATABASE_URL: '',
    WORKER_DATABASE_URL: '',
    AUTH_SECRET: '',
    VAULT_KEYS: '',
    SMTP_URL: '',
    FILES_SECRET: '',
  },
}

/** The app has METRICS_PORT, so the worker beside it has the next one. */
const ofWorker = ({ METRICS_PORT }: NodeJS.ProcessEnv) =>
  METRICS_PORT && { METRICS_PORT: `${Number(METRICS_PORT) + 1}` }

const BUILT_HERE =
  'This is no release, so it is built here, by a process that knows none of the secrets. To have no packages on this ' +
  'machine but those that run, make a release on another one: npm run build -- --out DIR.'

export const SANDBOX_USER = 'APIUser1000'
export const SANDBOX_KEY = 'sandbox-key'

/** Makes the stack. `up` starts it; `stop` works at any time, even during `up`. */
export function createStack(options: StackOptions): Stack & { up: () => Promise<void> } {
  const { environment, onLine, signal } = options
  const { variables, port, sandboxPort } = environment
  const children = new Map<ChildName, Child>()
  let stopping = false
  let appDied: (sentence: string) => void = () => {}
  const died = new Promise<string>((resolve) => {
    appDied = resolve
  })

  const step: StackOptions['step'] = (name, work) => {
    signal.throwIfAborted()
    return options.step(name, work)
  }
  const tsx = (file: string) => ['--import', 'tsx', file]
  // From source, unless `up` compiles them.
  let programs = {
    app: [...tsx(PROGRAMS.app), '--dev'],
    worker: tsx(PROGRAMS.worker),
    sandbox: tsx(PROGRAMS.sandbox),
    seed: tsx(PROGRAMS.seed),
    mask: tsx(PROGRAMS.mask),
  }
  const nodeEnv: 'development' | 'production' = options.dev ? 'development' : 'production'
  const sandboxOptions = ['--data', options.sandboxData, '--user', SANDBOX_USER, '--key', SANDBOX_KEY]
  const commands: Record<ChildName, () => string[]> = {
    app: () => [...programs.app, ...(environment.loopback ? [] : ['--public'])],
    worker: () => programs.worker,
    sandbox: () => [...programs.sandbox, '--port', String(sandboxPort), ...sandboxOptions],
  }

  async function ready(child: Child): Promise<void> {
    if (child.name === 'worker') return child.says(/worker ready/)
    if (child.name === 'sandbox') return child.says(/sandbox listening on/)
    await until(() => isReady(child, port), {
      what: 'the app to answer /api/ready with 200',
      timeoutMs: 120_000,
      everyMs: 200,
      signal,
    })
  }

  function spawn(name: ChildName): Child {
    const env = { ...variables, NODE_ENV: nodeEnv, ...differing[name], ...(name === 'worker' && ofWorker(variables)) }
    const child = startChild({ name, args: commands[name](), env, onLine: (line) => onLine(name, line) })
    children.set(name, child)
    return child
  }

  /** Watches a running child: restarts the worker, only reports the sandbox, and ends everything without the app. */
  async function watch(child: Child, failures = 0): Promise<void> {
    const since = Date.now()
    const how = await child.exited
    const name = child.name as ChildName
    await child.stop() // what it started must not outlive it
    if (stopping || children.get(name) !== child) return
    if (name === 'app') return appDied(`The app ended ${how}. See its last output above.`)
    if (name === 'sandbox') {
      const again = `npm run sandbox -- --port ${sandboxPort} --data '${options.sandboxData}'`
      return onLine(name, `ended ${how}. Everything else is still running. To start it again: ${again}`)
    }
    const again = Date.now() - since > 60_000 ? 0 : failures
    const seconds = Math.min(30, 0.5 * 2 ** again)
    onLine(name, `ended ${how}. Restarting it in ${seconds} s.`)
    await pause(seconds * 1000, undefined, { ref: false })
    if (!stopping && children.get(name) === child) void watch(spawn(name), again + 1)
  }

  async function start(name: ChildName): Promise<void> {
    const child = spawn(name)
    await ready(child)
    void watch(child)
  }

  return {
    died,
    start,
    pids: () => Object.fromEntries([...children].map(([name, { pid }]) => [name, pid])),
    async kill(name) {
      const child = children.get(name)
      children.delete(name)
      await child?.kill()
    },
    async up() {
      const deployment: Env['DEPLOYMENT'] = environment.local ? 'local' : 'production'
      const given = { databaseUrl: variables.DATABASE_URL ?? '', deployment }
      const [appUrl, workerUrl] = [variables.APP_DATABASE_URL, variables.WORKER_DATABASE_URL]
      const migrated = await step('migrations', () => migrate({ ...given, appUrl, workerUrl }))
      variables.APP_DATABASE_URL = migrated.appUrl
      variables.WORKER_DATABASE_URL = migrated.workerUrl
      if (!options.dev) {
        if (!isBuilt(variables)) {
          if (!environment.local) onLine('build', BUILT_HERE)
          await step('build', () => build(variables, signal))
        }
        programs = await programArguments()
      }
      if (!migrated.swept)
        await step('card numbers', () =>
          runChild({
            name: 'card numbers',
            args: programs.mask,
            env: variables,
            onLine: (line) => onLine('database', line),
            failure: 'Couldn’t look for card numbers in stored texts. The reason is above.',
            signal,
          }),
        )
      if (environment.local)
        await step('demo data', () =>
          runChild({
            name: 'demo data',
            args: programs.seed,
            env: variables,
            onLine: (line) => onLine('seed', line),
            failure: 'Couldn’t add the demo data to the database. The reason is above.',
            signal,
          }),
        )
      const names: ChildName[] = sandboxPort ? ['sandbox', 'worker', 'app'] : ['worker', 'app']
      await Promise.all(names.map((name) => step(name, () => start(name))))
    },
    async stop() {
      stopping = true
      await Promise.all([...children.values()].map((child) => child.stop()))
    },
  }
}

/** Tells whether the app is ready. Throws when it has ended. */
async function isReady(child: Child, port: number): Promise<boolean> {
  const how = child.ended()
  if (how) throw new Problem(`The app ended ${how} while it was starting. See its output above.`)
  try {
    const answer = await fetch(`http://localhost:${port}/api/ready`, { signal: AbortSignal.timeout(30_000) })
    await answer.body?.cancel()
    return answer.status === 200
  } catch {
    return false
  }
}
