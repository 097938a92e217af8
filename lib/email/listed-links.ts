import 'server-only'
import type { LinkWay } from '@/lib/customer-links/ways'
import type { Statement } from '@/lib/db'
import { first } from '@/lib/sql'
import { type CustomerLink, type Email, Prisma } from '@/prisma/generated/client'

/** A customer's link as the office sees it. */
export type ListedLink = Pick<
  CustomerLink,
  | 'id'
  | 'name'
  | 'email'
  | 'createdAt'
  | 'createdByName'
  | 'expiresAt'
  | 'lastUsedAt'
  | 'uses'
  | 'revokedAt'
  | 'revokedByName'
> & {
  way: LinkWay
  /** Until when its last address opens it; null before there is one. */
  addressUntil: Date | null
  /** The last email that brings it; its columns are null of one that wasn't emailed. */
  emailId: string | null
  emailStatus: Email['status'] | null
  emailKeptHere: boolean | null
  emailSentAt: Date | null
  emailError: string | null
}

/** So many of a job's links are listed: those that work before those that ended, the newest first. */
const MOST = 30

/** @param jobId a value, or a subquery of it */
export const linksStatement = (orgId: string, jobId: Prisma.Sql): Statement<ListedLink> => Prisma.sql`
  select link.id, link.name, link.email, link.way, link.created_at, link.created_by_name, link.expires_at,
    link.last_used_at, link.uses, link.revoked_at, link.revoked_by_name,
    (select max(token.expires_at) from customer_link_token token
      where token.org_id = link.org_id and token.link_id = link.id and token.kind = 'address') as address_until,
    mail.id as email_id, mail.status as email_status, mail.kept_here as email_kept_here, mail.sent_at as email_sent_at,
    mail.last_error as email_error
  from customer_link link
  left join lateral (
    select id, status, kept_here, sent_at, last_error from email
    where email.org_id = link.org_id and email.link_id = link.id order by created_at desc, id desc limit 1) mail on true
  where link.org_id = ${orgId}::uuid and link.job_id = ${jobId}
  order by link.revoked_at is null and link.expires_at > clock_timestamp() desc, link.created_at desc, link.id desc
  ${first(MOST)}`
