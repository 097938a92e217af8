import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { guardProcess, unguardProcess } from '@/tools/process/guard'
import { Problem } from '@/tools/process/problem'

/** The process was killed before it answered. */
export class Killed extends Error {}

export type ProcessOptions = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** A line of its output that says it is ready. Without one it says so by message, and takes messages. */
  ready?: RegExp
  onLine: (line: string) => void
}

export type Running = {
  child: ChildProcess
  ready: Promise<void>
  /** Resolves when it has ended, however. */
  ended: Promise<void>
  kill: () => Promise<void>
}

/** Starts a node process that can be killed at any instant and does not outlive us. */
export function startProcess({ name, args, env, ready, onLine }: ProcessOptions): Running {
  const child = spawn(process.execPath, args, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', ...(ready ? [] : (['ipc'] as const))],
  })
  const { pid } = child
  if (!pid) throw new Problem(`The ${name} could not be started. Is the machine out of processes or memory?`)
  guardProcess(-pid)
  const ended = once(child, 'exit').then(() => unguardProcess(-pid))
  const isReady = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) => {
          onLine(line)
          if (ready?.test(line)) resolve()
        })
    if (!ready) child.once('message', () => resolve())
    ended.then(() => reject(new Killed(`the ${name} ended while it was starting`)))
  })
  isReady.catch(() => {})
  return {
    child,
    ready: isReady,
    ended,
    async kill() {
      try {
        process.kill(-pid, 'SIGKILL')
      } catch {
        // gone already
      }
      await ended
    },
  }
}
