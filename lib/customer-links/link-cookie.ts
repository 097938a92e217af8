import 'server-only'
import { cookies } from 'next/headers'
import { cookieOptions } from '@/lib/sessions/cookies'
import { cookieName } from '@/lib/sessions/session-token'
import { LINK_LASTS } from './ways'

// The cookie of an opened link: one per link, so that a browser may have several open.

const nameOf = (linkId: string) => cookieName(`link-${linkId}`)

/**
 * Has the browser keep what opens a link for as long as any link works. When this one ends is for the server to say, which
 * may let it work longer.
 */
export async function setLinkCookie(linkId: string, token: string): Promise<void> {
  const expires = new Date(Date.now() + LINK_LASTS.email)
  ;(await cookies()).set(nameOf(linkId), token, { ...cookieOptions(), expires })
}

/** Returns what the browser has for a link, or null. */
export const readLinkCookie = async (linkId: string): Promise<string | null> =>
  (await cookies()).get(nameOf(linkId))?.value ?? null

/** The same of a Cookie header, for what passes Next. */
export function linkTokenIn(cookies = '', linkId: string): string | null {
  const begin = `${nameOf(linkId)}=`
  return (
    cookies
      .split(/; */)
      .findLast((each) => each.startsWith(begin))
      ?.slice(begin.length) ?? null
  )
}
