// How many calls one round of comparing all organizations with PaySimple makes, and how long it takes: with a hundred
// thousand payments, and with a fifth of them, of which as many are open.
import pg from 'pg'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { startSurroundings } from './surroundings'
import { type FilledOrg, fillDatabase, fillSandbox, planOrgs } from './sync-fill'

const ORGS = 200
const OPEN = 2_000
const PAYMENTS = 100_000
/** Refunded or charged back, as many as fill more than one page of the largest organization. */
const EXCEPTIONS = 1_000
/** As many organizations at a time as one worker takes. */
const AT_A_TIME = 4
/** What PaySimple puts on a page. */
const PAGE = 200

export type SyncBench = {
  what: string
  orgs: number
  payments: number
  /** Open in the database before the round, and how many pages of PaySimple's list they fill. */
  open: number
  openPages: number
  openAfter: number
  /** Refunded or charged back, and how many pages they fill. */
  exceptions: number
  exceptionPages: number
  /** Counted at PaySimple, and by the product itself. */
  calls: number
  callsAsTold: number
  callsPerOrg: number
  seconds: number
  /** Whether PaySimple has counted what the product says, and no more than with fewer payments; if not, why not. */
  held: boolean
  why: string
}

/** Tells of each line as soon as it is there. */
export async function benchSync(onLine: (line: SyncBench) => void): Promise<SyncBench[]> {
  const [few, many] = [PAYMENTS / 5, PAYMENTS].map((payments) => planOrgs(ORGS, payments, OPEN, EXCEPTIONS)) as [
    FilledOrg[],
    FilledOrg[],
  ]
  const all = [...few, ...many]
  const { databaseUrl, sandbox, stop } = await startSurroundings((dataDir) => fillSandbox(dataDir, all))
  const database = new pg.Client({ connectionString: databaseUrl })
  const lines: SyncBench[] = []
  try {
    await database.connect()
    for (const { user, key } of all) await sandbox.addClient(user, key)
    await fillDatabase(databaseUrl, all)
    const measure = async (what: string, orgs: readonly FilledOrg[], fewer?: SyncBench) => {
      const before = await sandbox.countRequests()
      const round = await oneRound(database, orgs)
      const line = verdictOn({ what, ...round }, (await sandbox.countRequests()) - before, fewer)
      lines.push(line)
      onLine(line)
      return line
    }
    const fewer = await measure('a round, a fifth of the payments', few)
    await measure('a round', many, fewer)
    await sandbox.advanceDays(2)
    await measure('the next round, all have settled', many)
  } finally {
    await database.end()
    await stop()
  }
  return lines
}

type Round = Omit<SyncBench, 'calls' | 'callsPerOrg' | 'held' | 'why'>

/** `calls`: as PaySimple has counted them. `fewer`: the same round with fewer payments, of which as many are open. */
function verdictOn(round: Round, calls: number, fewer?: SyncBench): SyncBench {
  const why = [
    calls === round.callsAsTold ? [] : [`PaySimple has counted ${calls} calls, the product ${round.callsAsTold}`],
    !fewer || calls === fewer.calls ? [] : [`${calls} calls, and ${fewer.calls} with ${fewer.payments} payments`],
  ].flat()
  const callsPerOrg = Math.round((calls / round.orgs) * 100) / 100
  return { ...round, calls, callsPerOrg, held: why.length === 0, why: why.join('; ') }
}

async function oneRound(database: pg.Client, orgs: readonly FilledOrg[]): Promise<Omit<Round, 'what'>> {
  const open = await countOpen(database, orgs)
  const begun = performance.now()
  let callsAsTold = 0
  const waiting = [...orgs]
  const work = async () => {
    for (let org = waiting.shift(); org; org = waiting.shift()) {
      const made = await callsOfRound(org)
      callsAsTold += made
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    ...{ orgs: orgs.length, payments: sum(orgs.map(({ payments }) => payments)), open: sum(open) },
    openPages: sum(open.map(pagesOf)),
    openAfter: sum(await countOpen(database, orgs)),
    exceptions: sum(orgs.map(({ exceptions }) => exceptions)),
    exceptionPages: sum(orgs.map(({ exceptions }) => pagesOf(exceptions))),
    ...{ callsAsTold, seconds },
  }
}

const pagesOf = (payments: number) => Math.ceil(payments / PAGE)

/** A long round takes several turns, as the worker would give it. */
async function callsOfRound({ orgId }: FilledOrg): Promise<number> {
  for (;;) {
    const { calls, complete, answered } = await syncOrg(orgId)
    if (!answered) throw new Error('PaySimple has not answered in a benchmark.')
    if (complete) return calls
  }
}

/** Open payments of each organization. */
async function countOpen(database: pg.Client, orgs: readonly FilledOrg[]): Promise<number[]> {
  const { rows } = await database.query<{ open: number }>(
    "select count(*)::int as open from payment where org_id = any($1) and status = 'authorized' group by org_id",
    [orgs.map(({ orgId }) => orgId)],
  )
  return rows.map(({ open }) => open)
}
