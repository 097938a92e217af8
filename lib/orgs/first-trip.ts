import 'server-only'
import { type Answers, readForMember, readForOrg, type Statement } from '@/lib/db'
import type { SignedInUser } from '@/lib/sessions/current-user'
import { dueColumn, joinOpen } from '@/lib/sessions/session-record'
import type { Session } from '@/lib/sessions/session-token'
import { Prisma } from '@/prisma/generated/client'
import type { OrgRole } from './roles'

export type OrgSummary = { slug: string; name: string; role: OrgRole }
export type PlaceOrg = {
  id: string
  slug: string
  name: string
  timeZone: string
  email: string | null
  phone: string | null
  /** No payment is above it. */
  mostPaymentCents: number
  /** How many times the usual limits it has (lib/limits). */
  limitFactor: number
  /** A refund above it asks for the second step again. */
  stepUpRefundCents: number
  /** Nobody is in without a second step. */
  requiresSecondStep: boolean
}

type Place = {
  user: SignedInUser
  orgs: OrgSummary[]
  org: PlaceOrg | null
  role: OrgRole | null
  /** The organization's name where it is one of theirs and suspended: then there is no `org` (suspended.ts). */
  suspended: string | null
  /** The organization requires a second step, and this session has none: then `org` is null. */
  lacksSecondStep: boolean
  /** Whether the session's use is to be written down. */
  isDue: boolean
  /** When the session ends unless it is used before. */
  endsAt: Date
}

/**
 * The user, all their organizations, and the one that is asked for if it is among them and not suspended; no row without a
 * session.
 */
const placeStatement = (session: Session, slug: string): Statement<Place> => Prisma.sql`with mine as (
      select m.role, o.id, o.slug, o.name, o.time_zone, o.email, o.phone,
        o.most_payment_cents, o.limit_factor, o.step_up_refund_cents, o.requires_second_step,
        o.suspended_at is not null as is_suspended
      from membership m join org o on o.id = m.org_id where m.user_id = ${session.userId}::uuid
    )
    select json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'isStaff', u.is_staff) as "user",
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name, 'role', role) order by name) from mine),
        '[]') as orgs,
      (select json_build_object('id', id, 'slug', slug, 'name', name, 'timeZone', time_zone, 'email', email,
        'phone', phone, 'mostPaymentCents', most_payment_cents, 'limitFactor', limit_factor,
        'stepUpRefundCents', step_up_refund_cents, 'requiresSecondStep', requires_second_step)
        from mine where slug = ${slug} and not is_suspended and (not requires_second_step or s.second_step_at is not null))
        as org,
      exists (select from mine where slug = ${slug} and requires_second_step and s.second_step_at is null)
        as lacks_second_step,
      (select role::text from mine where slug = ${slug}) as role,
      (select name from mine where slug = ${slug} and is_suspended) as suspended, ${dueColumn},
      least(s.idle_at, s.expires_at) as ends_at
    from app_user u ${joinOpen(session)} where u.id = ${session.userId}::uuid`

/** What a part of a page asks of its organization. */
export type Ask<S extends readonly Statement[]> = (orgId: string) => S

export type OfOrg = { org: { id: string } }
/** Asks an organization, and tells which it is (`ofOrg` in context.ts). */
export type AskOrg<C extends OfOrg> = <const S extends readonly Statement[]>(
  ask: Ask<S>,
) => Promise<{ context: C; answers: Answers<S> }>

/** Which organization a slug was last seen to be. It only says what to ask; who may see it, the database says. */
const orgIds = new Map<string, string>()

/**
 * The first round trip of a request to an organization: the user's place in it, and what the parts of the page ask while
 * React begins with them. Each trip after it would cost PostgreSQL a transaction and React another pass.
 * @param getSession whose request it is
 */
export function createFirstTrip(slug: string, getSession: () => Promise<Session | null>) {
  const orgId = orgIds.get(slug)
  const asked: Statement[] = []
  let isSent = false
  const answers = new Promise<readonly [place: Place | undefined, ...rows: unknown[][]]>((resolve, reject) => {
    setImmediate(async () => {
      isSent = true
      try {
        const session = await getSession()
        if (!session || slug.includes('\0')) return resolve([undefined]) // no database takes a NUL
        const [[place], ...rows] = await readForMember(session, slug, [placeStatement(session, slug), ...asked])
        if (place?.org) orgIds.set(slug, place.org.id)
        resolve([place, ...rows])
      } catch (error) {
        reject(error)
      }
    })
  })
  answers.catch(() => {}) // whoever waits for them is told
  return {
    answers,
    /** Asks along. Answers what to do once it's known which organization it is. */
    join<S extends readonly Statement[]>(ask: Ask<S>): (found: { id: string }) => Promise<Answers<S>> {
      const alone = (found: { id: string }) => readForOrg(found.id, ask(found.id))
      if (isSent || orgId === undefined) return alone
      const own = ask(orgId)
      const at = asked.push(...own) - own.length
      return async (found) => {
        const [place, ...rows] = await answers
        // Another one has the slug now, or it's somebody of our staff, whom the database shows no rows.
        if (place?.org?.id !== orgId) return alone(found)
        return rows.slice(at, at + own.length) as unknown as Answers<S>
      }
    },
  }
}
