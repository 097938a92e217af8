import 'server-only'
import { cookies } from 'next/headers'
import { cookieOptions } from '@/lib/sessions/cookies'
import { cookieName } from '@/lib/sessions/session-token'

// The cookie of an opened link: one per link, so that a browser may have several open.

const nameOf = (linkId: string) => cookieName(`link-${linkId}`)

/** Has the browser keep what opens a link, until the link's end. */
export async function setLinkCookie(linkId: string, token: string, expires: Date): Promise<void> {
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
