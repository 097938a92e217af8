import 'server-only'
import { readForStaff, type Statement } from '@/lib/db'
import { PAGE_SIZE, searchWords } from '@/lib/search'
import { all, first, hasWord } from '@/lib/sql'
import { Prisma } from '@/prisma/generated/client'
import type { Endpoint } from '@/prisma/generated/enums'
import type { Filter } from './stage'

/** An organization as staff see it: how it stands, and nothing of its customers. */
export type StaffOrg = {
  id: string
  slug: string
  name: string
  /** Two letters; null of one that was made before there was a console. */
  state: string | null
  timeZone: string
  createdAt: Date
  suspendedAt: Date | null
  suspendedReason: string | null
  applicationSentAt: Date | null
  approvedAt: Date | null
  /** Of the credentials. */
  userName: string | null
  endpoint: Endpoint | null
  activatedAt: Date | null
  /** When the credentials last worked: PaySimple accepted them, or answered a comparison. */
  workedAt: Date | null
  lastPaymentAt: Date | null
  lastSyncAt: Date | null
  /** Comparisons without an answer from PaySimple, in a row. */
  syncFailures: number
}

const CONDITIONS: Record<Filter, Prisma.Sql[]> = {
  all: [],
  connecting: [Prisma.sql`suspended_at is null and activated_at is null`],
  active: [Prisma.sql`suspended_at is null and activated_at is not null`],
  suspended: [Prisma.sql`suspended_at is not null`],
}

/** What a search looks at: the name, the address, and the owners’ email addresses. */
const SEARCHED = Prisma.sql`fold_text(o.name || ' ' || o.slug || ' ' || coalesce((select string_agg(u.email, ' ')
  from membership m join app_user u on u.id = m.user_id where m.org_id = o.id and m.role = 'owner'), ''))`

const orgStatement = (conditions: readonly Prisma.Sql[]): Statement<StaffOrg> => Prisma.sql`
  with page as materialized (
    select o.id, o.slug, o.name, o.state, o.time_zone, o.created_at, o.suspended_at, o.suspended_reason,
      i.application_sent_at, i.approved_at, i.user_name, i.endpoint::text, i.activated_at
    from org o left join integration i on i.org_id = o.id
    where ${all(conditions)} order by o.name, o.id ${first(PAGE_SIZE + 1)}
  )
  select page.*, worked_at, last_payment_at, last_sync_at, coalesce(sync_failures, 0) as sync_failures
  from page left join staff_org_activity(array(select id from page)) on of_org = page.id
  order by page.name, page.id`

type List = { query?: string; filter?: Filter; after?: string | undefined }

/** One page of all organizations by name, for somebody of our staff: those after the one `after` (an id). */
export async function listStaffOrgs(
  userId: string,
  { query = '', filter = 'all', after }: List,
): Promise<{ orgs: StaffOrg[]; next: string | undefined }> {
  const [found] = await readForStaff(userId, [
    orgStatement([
      ...CONDITIONS[filter],
      ...searchWords(query).map((word) => hasWord(SEARCHED, word)),
      ...(after ? [Prisma.sql`(o.name, o.id) > (select name, id from org where id = ${after}::uuid)`] : []),
    ]),
  ])
  const orgs = found.slice(0, PAGE_SIZE)
  return { orgs, next: found.length > PAGE_SIZE ? orgs.at(-1)?.id : undefined }
}

/** The last invitation of a first owner, and what became of it. */
export type OwnerInvitation = {
  id: string
  email: string
  createdAt: Date
  expiresAt: Date
  sentAt: Date | null
  usedAt: Date | null
  revokedAt: Date | null
}
export type StaffOrgPage = {
  org: StaffOrg
  owners: { name: string; email: string }[]
  members: number
  invitation: OwnerInvitation | undefined
}

/** Returns one organization by its address, with its owners or their invitation; null for none. */
export async function getStaffOrg(userId: string, slug: string): Promise<StaffOrgPage | null> {
  if (slug.includes('\0')) return null // no database takes a NUL
  const [[org], owners, [count], [invitation]] = await readForStaff(userId, [
    orgStatement([Prisma.sql`o.slug = ${slug}`]),
    Prisma.sql`select u.name, u.email from membership m join app_user u on u.id = m.user_id join org o on o.id = m.org_id
      where o.slug = ${slug} and m.role = 'owner' order by u.name, u.id` as Statement<{ name: string; email: string }>,
    Prisma.sql`select count(*)::int as members from membership m join org o on o.id = m.org_id
      where o.slug = ${slug}` as Statement<{ members: number }>,
    Prisma.sql`select l.id, l.email, l.created_at, l.expires_at, l.sent_at, l.used_at, l.revoked_at
      from one_time_link l join org o on o.id = l.org_id
      where o.slug = ${slug} and l.kind = 'invitation' and l.role = 'owner'
      order by l.created_at desc, l.id limit 1` as Statement<OwnerInvitation>,
  ])
  return org ? { org, owners, members: count?.members ?? 0, invitation } : null
}
