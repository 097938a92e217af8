import 'server-only'
import { Prisma } from '@/prisma/generated/client'

// What requests for a payment and for a signature read alike: how emails reached somebody, and the company's policy.

/** How JSON has instants. */
export type JsonDates<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends readonly Date[] ? string[] : T[K]
}

/**
 * A `Person` of decide.ts as JSON.
 * @param who their columns
 * @param ofPerson which rows of `link` are theirs on the job
 * @param byHand which rows of `mail` to them count as written by hand about what is asked
 */
export const mailFacts = (
  { name, email, orgId }: { name: Prisma.Sql; email: Prisma.Sql; orgId: Prisma.Sql },
  ofPerson: Prisma.Sql,
  byHand: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  json_build_object('name', ${name}, 'email', ${email},
    'hasLink', exists (select from customer_link link where ${ofPerson} and link.revoked_at is null),
    'isDead', coalesce((select mail.status = 'failed' and not exists (
        select from email_bounce bounce where bounce.org_id = mail.org_id and bounce.email_id = mail.id
          and bounce.is_of_send and bounce.outcome = 'failed' and not bounce.is_final) from email mail
      where mail.org_id = ${orgId} and lower(mail."to") = ${email}
        and mail.status in ('sent', 'failed', 'unconfirmed')
      order by mail.created_at desc, mail.id desc limit 1), false),
    'byHand', (select coalesce(json_agg(mail.created_at), '[]') from customer_link link
      join email mail on mail.org_id = link.org_id and mail.link_id = link.id
      where ${ofPerson} and ${byHand}))`

/** The company's policy as JSON; null without a row. */
export const policyStatement = (orgId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (select json_build_object('isOn', is_on, 'steps', steps, 'signSteps', sign_steps, 'most', most, 'fromHour', from_hour,
      'untilHour', until_hour)
    from reminder_policy where reminder_policy.org_id = ${orgId})`
