// What a page asks of PostgreSQL, counted by PostgreSQL itself: its log of statements, switched on for a moment.
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { until } from '../process/wait'
import type { StackInfo } from './stack-info'

export type Asked = {
  statements: number
  /** How often the app waits for an answer: a transaction of reads that is sent at once is one. */
  roundTrips: number
}

// No values: they may be secrets. The process and the role tell whose a line is.
const SETTINGS = { log_statement: 'all', log_line_prefix: '%p|%u|', log_parameter_max_length: '0' }
const LINE = /^(\d+)\|([^|]*)\|LOG: {2}(?:execute [^:]*|statement): (.*)$/
/** How lib/db.ts opens a transaction that it sends at once. */
const AT_ONCE = /^begin isolation level repeatable read read only$/i

/** Counts what the app's role asks while `work` runs. Whatever else uses that role has to be still: kill the worker. */
export async function countStatements(
  { databaseUrl, appDatabaseUrl, databaseLog }: StackInfo,
  work: () => Promise<unknown>,
): Promise<Asked> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const role = decodeURIComponent(new URL(appDatabaseUrl).username)
  const log = () => readFileSync(databaseLog, 'utf8')
  const mark = async (text: string) => {
    await owner.query(`select '${text}'`)
    await until(async () => log().includes(text), { what: 'the statement log', timeoutMs: 10_000, everyMs: 20 })
  }
  try {
    for (const [name, value] of Object.entries(SETTINGS)) await owner.query(`alter system set ${name} = '${value}'`)
    await owner.query('select pg_reload_conf()')
    const shows = async () => (await owner.query('show log_statement')).rows[0].log_statement === 'all'
    await until(shows, { what: 'PostgreSQL to log statements', timeoutMs: 10_000, everyMs: 20 })
    const [begin, end] = [`counted from ${performance.now()}`, `counted to ${performance.now()}`]
    await mark(begin)
    await work()
    await mark(end)
    const text = log()
    return counted(text.slice(text.lastIndexOf(begin), text.lastIndexOf(end)), role)
  } finally {
    for (const name of Object.keys(SETTINGS)) await owner.query(`alter system reset ${name}`)
    await owner.query('select pg_reload_conf()')
    await owner.end()
  }
}

function counted(text: string, role: string): Asked {
  const asked: Asked = { statements: 0, roundTrips: 0 }
  const atOnce = new Set<string>()
  for (const line of text.split('\n')) {
    const [, process = '', who, statement = ''] = LINE.exec(line) ?? []
    if (who !== role) continue
    asked.statements++
    if (AT_ONCE.test(statement)) atOnce.add(process)
    if (!atOnce.has(process) || AT_ONCE.test(statement)) asked.roundTrips++
    if (/^(commit|rollback)\b/i.test(statement)) atOnce.delete(process)
  }
  return asked
}
