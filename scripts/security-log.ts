// npm run security-log: prints the log of the whole installation, for whoever runs it. As the database's owner, because the
// app's role sees one organization at a time.
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { CSV_BOM, csvRow } from '@/lib/csv'
import { isDay } from '@/lib/dates'
import { connect } from '../tools/postgres/connect'
import { runningPostgres } from '../tools/postgres/postgres'
import { main, Problem } from '../tools/process/problem'
import { readEnvironment } from '../tools/stack/environment'

const USAGE = `npm run security-log -- [--since 2026-11-01] [--until 2026-11-30] [--org SLUG] [--event NAME] [--json]

Prints what happened at the doors and what members did, oldest first: sign-ins, refusals, roles, credentials, exports, money.
Days are in UTC, both of them included; without --since, the last seven days. CSV, or with --json one object a line.
To keep it in a file: npm run --silent security-log -- --since 2026-11-01 > log.csv`

const COLUMNS = [
  'at',
  'log',
  'event',
  'company',
  'user',
  'actor',
  'role',
  'subject',
  'detail',
  'address',
  'request',
  'id',
]
type Row = Record<(typeof COLUMNS)[number], string | null>

const TEXT = `declare log no scroll cursor for
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, log, event, org.slug as company,
    app_user.email as "user", actor, role, subject, detail, address, request, entry.id
  from (
    select at, 'security' as log, event, org_id, user_id, actor_name as actor, null as role, null as subject, detail,
      nullif(address, '') as address, request_id::text as request, id::text from security_event
    union all
    select at, 'audit', action, org_id, null, actor_name, actor_role, subject, detail, address, request_id::text, id::text
      from audit_event
    union all
    select at, 'payment', "to"::text, org_id, null, actor_name, source, payment_id::text, detail, address,
      request_id::text, id::text from payment_event
  ) as entry left join org on org.id = entry.org_id left join app_user on app_user.id = entry.user_id
  where at >= $1::date::timestamp at time zone 'UTC' and at < ($2::date + 1)::timestamp at time zone 'UTC'
    and ($3 = '' or org.slug = $3) and ($4 = '' or event = $4)
  order by entry.at, log, lpad(entry.id, 36, '0')`

function readArguments(today: string) {
  const week = new Date(Date.parse(today) - 7 * 86_400_000).toISOString().slice(0, 10)
  const options = {
    since: { type: 'string', default: week },
    until: { type: 'string', default: today },
    org: { type: 'string', default: '' },
    event: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const
  try {
    const { values } = parseArgs({ options })
    for (const name of ['since', 'until'] as const)
      if (!isDay(values[name])) throw new Error(`--${name} must be a day such as ${today}`)
    return values
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${USAGE}`)
  }
}
type Asked = ReturnType<typeof readArguments>

/** Waits for whoever reads, so that a long log doesn't gather in memory. */
const print = (text: string) => new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))

async function printLog(client: pg.Client, { since, until, org, event, json }: Asked): Promise<void> {
  await client.query('begin read only')
  // A cursor takes no values, so they are written into it.
  const values = [since, until, org, event].map((value) => client.escapeLiteral(value))
  await client.query(TEXT.replace(/\$(\d)/g, (_, at) => values[Number(at) - 1] ?? ''))
  if (!json) await print(CSV_BOM + csvRow(COLUMNS))
  for (;;) {
    const { rows } = await client.query<Row>('fetch 1000 from log')
    const line = (row: Row) => (json ? `${JSON.stringify(row)}\n` : csvRow(COLUMNS.map((column) => row[column] ?? '')))
    await print(rows.map(line).join(''))
    if (rows.length < 1000) break
  }
  await client.query('commit')
}

await main(async () => {
  const asked = readArguments(new Date().toISOString().slice(0, 10))
  if (asked.help) {
    console.log(USAGE)
    return 0
  }
  const { variables } = readEnvironment()
  const databaseUrl = variables.DATABASE_URL ?? (await runningPostgres())
  if (!databaseUrl) throw new Problem('There is no database. Run npm start first, or set DATABASE_URL.')
  const client = await connect(databaseUrl)
  try {
    await client.query(
      `insert into security_event (event, address, actor_name, detail) values ('log_exported', '', $1, $2)`,
      [`Command security-log by ${userInfo().username}`, `${asked.since} to ${asked.until}`],
    )
    await printLog(client, asked)
  } finally {
    await client.end()
  }
  return 0
})
