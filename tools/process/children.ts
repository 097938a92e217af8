import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { guardProcess, unguardProcess } from './guard'
import { Problem } from './problem'
import { until } from './wait'
import { withoutCore } from './without-core.mjs'

export type Ids = { uid: number; gid: number }

export type ChildOptions = {
  name: string
  /** Arguments for node. */
  args: string[]
  env: NodeJS.ProcessEnv
  /** The folder that it runs in. Left out, ours. */
  cwd?: string
  /** The user and group that it runs as, where we are root. Left out, ours. */
  ids?: Ids | undefined
  /** Called with each line of its output. */
  onLine: (line: string) => void
  /** Opens a channel next to its output, and is called with each message that comes through it. */
  onMessage?: (message: unknown) => void
}

export type Child = {
  name: string
  pid: number
  /** How it ended, if it has: "with code 1", "by SIGKILL". */
  ended: () => string | undefined
  exited: Promise<string>
  /** Resolves at the first matching line. Rejects when the process ends first. */
  says: (pattern: RegExp) => Promise<void>
  /** Ends it and everything it started. Resolves when nothing is left. */
  stop: () => Promise<void>
  /** Ends it as a crash would. */
  kill: () => Promise<void>
  /** Sends a message through the channel. Rejects when it's gone, or when there is no channel. */
  send: (message: object) => Promise<void>
}

const groups = new Set<number>()

/** Sends a signal to a process group. Returns false when it's gone. */
function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal)
    return true
  } catch {
    return false
  }
}

/** Ends every child at once, for someone who presses Ctrl-C again. */
export function killAllNow(): void {
  for (const group of groups) send(group, 'SIGKILL')
}

async function endGroup(group: number, first: NodeJS.Signals): Promise<void> {
  for (const [signal, timeoutMs] of [[first, 10_000] as const, ['SIGKILL', 2_000] as const]) {
    if (!send(group, signal)) break
    await until(() => !send(group, 0), { what: 'a process to end', timeoutMs, everyMs: 20 }).catch(() => {})
  }
  groups.delete(group)
  unguardProcess(-group)
}

/**
 * Starts a node process as the leader of a process group, so that it can be ended together with its children, and so
 * that the terminal's Ctrl-C reaches only us, who stop things in order.
 */
export function startChild({ name, args, env, cwd, ids, onLine, onMessage }: ChildOptions): Child {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', ...(onMessage ? (['ipc'] as const) : [])]
  const where = { ...(cwd && { cwd }), ...ids }
  const child: ChildProcess = spawn(...withoutCore(process.execPath, args), { env, detached: true, stdio, ...where })
  const pid = child.pid
  if (!pid)
    throw new Problem(
      `Can’t start the ${name}: this machine can’t start more processes. Close some programs and try again.`,
    )
  groups.add(pid)
  guardProcess(-pid)

  const recent: string[] = []
  const listeners = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      recent.push(line)
      if (recent.length > 20) recent.shift()
      onLine(line)
      for (const listener of listeners) listener(line)
    })
  }

  if (onMessage) child.on('message', onMessage)

  let ended: string | undefined
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = signal ? `by ${signal}` : `with code ${code}`
      resolve(ended)
    })
  })
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const late = new Problem(`The ${name} isn’t ready after a minute. See its output above.`)
      setTimeout(() => reject(late), 60_000).unref()
      if (recent.some((line) => pattern.test(line))) return resolve()
      const listener = (line: string) => {
        if (!pattern.test(line)) return
        listeners.delete(listener)
        resolve()
      }
      listeners.add(listener)
      exited.then((how) => reject(new Problem(`The ${name} ended ${how} while it was starting. See its output above.`)))
    })
  return {
    name,
    pid,
    ended: () => ended,
    exited,
    says,
    stop: () => endGroup(pid, 'SIGTERM'),
    kill: () => endGroup(pid, 'SIGKILL'),
    send: (message) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return reject(new Problem(`The ${name} takes no messages.`))
        child.send(message, (error) => (error ? reject(error) : resolve()))
      }),
  }
}

/** Runs a node process to its end. @throws {Problem} with `failure` when it fails or `signal` ends it early */
export async function runChild(
  options: ChildOptions & { failure: string; signal?: AbortSignal | undefined },
): Promise<void> {
  const child = startChild(options)
  const stop = () => void child.stop()
  options.signal?.addEventListener('abort', stop)
  const how = await child.exited
  options.signal?.removeEventListener('abort', stop)
  await child.stop()
  if (how !== 'with code 0') throw new Problem(options.failure)
}
