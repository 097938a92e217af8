// What a browser test can learn about the running system and do to it besides looking at its pages.
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** stack.json, written by tools/testing/throwaway-stack.ts. */
export type StackInfo = {
  /** The process that looks after the system. */
  pid: number
  appUrl: string
  sandboxUrl: string
  sandboxUser: string
  sandboxKey: string
  /** The folder in which the sandbox keeps its ledger. */
  sandboxData: string
  /** The folder in which the app keeps photos. */
  filesDir: string
  controlUrl: string
  /** The owner's connection, which row-level security does not bind. */
  databaseUrl: string
  appDatabaseUrl: string
  /** What PostgreSQL has printed. */
  databaseLog: string
  /** Everything that app, worker and sandbox have printed. */
  logFile: string
}

/**
 * The folder of one of the systems on which browser tests run side by side, counted from 0: of this worker of
 * Playwright's, unless told otherwise. A worker that takes the place of a failed one has its index.
 */
export const stackFolder = (index: number | string = process.env.TEST_PARALLEL_INDEX ?? 0) =>
  path.resolve('.data/e2e', String(index))

/** Where the system of this run is: that of this worker, unless E2E_STACK names another's stack.json. */
export function stackInfo(): StackInfo {
  const ours = path.join(stackFolder(), 'stack.json')
  return JSON.parse(readFileSync(path.resolve(process.env.E2E_STACK ?? ours), 'utf8'))
}

async function control(order: string): Promise<void> {
  const answer = await fetch(`${stackInfo().controlUrl}/${order}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`${order} failed: ${await answer.text()}`)
}

/** Kills the sandbox as a crash would: PaySimple cannot be reached until it is started again. */
export const killSandbox = () => control('sandbox/kill')
/** Starts the sandbox on its old port with its old data; resolves when it listens. */
export const startSandbox = () => control('sandbox/start')
/** Kills the worker as a crash would, and keeps it away: nothing is sent or reconciled until it is started again. */
export const killWorker = () => control('worker/kill')
/** Starts the worker; resolves when it works. */
export const startWorker = () => control('worker/start')

/** Everything the system has printed since it was started. */
export const readLog = () => readFileSync(stackInfo().logFile, 'utf8')
