/** Starts a whole sandbox from its options, for main.ts and for tests in their own process. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runBatches } from './batches.ts'
import { listen, type RunningServer } from './server.ts'
import type { App, DuplicatePolicy } from './store/app.ts'
import { fingerprintWith, keyFromFile } from './store/fingerprint.ts'
import { lock } from './store/lock.ts'
import { memoryLog, openLog } from './store/log-file.ts'
import { createStore } from './store/store.ts'
import { createClock } from './time/clock.ts'

export type Options = { port: number; data: string | null; user: string; key: string; duplicates: DuplicatePolicy }

export const DEFAULTS: Options = {
  port: 4010,
  data: null,
  user: 'APIUser1000',
  key: 'sandbox-key',
  duplicates: 'ach',
}

/**
 * Listens on 127.0.0.1. A data directory belongs to one sandbox at a time, from before its log is read until it closes.
 * @throws {Error} when the port is in use, or another sandbox uses the directory, or its log is damaged
 */
export async function startSandbox(options: Options): Promise<RunningServer> {
  const { data } = options
  if (data === null) return listen(options.port, () => open(options))
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const unlock = lock(join(data, 'lock'))
  try {
    const { port, close } = await listen(options.port, () => open(options))
    return { port, close: () => close().finally(unlock) }
  } catch (error) {
    unlock()
    throw error
  }
}

function open({ data, user, key, duplicates }: Options): App {
  const fingerprintKey = data === null ? randomBytes(32) : keyFromFile(join(data, 'fingerprint.key'))
  const store = createStore((apply, compacted) =>
    data === null ? memoryLog : openLog(join(data, 'sandbox.log'), apply, compacted),
  )
  return {
    store,
    clock: createClock(store, (...days) => runBatches(store, ...days)),
    fingerprint: fingerprintWith(fingerprintKey),
    duplicates,
    clients: new Map([[user, key]]),
    hidden: new Map(),
  }
}
