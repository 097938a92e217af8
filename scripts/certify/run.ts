import { PaySimpleError } from '@/lib/paysimple/errors'
import { rawCalls } from '@/lib/paysimple/raw'
import { Problem } from '../../tools/process/problem'
import { createConversation, NoAnswer } from './conversation'
import { type Exercise, type ExerciseId, exercises, type Kind } from './document'
import type { Finding } from './findings'
import { Missing, perform, type Run } from './perform'
import { type Result, type RunRecord, type State, saveRun } from './record'
import { createRedact } from './redact'
import { NUMBERS } from './test-accounts'

export type Options = {
  baseUrl: string
  user: string
  apiKey: string
  skip: Kind[]
  folder: string
  rehearsal: boolean
  versions: RunRecord['versions']
  /** Moves the endpoint's business time, where that can be. */
  advance?: (days: number) => Promise<void>
  /** The run to go on with. */
  earlier: { record: RunRecord; state: State } | null
  onResult: (exercise: Exercise, result: Result) => void
}

/** True when the credentials are right; nothing is made for this. @throws {Problem} with what to do when they are not */
async function knock(send: ReturnType<typeof rawCalls>, baseUrl: string): Promise<void> {
  const query = '/v4/customer?page=1&pagesize=1&lite=true'
  const answer = await send({ method: 'GET', path: query }).catch((error: unknown) => {
    const how = error instanceof PaySimpleError ? error.kind.replace('_', ' ') : 'no answer'
    throw new Problem(`${baseUrl} cannot be reached (${how}). Nothing was done.`)
  })
  if (answer.status === 401)
    throw new Problem(`${baseUrl} did not accept the user name and API key (401). Nothing was done.`)
}

/** Does every exercise that is not done yet, in the document's order, and keeps the record after each. */
export async function runExercises(options: Options): Promise<RunRecord> {
  const { baseUrl, user, apiKey, skip, folder, rehearsal, versions, earlier, onResult } = options
  const send = rawCalls({ baseUrl, userName: user, apiKey, deadlineMs: 60_000 })
  await knock(send, baseUrl)
  const conversation = createConversation({ baseUrl, user, send, redact: createRedact([apiKey], NUMBERS) })
  const startedAt = Date.now()
  const state: State = earlier?.state ?? {
    ...{ endpoint: baseUrl, user, skip, tag: `cert${startedAt.toString(36)}` },
    // From $11.00 on, another one for each run: a processor may remember the last run's.
    ...{ cents: 1_100 + (Math.floor(startedAt / 1000) % 800), ids: {} },
  }
  const run: Run = {
    ask: conversation.ask,
    ids: state.ids,
    tag: state.tag,
    nextCents: () => state.cents++,
    ...(options.advance && { advance: options.advance }),
  }

  const results = new Map<ExerciseId, Result>(earlier?.record.results.map((result) => [result.id, result]))
  const record = (): RunRecord => ({
    madeAt: new Date().toISOString(),
    ...{ endpoint: baseUrl, user, rehearsal, versions },
    results: exercises.flatMap(({ id }) => results.get(id) ?? []),
  })
  for (const exercise of exercises) {
    const known = results.get(exercise.id)
    if (known?.verdict !== 'passed') {
      results.set(exercise.id, await one(exercise))
      saveRun(folder, record(), state)
    }
    const result = results.get(exercise.id)
    if (result) onResult(exercise, result)
  }
  return record()

  async function one({ id, kind }: (typeof exercises)[number]): Promise<Result> {
    if (kind && skip.includes(kind))
      return { id, verdict: 'skipped', actual: [`Left out with --skip ${kind}.`], comeBackOn: null, exchanges: [] }
    const finding = await found(() => perform[id](run))
    const before = results.get(id)?.exchanges ?? []
    // What was posted in an earlier run belongs to the story of this exercise.
    const exchanges = [...(results.get(id)?.verdict === 'come back' ? before : []), ...conversation.take()]
    const comeBackOn = finding.verdict === 'come back' ? finding.on : null
    return { id, verdict: finding.verdict, actual: finding.actual, comeBackOn, exchanges }
  }
}

async function found(work: () => Promise<Finding>): Promise<Finding> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Missing || error instanceof NoAnswer) return { verdict: 'failed', actual: [error.message] }
    throw error
  }
}
