import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from './problem'

type Options = { what: string; timeoutMs?: number; everyMs?: number; signal?: AbortSignal | undefined }

/**
 * Waits until `condition` returns something true, and returns that.
 * @throws {Problem} naming `what` when it takes too long, and whatever `condition` throws
 */
export async function until<T>(condition: () => T | Promise<T>, options: Options): Promise<NonNullable<T>> {
  const { what, timeoutMs = 30_000, everyMs = 50, signal } = options
  const deadline = Date.now() + timeoutMs
  for (;;) {
    signal?.throwIfAborted()
    const answer = await condition()
    if (answer) return answer
    if (Date.now() > deadline)
      throw new Problem(`Waited ${Math.round(timeoutMs / 1000)} s for ${what}, but it didn’t happen.`)
    await pause(everyMs)
  }
}
