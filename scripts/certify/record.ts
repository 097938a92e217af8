// What a run leaves in .data/certify: report.html for people and report.json, what the report is drawn from, all of it
// redacted. While something must settle first, state.json has the ids that the next run goes on with, and waiting.json
// its record, which a rehearsal in between leaves alone.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '../../tools/process/problem'
import type { Exchange } from './conversation'
import type { ExerciseId, Kind } from './document'
import type { Ids } from './perform'

export type Verdict = 'passed' | 'failed' | 'come back' | 'skipped'

export type Result = {
  id: ExerciseId
  verdict: Verdict
  actual: string[]
  /** The day from which it can go on, when it must. */
  comeBackOn: string | null
  exchanges: Exchange[]
}
export type RunRecord = {
  /** ISO instant. */
  madeAt: string
  endpoint: string
  user: string
  /** True for a sandbox process of our own: a rehearsal. */
  rehearsal: boolean
  versions: { name: string; value: string }[]
  results: Result[]
}
/** Who is asked, what was left out, and what is waited for. */
export type State = { endpoint: string; user: string; skip: Kind[]; tag: string; cents: number; ids: Ids }

export const filesIn = (folder: string) => ({
  report: path.join(folder, 'report.html'),
  record: path.join(folder, 'report.json'),
  state: path.join(folder, 'state.json'),
  waiting: path.join(folder, 'waiting.json'),
})

/** Whole or not at all: who reads in the meantime gets the one before. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  const making = `${file}.${process.pid}`
  writeFileSync(making, text, { mode: 0o600 })
  renameSync(making, file)
}

const readJson = <T>(file: string): T | null =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null

const isOf = (state: State, { endpoint, user }: Pick<State, 'endpoint' | 'user'>) =>
  state.endpoint === endpoint && state.user === user

/** Keeps a run as the latest, and as the one to go on with while it waits for something. */
export function saveRun(folder: string, record: RunRecord, state: State): void {
  const files = filesIn(folder)
  const text = JSON.stringify(record, null, 2)
  writeWhole(files.record, text)
  if (record.results.some(({ verdict }) => verdict === 'come back')) {
    writeWhole(files.waiting, text)
    writeWhole(files.state, JSON.stringify(state, null, 2))
  } else forgetRun(folder, state)
}

/** Forgets the run of this endpoint and user that waits; another's stays. */
export function forgetRun(folder: string, whose: Pick<State, 'endpoint' | 'user'>): void {
  const { state, waiting } = filesIn(folder)
  const known = readJson<State>(state)
  if (!known || !isOf(known, whose)) return
  rmSync(state)
  rmSync(waiting, { force: true })
}

/**
 * The run of this endpoint and user that waits for something to settle, with its results so far; or null.
 * @throws {Problem} when the one that waits is another's
 */
export function loadRun(
  folder: string,
  whose: Pick<State, 'endpoint' | 'user'>,
): { record: RunRecord; state: State } | null {
  const files = filesIn(folder)
  const [state, record] = [readJson<State>(files.state), readJson<RunRecord>(files.waiting)]
  if (!state || !record) return null
  if (isOf(state, whose)) return { record, state }
  throw new Problem(
    `A run for ${state.user} at ${state.endpoint} waits for payments to settle. Go on with that one first, or move ${files.state} away.`,
  )
}
