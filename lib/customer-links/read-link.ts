import 'server-only'
import { cache } from 'react'
import { queryUnscoped, readForOrg, type Statement } from '@/lib/db'
import type { Language } from '@/lib/language/language'
import { addToLogContext } from '@/lib/log'
import type { Actor } from '@/lib/orgs/actor'
import type { PlaceOrg } from '@/lib/orgs/first-trip'
import { getRequestSource, type RequestSource } from '@/lib/request-source'
import { Prisma } from '@/prisma/generated/client'
import { linkTokenIn, readLinkCookie } from './link-cookie'
import { hashOfToken, isLinkToken } from './link-token'
import type { LinkWay } from './ways'

/** A customer's link that works. */
export type OpenLink = {
  id: string
  /** Of the person whom it's for. */
  name: string
  /** Where it was sent; null for a code or a copied address. */
  email: string | null
  way: LinkWay
  /** What they read; null until they have opened it. */
  language: Language | null
  expiresAt: Date
  openedAt: Date | null
  job: { id: string; number: number; title: string; customerId: string }
}

export type FoundLink = { org: PlaceOrg; isSuspended: boolean; link: OpenLink }

const linkStatement = (orgId: string, linkId: string): Statement<FoundLink> => Prisma.sql`
  select json_build_object('id', org.id, 'slug', org.slug, 'name', org.name, 'timeZone', org.time_zone,
      'email', org.email, 'phone', org.phone, 'mostPaymentCents', org.most_payment_cents, 'limitFactor', org.limit_factor,
      'stepUpRefundCents', org.step_up_refund_cents, 'requiresSecondStep', org.requires_second_step) as org,
    org.suspended_at is not null as is_suspended,
    json_build_object('id', link.id, 'name', link.name, 'email', link.email, 'way', link.way, 'language', link.language,
      'expiresAt', link.expires_at, 'openedAt', link.opened_at,
      'job', json_build_object('id', job.id, 'number', job.number, 'title', job.title, 'customerId', job.customer_id))
      as link
  from customer_link link
  join job on job.org_id = link.org_id and job.id = link.job_id
  join org on org.id = link.org_id
  where link.org_id = ${orgId}::uuid and link.id = ${linkId}::uuid`

/**
 * Returns what a token opens; null for every one that opens nothing: unknown, expired, revoked. Reading changes nothing:
 * mail scanners and browsers open links ahead of people.
 */
async function readByToken(token: string, kind: 'address' | 'cookie'): Promise<FoundLink | null> {
  if (!isLinkToken(token)) return null
  const [of] = await queryUnscoped<{ of_org: string; of_link: string }>(
    'customer_link_of',
    'select of_org, of_link from public.customer_link_of($1, $2)',
    [hashOfToken(token), kind],
  )
  if (!of) return null
  addToLogContext({ orgId: of.of_org })
  const [[found]] = await readForOrg(of.of_org, [linkStatement(of.of_org, of.of_link)])
  if (!found) return null
  const { expiresAt, openedAt, ...link } = found.link
  // JSON has instants as texts.
  return {
    ...found,
    link: { ...link, expiresAt: new Date(expiresAt), openedAt: openedAt && new Date(openedAt) },
  }
}

/** What the cookie of a browser opens, of which it says that it's this link. */
export async function readByCookie(cookies: string | undefined, linkId: string): Promise<FoundLink | null> {
  const token = linkTokenIn(cookies, linkId)
  const found = token === null ? null : await readByToken(token, 'cookie')
  return found?.link.id === linkId ? found : null
}

/** What the address in an email or a code opens. */
export const readByAddress = cache((token: string) => readByToken(token, 'address'))

/** A customer at their link. */
export type LinkContext = Actor & { role: 'customer'; link: OpenLink }

export const toContext = ({ org, link }: FoundLink, source: RequestSource): LinkContext => ({
  ...{ org, link, role: 'customer', user: { id: link.id, name: link.name }, source },
})

/**
 * Returns what the browser may see of a link that it has opened; null where it has nothing that opens it.
 * `isSuspended`: the company can't be reached here for now.
 */
export const getLinkContext = cache(
  async (linkId: string): Promise<(LinkContext & { isSuspended: boolean }) | null> => {
    const token = /^[0-9a-f-]{36}$/.test(linkId) ? await readLinkCookie(linkId) : null
    const found = token === null ? null : await readByToken(token, 'cookie')
    if (found?.link.id !== linkId) return null
    return { ...toContext(found, await getRequestSource()), isSuspended: found.isSuspended }
  },
)
