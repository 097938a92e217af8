import 'server-only'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getLinkContext, type LinkContext } from '@/lib/customer-links/read-link'

// What opens a page is in its address or its cookie, so nobody is told where a visitor came from, and no search engine
// keeps it.
export const LINK_METADATA = {
  referrer: 'no-referrer',
  robots: { index: false, follow: false, nocache: true },
} as const satisfies Metadata

/**
 * For the pages below a link: what this browser has opened. 404, the same for every link that it hasn't. Of a suspended
 * company, the link's own page, which says whom to call.
 */
export async function requireLink(params: Promise<{ key: string }>): Promise<LinkContext & { base: string }> {
  const context = await getLinkContext((await params).key)
  if (!context) notFound()
  const base = `/c/${context.link.id}`
  if (context.isSuspended) redirect(base)
  return { ...context, base }
}
