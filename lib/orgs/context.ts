import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { getCurrentUser, getSessionUserId, type SignedInUser } from '@/lib/auth'
import { type Answers, forSystem, forUser, readForMember, readForOrg, type Statement } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'
import { can, type OrgRole, type Permission } from './roles'

export type OrgSummary = { slug: string; name: string; role: OrgRole }

export type OrgContext = {
  org: { id: string; slug: string; name: string; timeZone: string; email: string | null; phone: string | null }
  user: SignedInUser
  role: OrgRole
  /** The organizations that the user is a member of, by name. */
  orgs: readonly OrgSummary[]
}
const ORG = { id: true, slug: true, name: true, timeZone: true, email: true, phone: true } as const

type Place = { user: SignedInUser; orgs: OrgSummary[]; org: OrgContext['org'] | null; role: OrgRole | null }

/** The user, all their organizations, and the one that is asked for if it is among them. */
const placeStatement = (userId: string, slug: string): Statement<Place> => Prisma.sql`with mine as (
      select m.role, o.id, o.slug, o.name, o.time_zone, o.email, o.phone
      from membership m join org o on o.id = m.org_id where m.user_id = ${userId}::uuid
    )
    select json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'isStaff', u.is_staff) as "user",
      coalesce((select json_agg(json_build_object('slug', slug, 'name', name, 'role', role) order by name) from mine),
        '[]') as orgs,
      (select json_build_object('id', id, 'slug', slug, 'name', name, 'timeZone', time_zone, 'email', email,
        'phone', phone) from mine where slug = ${slug}) as org,
      (select role::text from mine where slug = ${slug}) as role
    from app_user u where u.id = ${userId}::uuid`

type Ask<S extends readonly Statement[]> = (orgId: string) => S

/** Which organization a slug was last seen to be. It only says what to ask; who may see it, the database says. */
const orgIds = new Map<string, string>()

/**
 * The first round trip of a request to an organization: the user's place in it, and what the parts of the page ask while
 * React begins with them. Each trip after it would cost PostgreSQL a transaction and React another pass.
 */
const firstTrip = cache((slug: string) => {
  const orgId = orgIds.get(slug)
  const asked: Statement[] = []
  let isSent = false
  const answers = new Promise<readonly [place: Place | undefined, ...rows: unknown[][]]>((resolve, reject) => {
    setImmediate(async () => {
      isSent = true
      try {
        const userId = await getSessionUserId()
        if (!userId || slug.includes('\0')) return resolve([undefined]) // no database takes a NUL
        const [[place], ...rows] = await readForMember(userId, slug, [placeStatement(userId, slug), ...asked])
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
    join<S extends readonly Statement[]>(ask: Ask<S>): (found: OrgContext['org']) => Promise<Answers<S>> {
      const alone = (found: OrgContext['org']) => readForOrg(found.id, ask(found.id))
      if (isSent || orgId === undefined) return alone
      const own = ask(orgId)
      const at = asked.push(...own) - own.length
      return async (found) => {
        const [place, ...rows] = await answers
        // Another one has the slug now, or it's somebody of our staff, whom the database shows no rows.
        if (place?.org?.id !== orgId || found.id !== orgId) return alone(found)
        return rows.slice(at, at + own.length) as unknown as Answers<S>
      }
    },
  }
})

/**
 * Returns the signed-in user's place in an organization (its slug), or null: not signed in, not a member, or no such
 * organization.
 */
export const getOrgContext = cache(async (slug: string): Promise<OrgContext | null> => {
  const [place] = await firstTrip(slug).answers
  if (!place) return null
  const { user, orgs, org, role } = place
  if (org && role) return { org, user, role, orgs }
  if (!user.isStaff) return null
  const any = await forSystem((tx) => tx.org.findUnique({ where: { slug }, select: ORG }))
  return any && { org: any, user, role: 'staff', orgs }
})

/** Redirects a visitor without a session to the sign-in page, which returns to the requested page. */
export async function redirectToSignIn(): Promise<never> {
  const path = (await headers()).get('x-path') ?? '/'
  redirect(`/sign-in?${new URLSearchParams({ to: path })}`)
}

/**
 * For pages: returns the context of a user who has `permission`. Redirects a visitor without a session to the sign-in
 * page. For everyone else the page doesn't exist (404), whether the organization is foreign or unknown.
 */
export async function requireOrgPage(slug: string, permission: Permission): Promise<OrgContext> {
  const context = await getOrgContext(slug)
  if (context && can(context.role, permission)) return context
  if (!(await getCurrentUser())) await redirectToSignIn()
  notFound()
}

/**
 * The same, with rows of the organization. What is asked before anything is awaited goes in one round trip with all that
 * the request asks first.
 */
export async function readOrgPage<const S extends readonly Statement[]>(
  slug: string,
  permission: Permission,
  ask: Ask<S>,
): Promise<{ context: OrgContext; answers: Answers<S> }> {
  const read = firstTrip(slug).join(ask)
  const context = await requireOrgPage(slug, permission)
  return { context, answers: await read(context.org) }
}

/** The same for whoever the page is for; null where `getOrgContext` is. */
export async function readOrg<const S extends readonly Statement[]>(
  slug: string,
  ask: Ask<S>,
): Promise<{ context: OrgContext; answers: Answers<S> } | null> {
  const read = firstTrip(slug).join(ask)
  const context = await getOrgContext(slug)
  return context && { context, answers: await read(context.org) }
}

/** Returns the organizations the user is a member of, by name. */
export const listMyOrgs = cache(async (userId: string): Promise<OrgSummary[]> => {
  const memberships = await forUser(userId, (tx) =>
    tx.membership.findMany({
      where: { userId },
      select: { role: true, org: { select: { slug: true, name: true } } },
      orderBy: { org: { name: 'asc' } },
    }),
  )
  return memberships.map(({ role, org }) => ({ ...org, role }))
})
