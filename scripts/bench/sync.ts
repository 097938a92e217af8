// How many calls one round of comparing all organizations with PaySimple makes, and how long it takes: with a hundred
// thousand payments, and with a fifth of them, of which as many are open.
import pg from 'pg'
import { syncOrg } from '@/lib/payments/sync-org'
import { startSurroundings } from './surroundings'
import { type FilledOrg, fillDatabase, fillSandbox, planOrgs } from './sync-fill'

const ORGS = 200
const OPEN = 2_000
const PAYMENTS = 100_000
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
  calls: number
  callsPerOrg: number
  seconds: number
}

/** Tells of each line as soon as it is there. */
export async function benchSync(onLine: (line: SyncBench) => void): Promise<SyncBench[]> {
  const [few, many] = [planOrgs(ORGS, PAYMENTS / 5, OPEN), planOrgs(ORGS, PAYMENTS, OPEN)]
  const all = [...few, ...many]
  const { databaseUrl, sandbox, stop } = await startSurroundings((dataDir) => fillSandbox(dataDir, all))
  const database = new pg.Client({ connectionString: databaseUrl })
  const lines: SyncBench[] = []
  try {
    await database.connect()
    for (const { user, key } of all) await sandbox.addClient(user, key)
    await fillDatabase(databaseUrl, all)
    const measure = async (what: string, orgs: readonly FilledOrg[]) => {
      const line = await oneRound(database, what, orgs)
      lines.push(line)
      onLine(line)
    }
    await measure('a round, a fifth of the payments', few)
    await measure('a round', many)
    await sandbox.advanceDays(2)
    await measure('the next round, all have settled', many)
  } finally {
    await database.end()
    await stop()
  }
  return lines
}

async function oneRound(database: pg.Client, what: string, orgs: readonly FilledOrg[]): Promise<SyncBench> {
  const open = await countOpen(database, orgs)
  const begun = performance.now()
  let calls = 0
  const waiting = [...orgs]
  const work = async () => {
    for (let org = waiting.shift(); org; org = waiting.shift()) {
      const made = await callsOfRound(org)
      calls += made
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, work))
  const seconds = Math.round((performance.now() - begun) / 100) / 10
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    ...{ what, orgs: orgs.length, payments: sum(orgs.map(({ payments }) => payments)), open: sum(open) },
    openPages: sum(open.map((count) => Math.ceil(count / PAGE))),
    openAfter: sum(await countOpen(database, orgs)),
    ...{ calls, callsPerOrg: Math.round((calls / orgs.length) * 100) / 100, seconds },
  }
}

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
