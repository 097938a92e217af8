// The judge is a program of its own: this starts it, and reads what it prints.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Verdict } from './judge'

export type Judging = {
  /** How far the product's clock is ahead of real time, in seconds. */
  ahead: number
  /** How long after its row a payment may be unconfirmed, in seconds. */
  horizon: number
  visibleFor?: number
  remember?: string
  unchangedSince?: string
  undone?: string[]
}

type Judged = {
  /** The compiled judge.ts. */
  program: string
  /** The folder with the records of the run. */
  folder: string
  sandboxUrl: string
  /** The owner's connection. */
  databaseUrl: string
}

const execute = promisify(execFile)

/** Has the books judged as they are now. */
export async function callJudge(
  { program, folder, sandboxUrl, databaseUrl }: Judged,
  { ahead, horizon, visibleFor, remember, unchangedSince, undone = [] }: Judging,
): Promise<Verdict> {
  const args = ['--folder', folder, '--sandbox', sandboxUrl]
  args.push('--ahead', String(ahead), '--horizon', String(horizon))
  if (visibleFor !== undefined) args.push('--visible-for', String(visibleFor))
  if (remember) args.push('--remember', remember)
  if (unchangedSince) args.push('--unchanged-since', unchangedSince)
  for (const job of undone) args.push('--undone', job)
  const { stdout } = await execute(process.execPath, [program, ...args], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(stdout) as Verdict
}
