import { type Child, type ChildOptions, startChild } from '@/tools/process/children'

/** The process was killed before it answered. */
export class Killed extends Error {}

export type Running = {
  child: Child
  /** Rejects with Killed when it ends before that. */
  ready: Promise<void>
  /** Resolves when it has ended, however, and nothing of it is left. */
  ended: Promise<void>
  kill: () => Promise<void>
}

/** Starts a node process that can be killed at any instant; `ready` is the line of its output that says it is up. */
export function startProcess({ ready, ...options }: ChildOptions & { ready: RegExp }): Running {
  const child = startChild(options)
  const isReady = child.says(ready).catch(() => {
    throw new Killed(`the ${options.name} ended while it was starting`)
  })
  isReady.catch(() => {})
  const ended = child.exited.then(() => child.stop())
  return {
    child,
    ready: isReady,
    ended,
    async kill() {
      await child.kill()
      await ended
    },
  }
}
