// What takePayment costs beside the bare sequence of the same HTTP calls to the same sandbox process, in turns within
// one run, for every way in which a customer may come to it.
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { type BareCalls, bareCalls } from './bare-calls'
import { bareCommits } from './bare-commits'
import { KINDS, type Kind, pay, readyPayment } from './payment-kinds'
import type { Surroundings } from './surroundings'
import { watchTransactions } from './watch-transactions'

/** takePayment may take this much of the bare calls, beside its two commits. */
const BOUND = 1.15
/** Beside quick calls a busy moment of the machine weighs more, so that more rounds are needed for steady medians. */
const RUNS = [
  { delayMs: 0, rounds: 250 },
  { delayMs: 50, rounds: 40 },
]
/** Each customer's rounds are spread over the whole run, so that a machine that is slower for a minute is so for all. */
const PASSES = 5
/** Until the code is compiled, on both sides. */
const WARM_UP_ROUNDS = 40
const PAUSE_MS = 15

export type PaymentBench = {
  customer: Kind['name']
  delayMs: number
  /** Calls to PaySimple of one payment, counted in the sandbox's journal. */
  calls: number
  /** Milliseconds, medians: the bare calls; takePayment; of that its two transactions, row before and outcome after. */
  bareMs: number
  takePaymentMs: number
  commitsMs: number
  /** takePayment without its transactions ÷ the bare calls, and whether that is within 1.15. */
  ofBare: number
  held: boolean
  /**
   * The stricter reading: only the least that two commits can cost is taken off, two transactions of node-postgres that
   * only write. What else takePayment's transactions do is then its own.
   */
  leastCommitsMs: number
  ofBareByLeast: number
  heldByLeast: boolean
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
const rounded = (value: number) => Math.round(value * 100) / 100

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

type Tools = {
  context: OrgContext
  sandbox: Surroundings['sandbox']
  calls: BareCalls
  commits: Awaited<ReturnType<typeof bareCommits>>
  transactions: ReturnType<typeof watchTransactions>
}

/** Tells of the lines as soon as they are there: without a delay first, then with it. */
export async function benchPayment(
  { sandbox, appUrl, databaseUrl }: Surroundings,
  onLine: (line: PaymentBench) => void,
): Promise<PaymentBench[]> {
  const context = await createOrg()
  const tools: Tools = {
    context,
    sandbox,
    calls: bareCalls(sandbox.url),
    commits: await bareCommits(appUrl, context.org.id),
    transactions: watchTransactions(),
  }
  const lines: PaymentBench[] = []
  try {
    // Counted before anything else, because the journal keeps the last thousand requests only.
    const made = new Map<Kind, number>()
    for (const kind of KINDS) made.set(kind, await countCalls(tools, kind))
    for (const kind of KINDS) await measure(tools, kind, 0, WARM_UP_ROUNDS, noTimes())
    await analyze(databaseUrl)
    for (const { delayMs, rounds } of RUNS) {
      const times = new Map(KINDS.map((kind) => [kind, noTimes()]))
      for (let pass = 0; pass < PASSES; pass++)
        for (const [kind, taken] of times) await measure(tools, kind, delayMs, rounds / PASSES, taken)
      for (const [kind, taken] of times) {
        const line = { customer: kind.name, delayMs, calls: made.get(kind) ?? 0, ...summaryOf(taken) }
        lines.push(line)
        onLine(line)
      }
    }
  } finally {
    tools.transactions.stop()
    await tools.calls.close()
    await tools.commits.close()
  }
  return lines
}

/** What PostgreSQL does by itself within a minute: until then it plans as if all tables were empty, and walks them. */
async function analyze(databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  await owner.query('analyze')
  await owner.end()
}

/** Milliseconds of each round: the bare calls, takePayment, of that its transactions and the rest, the least of two commits. */
type Times = Record<'bare' | 'take' | 'own' | 'rest' | 'least', number[]>
const noTimes = (): Times => ({ bare: [], take: [], own: [], rest: [], least: [] })

/** Adds so many rounds to `times`. */
async function measure(tools: Tools, kind: Kind, delayMs: number, rounds: number, times: Times): Promise<void> {
  const { context, sandbox, calls, commits, transactions } = tools
  const prepared = []
  for (let round = 0; round < rounds; round++)
    prepared.push({ ...(await readyPayment(context, kind)), sendBare: await kind.prepareBare(calls) })
  if (delayMs > 0) await sandbox.fault('* /v4/**', 'delay', { ms: delayMs, times: 1_000_000 })

  // In turns, so that a busy moment of the machine hits all of them; in this order and the other one by turns, so that
  // what came just before favours neither.
  for (const [round, { jobId, input, sendBare }] of prepared.entries()) {
    const work = [
      async () => times.bare.push(await timed(() => sendBare(crypto.randomUUID()))),
      async () => times.least.push(await timed(() => commits.two(crypto.randomUUID(), jobId, context.user.id))),
      async () => {
        transactions.take()
        const take = await timed(() => pay(context, input))
        const own = spentInCommits(transactions.take())
        times.take.push(take)
        times.own.push(own)
        times.rest.push(take - own)
      },
    ]
    for (const one of round % 2 === 0 ? work : work.reverse()) {
      // takePayment's calls come after a transaction; the bare ones come after a pause that is as long, as all do.
      await pause(PAUSE_MS)
      await one()
    }
  }
  await sandbox.clearFaults()
}

function summaryOf(times: Times): Omit<PaymentBench, 'customer' | 'delayMs' | 'calls'> {
  const [bare, take, least] = [median(times.bare), median(times.take), median(times.least)]
  const ofBare = rounded(median(times.rest) / bare)
  const ofBareByLeast = rounded((take - least) / bare)
  return {
    ...{ bareMs: rounded(bare), takePaymentMs: rounded(take), commitsMs: rounded(median(times.own)) },
    ...{ ofBare, held: ofBare <= BOUND },
    ...{ leastCommitsMs: rounded(least), ofBareByLeast, heldByLeast: ofBareByLeast <= BOUND },
  }
}

/** The first transaction is the row before the call, the last one the outcome; one between them runs beside a call. */
function spentInCommits(transactions: readonly number[]): number {
  const [first, last] = [transactions[0], transactions.at(-1)]
  if (transactions.length < 2 || !first || !last) throw new Error('takePayment has not made its two transactions.')
  return first + last
}

/** @throws when a payment makes another number of calls than it should */
async function countCalls({ context, sandbox }: Tools, kind: Kind): Promise<number> {
  const { input } = await readyPayment(context, kind)
  const before = await sandbox.journal()
  await pay(context, input)
  const made = (await sandbox.journal()).slice(before.length)
  if (made.length !== kind.calls)
    throw new Error(`A payment of a ${kind.name} made ${made.length} calls, not ${kind.calls}: ${made.join(', ')}`)
  return made.length
}
