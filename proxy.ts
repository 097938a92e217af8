import { type NextRequest, NextResponse } from 'next/server'

// Runs before every page: one address for the app, and a content security policy whose nonce Next puts on its scripts.

function policy(nonce: string): string {
  const development = process.env.NODE_ENV === 'development'
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

// The certification report is a file that `npm run certify` wrote, not one of Next's pages. It loads and runs nothing.
const REPORT = '/staff/certification/report'
const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

/**
 * Sends a browser to the app's own address. Not as a redirect: Next treats localhost and 127.0.0.1 as one host and
 * makes the Location relative, so the browser would loop.
 */
function elsewhere({ href }: URL) {
  const link = href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return new NextResponse(
    `<!doctype html><html lang="en"><title>Plumbline</title><p>Plumbline is at <a href="${link}">${link}</a>.</p></html>`,
    { headers: { 'content-type': 'text/html; charset=utf-8', refresh: `0; url=${href}` } },
  )
}

export function proxy(request: NextRequest) {
  const app = new URL(process.env.APP_URL ?? request.nextUrl.origin)
  // Sessions and actions belong to one origin. Under another name of this machine neither would work.
  if (request.headers.get('host') !== app.host)
    return elsewhere(new URL(request.nextUrl.pathname + request.nextUrl.search, app))

  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const csp = request.nextUrl.pathname === REPORT ? REPORT_POLICY : policy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search) // where to return to after signing in
  headers.set('content-security-policy', csp)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', csp)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('x-frame-options', 'DENY')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  response.headers.set('cross-origin-resource-policy', 'same-origin')
  if (app.protocol === 'https:')
    response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/health|icon.svg|favicon.ico).*)'] }
