import 'server-only'
import { actionWords } from '@/lib/audit/actions'
import { readForStaff, type Statement } from '@/lib/db'
import { PAGE_SIZE } from '@/lib/search'
import { eventWords } from '@/lib/security/events'
import { first } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'

// What staff did: of the security log what happened to organizations and to staff itself, written by the database whoever
// does it, and of the organizations' own logs what staff did there. Nobody can change or delete an entry of either.

export type StaffLogRow = {
  /** Says where a page below it starts. */
  cursor: string
  at: Date
  words: string
  actorName: string
  orgName: string | null
  orgSlug: string | null
  /** Whom it was done to, where that is a person. */
  subject: string | null
  detail: string | null
  address: string | null
}

type Row = Omit<StaffLogRow, 'cursor' | 'words'> & { source: 'audit' | 'security'; key: string; what: string }

/** Entries of one millisecond have an order, too, whatever table they are of (as in lib/audit/log.ts). */
const KEYS = { audit: Prisma.sql`('a' || entry.id)`, security: Prisma.sql`('s' || lpad(entry.id::text, 19, '0'))` }

const OF_SECURITY = Prisma.sql`entry.event in ('org_added', 'org_removed', 'org_suspended', 'org_resumed', 'staff_changed')`
const OF_AUDIT = Prisma.sql`entry.actor_role = 'staff'`

/** @param below the cursor of the last entry of the page before */
function logStatement(below: string | undefined): Statement<Row> {
  const [ms, key = ''] = (below ?? '').split(/-(.*)/s)
  const at = below ? new Date(Number(ms)) : null
  const further = (ofSource: Prisma.Sql) =>
    at
      ? Prisma.sql`and entry.at <= ${at}::timestamptz and (entry.at < ${at}::timestamptz or ${ofSource} collate "C" < ${key})`
      : Prisma.empty
  const last = (ofSource: Prisma.Sql) =>
    Prisma.sql`order by entry.at desc, ${ofSource} collate "C" desc ${first(PAGE_SIZE + 1)}`
  return Prisma.sql`
    with log as (
      (select 'security' as source, ${KEYS.security} as key, entry.at, entry.event as what,
        coalesce(entry.actor_name, '') as actor_name, entry.org_id, entry.user_id, null as subject, entry.detail,
        nullif(entry.address, '') as address
      from security_event entry where ${OF_SECURITY} ${further(KEYS.security)} ${last(KEYS.security)})
      union all
      (select 'audit', ${KEYS.audit}, entry.at, entry.action, entry.actor_name, entry.org_id, null, entry.subject, entry.detail,
        entry.address
      from audit_event entry where ${OF_AUDIT} ${further(KEYS.audit)} ${last(KEYS.audit)})
    )
    select log.source, log.key, log.at, log.what, log.actor_name, org.name as org_name, org.slug as org_slug,
      coalesce(log.subject, app_user.name) as subject, log.detail, log.address
    from log left join org on org.id = log.org_id left join app_user on app_user.id = log.user_id
    order by log.at desc, log.key collate "C" desc ${first(PAGE_SIZE + 1)}`
}

/** One page of it, the newest first, for somebody of our staff; and where the next one starts, if there is one. */
export async function listStaffLog(
  userId: string,
  below?: string,
): Promise<{ rows: StaffLogRow[]; older: string | undefined }> {
  const [found] = await readForStaff(userId, [logStatement(below)])
  const rows = found.slice(0, PAGE_SIZE).map(({ source, key, what, ...row }) => ({
    ...row,
    cursor: `${row.at.getTime()}-${key}`,
    words: source === 'audit' ? actionWords(what) : eventWords(what),
  }))
  return { rows, older: found.length > PAGE_SIZE ? rows.at(-1)?.cursor : undefined }
}
