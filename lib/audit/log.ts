import 'server-only'
import type { Tx } from '@/lib/db'
import { firstParam, PAGE_SIZE } from '@/lib/search'
import { Prisma } from '@/prisma/generated/client'
import { type AuditKind, actionsOf } from './actions'

// One log of three tables, each written once: what members did (audit_event), each step of a payment (payment_event), and
// what happened at the doors (security_event).

export type LogSource = 'audit' | 'payment' | 'security'

export type LogRow = {
  source: LogSource
  /** Names the entry among all of them, and says where a page below it starts: "1764367660000-a0191…". */
  cursor: string
  at: Date
  /** Of `audit` a key of actions.ts, of `security` one of lib/security/events.ts, of `payment` the new status. */
  what: string
  /** Who did it, at that time; null where nobody is known. */
  actorName: string | null
  /** Of `audit`: the role at that time. Of `security`: `outside` of a user; one without a name was never in the company. */
  actorRole: string | null
  subject: string | null
  detail: string | null
  address: string | null
  requestId: string | null
  /** Of `payment`: which one, and over how much. */
  paymentId: string | null
  amountCents: number | null
}

export type LogFilter = {
  kind?: AuditKind | null
  /** A person who did something. */
  actorId?: string | null
  /** The first instant, and the first one after the last. */
  from?: Date | null
  before?: Date | null
  /** Where the page starts: below this entry. */
  below?: string | undefined
  /** What the worker and PaySimple did to payments, too, and what only announces the next step. */
  isWhole?: boolean
}

const CURSOR = /^(\d{1,15})-([ap][0-9a-f-]{36}|s\d{19})$/

/** Where a page starts, from a search parameter; undefined for the newest page and for anything else. */
export function logCursorParam(value: string | string[] | undefined): string | undefined {
  const text = firstParam(value)
  return CURSOR.test(text) ? text : undefined
}

/** Entries of one millisecond have an order, too, whatever table they are of. */
const KEYS = {
  audit: Prisma.sql`('a' || id)`,
  payment: Prisma.sql`('p' || id)`,
  security: Prisma.sql`('s' || lpad(id::text, 19, '0'))`,
}

const ENTRIES = {
  audit: Prisma.sql`select 'audit' as source, ${KEYS.audit} as key, at, action as what, actor_name, actor_role, subject, detail,
      address, request_id, null::uuid as payment_id
    from audit_event as entry`,
  payment: Prisma.sql`select 'payment' as source, ${KEYS.payment} as key, at, "to"::text as what, actor_name, null as actor_role,
      null as subject, detail, address, request_id, payment_id
    from payment_event as entry`,
  security: Prisma.sql`select 'security' as source, ${KEYS.security} as key, at, event as what,
      coalesce(actor_name, (select person_name from people_of_org() where person = user_id limit 1)) as actor_name,
      case when actor_name is null and user_id is not null then 'outside' end as actor_role,
      case when actor_name is not null then
        (select person_name from people_of_org() where person = user_id limit 1) end as subject, detail,
      nullif(address, '') as address, request_id, null::uuid as payment_id
    from security_event as entry`,
}

const ACTORS = {
  audit: Prisma.sql`actor_id`,
  payment: Prisma.sql`actor_id`,
  security: Prisma.sql`coalesce(actor_id, user_id)`,
}

/** Which rows of a table there are. */
function scopesOf(source: LogSource, orgId: string, { isWhole }: LogFilter): Prisma.Sql[] {
  const own = Prisma.sql`org_id = ${orgId}::uuid`
  if (source === 'payment' && !isWhole) return [Prisma.sql`${own} and actor_id is not null and "to" <> 'submitting'`]
  if (source !== 'security') return [own]
  // Row-level security lets those of its people through that are of the time when they belonged to it.
  const ofPeople = Prisma.sql`org_id is null and user_id in (select person from people_of_org())`
  return [own, ofPeople]
}

function sourcesOf(kind: AuditKind | null | undefined): LogSource[] {
  if (!kind) return ['audit', 'payment', 'security']
  return kind === 'payments' ? ['audit', 'payment'] : kind === 'security' ? ['audit', 'security'] : ['audit']
}

function conditionsOf(source: LogSource, { kind, actorId, from, before, below }: LogFilter): Prisma.Sql[] {
  const [, ms, key] = CURSOR.exec(below ?? '') ?? []
  const at = ms ? new Date(Number(ms)) : null
  return [
    ...(kind && source === 'audit' ? [Prisma.sql`action in (${Prisma.join(actionsOf(kind))})`] : []),
    ...(actorId ? [Prisma.sql`${ACTORS[source]} = ${actorId}::uuid`] : []),
    ...(from ? [Prisma.sql`at >= ${from}::timestamptz`] : []),
    ...(before ? [Prisma.sql`at < ${before}::timestamptz`] : []),
    ...(at
      ? [
          Prisma.sql`at <= ${at}::timestamptz`,
          Prisma.sql`(at < ${at}::timestamptz or ${KEYS[source]} collate "C" < ${key})`,
        ]
      : []),
  ]
}

/** The log of an organization, the newest first. Gives at most `take` entries. */
export async function readLog(tx: Tx, orgId: string, filter: LogFilter, take: number): Promise<LogRow[]> {
  const parts = sourcesOf(filter.kind).flatMap((source) =>
    scopesOf(source, orgId, filter).map((scope) => {
      const where = Prisma.join([scope, ...conditionsOf(source, filter)], ' and ')
      return Prisma.sql`(${ENTRIES[source]} where ${where} order by at desc, ${KEYS[source]} collate "C" desc limit ${take})`
    }),
  )
  // A payment's first step has the address of whoever took it; what came of it was learned in the same request.
  const rows = await tx.$queryRaw<(Omit<LogRow, 'cursor'> & { key: string })[]>`
    with page as (select * from (${Prisma.join(parts, ' union all ')}) as log order by at desc, key collate "C" desc limit ${take})
    select page.source, page.key, page.at, page.what, page.actor_name as "actorName", page.actor_role as "actorRole",
      page.subject, page.detail, coalesce(page.address, began.address) as address,
      coalesce(page.request_id, began.request_id) as "requestId", page.payment_id as "paymentId",
      payment.amount_cents as "amountCents"
    from page
    left join payment on payment.org_id = ${orgId}::uuid and payment.id = page.payment_id
    left join lateral (select address, request_id from payment_event
      where org_id = ${orgId}::uuid and payment_id = page.payment_id and address is not null and page.actor_name = actor_name
      order by at limit 1) as began on page.payment_id is not null
    order by page.at desc, page.key collate "C" desc`
  return rows.map(({ key, ...row }) => ({ ...row, cursor: `${row.at.getTime()}-${key}` }))
}

/** One page of the log, and where the next one starts, if there is one. */
export async function listLog(tx: Tx, orgId: string, filter: LogFilter) {
  const rows = await readLog(tx, orgId, filter, PAGE_SIZE + 1)
  const page = rows.slice(0, PAGE_SIZE)
  return { rows: page, older: rows.length > PAGE_SIZE ? page.at(-1)?.cursor : undefined }
}

/** Everybody who may be in the log: the members, and who acted, under the name of their last act, by name. */
export async function listActors(tx: Tx, orgId: string): Promise<{ id: string; name: string }[]> {
  const acted = await tx.auditEvent.findMany({
    where: { orgId },
    distinct: ['actorId'],
    orderBy: [{ actorId: 'asc' }, { id: 'desc' }],
    select: { actorId: true, actorName: true },
  })
  const members = await tx.membership.findMany({
    where: { orgId },
    select: { userId: true, user: { select: { name: true } } },
  })
  const names = new Map(members.map(({ userId, user }) => [userId, user.name]))
  for (const { actorId, actorName } of acted) names.set(actorId, actorName)
  return [...names].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name))
}
