import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Prisma, PrismaClient } from '@/prisma/generated/client'
import { env } from './env'

/** A transaction in which only the rows of its scope exist. */
export type Tx = Prisma.TransactionClient

// One pool and one client per process. Next puts this module into several bundles, and its development server
// re-evaluates it, so they are on globalThis. They aren't exported: callers have to name their scope.
const holder = globalThis as unknown as {
  /** Which database the next two are of. */
  plumblineOf?: string
  plumblinePool?: pg.Pool | undefined
  plumblinePrisma?: PrismaClient | undefined
  plumblineStatements?: Map<string, string>
}
/** One of another database isn't ours: in a process that runs one test file after the other, the last one may end late. */
function forgetOthers(): void {
  const { APP_DATABASE_URL } = env()
  if (holder.plumblineOf === APP_DATABASE_URL) return
  Object.assign(holder, { plumblineOf: APP_DATABASE_URL, plumblinePool: undefined, plumblinePrisma: undefined })
}
function pool(): pg.Pool {
  forgetOthers()
  // Only the query that uses a broken connection needs to know; the next one gets a new connection. An 'error' event
  // without a listener would end the process.
  holder.plumblinePool ??= new pg.Pool({ connectionString: env().APP_DATABASE_URL, max: 12, pipeline: true })
    .on('error', () => {})
    .on('connect', (connection) => connection.on('error', () => {}))
  return holder.plumblinePool
}
function client(): PrismaClient {
  forgetOthers()
  holder.plumblinePrisma ??= new PrismaClient({
    adapter: new PrismaPg(pool(), { statementNameGenerator: ({ sql }) => statementName(sql) }),
  })
  return holder.plumblinePrisma
}

// PostgreSQL plans a named statement once per connection instead of each time. It keeps it as long as the connection,
// so only the first so many get a name: lists (`in (…)`) make a statement for each length.
const MAX_NAMED = 500
function statementName(sql: string): string {
  holder.plumblineStatements ??= new Map<string, string>()
  const names = holder.plumblineStatements
  const known = names.get(sql)
  if (known !== undefined || names.size >= MAX_NAMED) return known ?? ''
  const name = `s${names.size + 1}`
  names.set(sql, name)
  return name
}

type Scope = { orgId?: string; userId?: string; email?: string; system?: boolean; step?: Step }

/**
 * The transactions around which a payment can break. Each names itself in PostgreSQL's setting `app.step`, so that
 * e2e/chaos/postgres-proxy.ts can strike there without knowing any other SQL.
 */
export type Step = 'begin-payment' | 'note-customer' | 'record-outcome' | 'begin-reversal'
/** An organization's id, alone or with the transaction's step. */
type ForOrg = string | { orgId: string; step: Step }
const scopeOf = (org: ForOrg): { orgId: string; step?: Step } => (typeof org === 'string' ? { orgId: org } : org)

/** Says which rows exist, until the transaction ends. */
const SET_SCOPE = `select set_config('app.org_id', $1, true), set_config('app.user_id', $2, true),
  set_config('app.email', $3, true), set_config('app.system', $4, true), set_config('app.step', $5, true)`
const scopeValues = ({ orgId, userId, email, system, step }: Scope): string[] =>
  [orgId, userId, email, system ? 'on' : '', step].map((value) => value ?? '')

type AdapterError = { cause?: { kind?: string } }

/** A deadlock or write conflict means that nothing was done, so the work can run again. */
function isConflict(error: unknown): boolean {
  // Prisma reports it in one way for its own statements, in another for raw ones, and passes on the error of a commit.
  const { code, meta } = (error ?? {}) as { code?: string; meta?: { driverAdapterError?: AdapterError } }
  const { cause } = meta?.driverAdapterError ?? ((error ?? {}) as AdapterError)
  return code === 'P2034' || cause?.kind === 'TransactionWriteConflict'
}

async function scoped<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await client().$transaction(
        async (tx) => {
          await tx.$queryRawUnsafe(SET_SCOPE, ...scopeValues(scope))
          return await work(tx)
        },
        { maxWait: 10_000, timeout: 20_000 },
      )
    } catch (error) {
      if (attempt >= 4 || !isConflict(error)) throw error
    }
  }
}

/** Returns the time of the database's clock, which all processes share. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`
  return row?.at ?? new Date(0)
}

/**
 * Runs `work` in one transaction that can see and write exactly one organization's rows: the only way to a tenant's
 * data. `work` may run again after a write conflict, so it must do nothing but database work, and no network call.
 */
export const forOrg = <T>(org: ForOrg, work: (tx: Tx) => Promise<T>) => scoped(scopeOf(org), work)

/**
 * A statement of Prisma's `sql` template that reads rows of type `Row`. PostgreSQL plans it once for any values; one
 * without a name each time for its own.
 */
export type Statement<Row = unknown> = Prisma.Sql & { rows?: Row[]; isUnnamed?: boolean }
/** The rows of each of some statements. */
export type Answers<S extends readonly Statement[]> = {
  -readonly [At in keyof S]: S[At] extends Statement<infer Row> ? Row[] : never
}

// One snapshot for all statements: what is read together is of the same instant.
const BEGIN_READING = 'begin isolation level repeatable read read only'
const inForm = (text: string, values: readonly unknown[] = [], isUnnamed = false) => ({
  ...(!isUnnamed && { name: statementName(text) }),
  text,
  values: [...values],
})

/** Columns are named as Prisma's fields are: time_zone is timeZone. */
const inCamelCase = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase()),
      value,
    ]),
  )

/**
 * Reads in one transaction and one round trip: everything is sent at once, and answered in its order. For what pages
 * read, where the trips cost more than the statements. A `date` column is to be read as text.
 */
async function readAtOnce<S extends readonly Statement[]>(scope: Scope, statements: S): Promise<Answers<S>> {
  const connection = await pool().connect()
  let isWhole = false
  try {
    const { stream } = (connection as unknown as pg.Client).connection
    stream.cork()
    const sent = [
      inForm(BEGIN_READING),
      inForm(SET_SCOPE, scopeValues(scope)),
      ...statements.map(({ text, values, isUnnamed }) => inForm(text, values, isUnnamed)),
      inForm('commit'),
    ].map((query) => connection.query(query))
    stream.uncork()
    // All of them, before the connection is anybody else's: after a failed one the rest fail, too.
    const answers = await Promise.allSettled(sent)
    const rows = answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason
      return answer.value.rows.map(inCamelCase)
    })
    isWhole = true
    return rows.slice(2, -1) as Answers<S>
  } finally {
    connection.release(!isWhole)
  }
}

/** Reads rows of one organization, as `forOrg` does, in one round trip. */
export const readForOrg = <const S extends readonly Statement[]>(orgId: string, statements: S) =>
  readAtOnce({ orgId }, statements)

/** Reads what `forUser` sees, in one round trip. */
export const readForUser = <const S extends readonly Statement[]>(userId: string, statements: S) =>
  readAtOnce({ userId }, statements)

/**
 * Reads what `forUser` sees, and what `forOrg` does of the organization with this slug if the user is a member of it, it
 * isn't suspended and the session goes on, with a second step where the organization requires one, in one round trip.
 */
export async function readForMember<const S extends readonly Statement[]>(
  { userId, id }: { userId: string; id: string },
  slug: string,
  statements: S,
) {
  const enter: Statement = Prisma.sql`select set_config('app.org_id', coalesce((
    select org.id::text from membership join org on org.id = membership.org_id
    where membership.user_id = ${userId}::uuid and org.slug = ${slug} and org.suspended_at is null
      and session_is_open(${id}::uuid, ${userId}::uuid)
      and (not org.requires_second_step or session_has_second_step(${id}::uuid, ${userId}::uuid))), ''), true)`
  const [, ...answers] = await readAtOnce({ userId }, [enter, ...statements])
  return answers as Answers<S>
}

/**
 * Inserts one row (database column names, without org_id) in a single statement straight through the driver, under the
 * same row-level security as `forOrg`. For the one row that's written while a customer waits for calls that take no
 * longer than a transaction.
 */
export async function insertForOrg(org: ForOrg, table: string, row: Record<string, string>): Promise<void> {
  const { orgId, step = '' } = scopeOf(org)
  const columns = Object.keys(row)
  // The row comes from the scope, so that the scope is set before row-level security checks the row.
  const text = `with scope as (select set_config('app.org_id', $1::text, true), set_config('app.step', $2::text, true))
    insert into public.${table} (org_id, ${columns.join(', ')})
    select $1::uuid, ${columns.map((_, at) => `$${at + 3}`).join(', ')} from scope`
  await pool().query({ name: `insert ${table}`, text, values: [orgId, step, ...Object.values(row)] })
}

/**
 * Runs `work` in one transaction that sees a user and that user's memberships with their organizations, and nothing
 * else.
 */
export const forUser = <T>(userId: string, work: (tx: Tx) => Promise<T>) => scoped({ userId }, work)

/** Runs `work` in one transaction that sees the user with this email, before anybody is signed in. */
export const forSignIn = <T>(email: string, work: (tx: Tx) => Promise<T>) => scoped({ email }, work)

/**
 * Runs `work` in one transaction that sees all users, organizations, memberships and integrations, and no tenant's
 * records: for staff and the worker.
 */
export const forSystem = <T>(work: (tx: Tx) => Promise<T>) => scoped({ system: true }, work)

/** Reads what `forSystem` sees, in one round trip. */
export const readForSystem = <const S extends readonly Statement[]>(statements: S) =>
  readAtOnce({ system: true }, statements)

/** The same for somebody of our staff, who does it: what staff may do, the database asks for (migration staff_console). */
export const forStaff = <T>(userId: string, work: (tx: Tx) => Promise<T>) => scoped({ userId, system: true }, work)

/** Reads what `forStaff` sees, in one round trip. */
export const readForStaff = <const S extends readonly Statement[]>(userId: string, statements: S) =>
  readAtOnce({ userId, system: true }, statements)

/**
 * Runs one statement that belongs to no scope, so it sees no row of anybody's: it calls functions of the owner, or adds
 * what anybody may add. One trip instead of a transaction's four.
 * @param name under which the connection keeps its plan
 */
export async function queryUnscoped<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[]> {
  return (await pool().query<Row>({ name, text, values })).rows
}

/**
 * Tells whether a payment's charge may still be sent: it has no outcome, and its `sendBy` isn't past by the database's
 * clock. One statement instead of a transaction, because a customer is waiting for the charge.
 */
export async function mayStillSend({ orgId, id }: { orgId: string; id: string }): Promise<boolean> {
  const text = 'select public.may_still_send($1, $2) as may'
  const [row] = await queryUnscoped<{ may: boolean }>('may_still_send', text, [orgId, id])
  return row?.may === true
}

/**
 * Returns how long the queue's oldest due job has waited, in seconds, for the health check. @throws when the database
 * or the queue doesn't answer
 */
export async function getQueueLag(): Promise<number> {
  const [row] = await client().$queryRaw<{ lag: number }[]>`select public.queue_lag_seconds() as lag`
  return Math.round(row?.lag ?? 0)
}
