import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { getCurrentUser, getSessionUserId, type SignedInUser } from '@/lib/auth'
import { forSystem, forUser, readForUser, type Statement } from '@/lib/db'
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

/**
 * Returns the signed-in user's place in an organization (its slug), or null: not signed in, not a member, or no such
 * organization.
 */
export const getOrgContext = cache(async (slug: string): Promise<OrgContext | null> => {
  const userId = await getSessionUserId()
  if (!userId || slug.includes('\0')) return null // no database takes a NUL
  const [[place]] = await readForUser(userId, [placeStatement(userId, slug)])
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
