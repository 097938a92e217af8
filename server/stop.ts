// How an app ends that is told to (SIGTERM, SIGINT): it says that it isn't ready, goes on serving until a proxy has noticed,
// and lets what is under way end.
import type { Server, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { isStream } from './measure'

/** app/api/ready/route.ts reads it. */
const holder = globalThis as unknown as { plumblineDraining?: boolean }

/** Whether this process is about to end. */
export const isDraining = (): boolean => holder.plumblineDraining === true

type Options = {
  server: Server
  /** The answers under way. */
  open: ReadonlySet<ServerResponse>
  /** Stops listening, and resolves when the last connection is closed. Undefined as long as nothing listens. */
  close: () => (() => Promise<void>) | undefined
  /** How long it goes on serving first. */
  drainMs: number
  /** How long what is under way may take after that. */
  lastRequestsMs: number
}

/**
 * Makes what ends a server without cutting off what is under way. Live updates would never end by themselves: their pages
 * come back, to another one. Calling it again changes nothing: npm, a shell and a terminal may each pass on the same signal.
 * @returns a function that resolves when the last connection is closed
 */
export function createStop({ server, open, close, drainMs, lastRequestsMs }: Options): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = async () => {
    holder.plumblineDraining = true
    if (close() && drainMs > 0) await wait(drainMs)
    const closed = close()?.()
    for (const response of open) {
      if (isStream(response)) response.destroy()
      // A connection that is kept alive would stay for as long as that, with nothing under way.
      else response.once('close', () => setImmediate(() => server.closeIdleConnections()))
    }
    server.closeIdleConnections()
    const late = setTimeout(() => server.closeAllConnections(), lastRequestsMs)
    await closed
    clearTimeout(late)
  }
  return () => {
    stopping ??= stop()
    return stopping
  }
}
