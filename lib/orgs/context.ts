import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { type Answers, forSystem, forUser, type Statement } from '@/lib/db'
import { addToLogContext } from '@/lib/log'
import { getRequestSource, type RequestSource } from '@/lib/request-source'
import { getCurrentUser, getSession, noteUseBy, type SignedInUser } from '@/lib/sessions/current-user'
import type { Session } from '@/lib/sessions/session-token'
import { type Ask, type AskOrg, createFirstTrip, type OrgSummary, type PlaceOrg } from './first-trip'
import { can, type OrgRole, type Permission } from './roles'

export type { OrgSummary } from './first-trip'

export type OrgContext = {
  org: PlaceOrg
  user: SignedInUser
  role: OrgRole
  /** The organizations that the user is a member of, by name. */
  orgs: readonly OrgSummary[]
  /** From where, and in which session; of a request only. */
  source?: RequestSource
  session?: Session
}
const ORG = {
  ...{ id: true, slug: true, name: true, timeZone: true, email: true, phone: true },
  ...{ mostPaymentCents: true, limitFactor: true, stepUpRefundCents: true, requiresSecondStep: true },
} as const

/** Per request: what its parts ask goes along (first-trip.ts). */
const firstTrip = cache((slug: string) => createFirstTrip(slug, getSession))

/**
 * Returns the signed-in user's place in an organization (its slug), or null: not signed in, not a member, no such
 * organization, or a suspended one.
 */
export const getOrgContext = cache(async (slug: string): Promise<OrgContext | null> => {
  const [place] = await firstTrip(slug).answers
  const session = await getSession()
  if (!place || !session) return null
  const { user, orgs, org, role, isDue } = place
  if (org) addToLogContext({ orgId: org.id })
  await noteUseBy(session, isDue)
  if (place.lacksSecondStep) return null
  const at = { session, source: await getRequestSource() }
  if (org && role) return { org, user, role, orgs, ...at }
  if (!user.isStaff) return null
  const any = await forSystem((tx) => tx.org.findUnique({ where: { slug, suspendedAt: null }, select: ORG }))
  return any && { org: any, user, role: 'staff', orgs, ...at }
})

/** Returns the name of the organization with this slug where the user is a member of it and it is suspended; else null. */
export const getSuspended = async (slug: string): Promise<string | null> =>
  (await firstTrip(slug).answers)[0]?.suspended ?? null

/** Whether the signed-in user is a member there, and is kept out until they have set up a second step. */
export const lacksSecondStep = async (slug: string): Promise<boolean> => {
  const [place] = await firstTrip(slug).answers
  return place?.lacksSecondStep === true
}

/** Redirects a visitor without a session to the sign-in page, which returns to the requested page. */
export async function redirectToSignIn(): Promise<never> {
  const path = (await headers()).get('x-path') ?? '/'
  redirect(`/sign-in?${new URLSearchParams({ to: path })}`)
}

/**
 * Leads whoever a page isn't for away: a member of a suspended company to the page that says so, one whose company requires
 * a second step to where they set it up, and a visitor without a session to the sign-in page. For everyone else the page
 * doesn't exist.
 */
export async function leadAway(slug: string): Promise<never> {
  const path = (await headers()).get('x-path') ?? '/'
  if (await getSuspended(slug)) redirect(`/suspended/${slug}`)
  if (await lacksSecondStep(slug)) redirect(`/account/second-step?${new URLSearchParams({ to: path })}`)
  if (!(await getCurrentUser())) await redirectToSignIn()
  notFound()
}

/**
 * For pages: returns the context of a user who has `permission`. Redirects a visitor without a session to the sign-in
 * page, a member of a suspended organization to the page that says so, and one who lacks the second step that the company
 * requires to where it is set up. For everyone else the page doesn't exist (404), whether the organization is foreign or
 * unknown.
 */
export async function requireOrgPage(slug: string, permission: Permission): Promise<OrgContext> {
  const context = await getOrgContext(slug)
  if (context && can(context.role, permission)) return context
  return leadAway(slug)
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

/** The same, for what reads a list of whichever organization it is. */
export const ofOrg =
  (slug: string, permission: Permission): AskOrg<OrgContext> =>
  (ask) =>
    readOrgPage(slug, permission, ask)

/** The same for whoever the page is for; null where `getOrgContext` is. */
export async function readOrg<const S extends readonly Statement[]>(
  slug: string,
  ask: Ask<S>,
): Promise<{ context: OrgContext; answers: Answers<S> } | null> {
  const read = firstTrip(slug).join(ask)
  const context = await getOrgContext(slug)
  return context && { context, answers: await read(context.org) }
}

export type MyOrg = OrgSummary & { isSuspended: boolean }

/** Returns the organizations the user is a member of, by name. */
export const listMyOrgs = cache(async (userId: string): Promise<MyOrg[]> => {
  const memberships = await forUser(userId, (tx) =>
    tx.membership.findMany({
      where: { userId },
      select: { role: true, org: { select: { slug: true, name: true, suspendedAt: true } } },
      orderBy: { org: { name: 'asc' } },
    }),
  )
  return memberships.map(({ role, org: { slug, name, suspendedAt } }) => ({
    ...{ slug, name, role },
    isSuspended: suspendedAt !== null,
  }))
})
