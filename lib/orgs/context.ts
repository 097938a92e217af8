import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { getCurrentUser, type SignedInUser } from '@/lib/auth'
import { forSystem, forUser } from '@/lib/db'
import { can, type OrgRole, type Permission } from './roles'

export type OrgContext = {
  org: { id: string; slug: string; name: string; timeZone: string; email: string | null; phone: string | null }
  user: SignedInUser
  role: OrgRole
}
const ORG = { id: true, slug: true, name: true, timeZone: true, email: true, phone: true } as const

/**
 * Returns the signed-in user's place in an organization (its slug), or null: not signed in, not a member, or no such
 * organization.
 */
export const getOrgContext = cache(async (slug: string): Promise<OrgContext | null> => {
  const user = await getCurrentUser()
  if (!user || slug.includes('\0')) return null // no database takes a NUL
  const membership = await forUser(user.id, (tx) =>
    tx.membership.findFirst({
      where: { userId: user.id, org: { slug } },
      select: { role: true, org: { select: ORG } },
    }),
  )
  if (membership) return { org: membership.org, user, role: membership.role }
  if (!user.isStaff) return null
  const org = await forSystem((tx) => tx.org.findUnique({ where: { slug }, select: ORG }))
  return org && { org, user, role: 'staff' }
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

export type OrgSummary = { slug: string; name: string; role: OrgRole }

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
