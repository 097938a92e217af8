import { env } from '@/lib/env'
import { securityTxt } from '@/lib/security/security-txt'

// Read when it is asked for, because a build has no environment.
export const dynamic = 'force-dynamic'

/** Whom somebody tells who has found a weakness (RFC 9116). Without SECURITY_CONTACT there is none. */
export function GET(): Response {
  const text = securityTxt(env(), new Date())
  if (text === null) return new Response('This installation has no security contact.', { status: 404 })
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
}
