// What every request passes before Next sees it: one address for the app, and a content security policy whose nonce
// Next puts on its scripts. Not a proxy.ts: that would send each request through Next's server a second time, which
// cost a page up to half of its requests per second (docs/performance.md).
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { clientAddress } from './client-address'
import { refuseForeign } from './foreign-origin'
import { headersOf, policy, REPORT, REPORT_POLICY } from './headers'
import { answerLive } from './live'
import { answerShared } from './shared-page'

/** Files, the same under each name and for everybody, and the health check, which asks by whatever name it knows. */
const NO_PAGE = /^\/(?:_next\/(?:static|image)\/|(?:api\/health|icon\.svg|favicon\.ico)(?:\?|$))/

/** What Next adds to an address when it asks for a page's data, and nobody else should see. */
const DATA_KEY = '_rsc'

/** The path and query that were asked for, as a browser shows them. */
function shownPath(url: URL): string {
  const search = new URLSearchParams(url.search)
  if (!search.has(DATA_KEY)) return url.pathname + url.search
  search.delete(DATA_KEY)
  return search.size === 0 ? url.pathname : `${url.pathname}?${search}`
}

/** The path and query of a request's target, which may have a host before it (RFC 9112, 3.2.2): Host says the host. */
function pathOf(target = '/'): string {
  if (target.startsWith('/')) return target
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return '/'
  const { pathname, search } = new URL(target)
  return pathname + search
}

/**
 * Sends a browser to the app's own address. Not as a redirect: a browser keeps localhost and 127.0.0.1 apart, and what
 * stands in between may not.
 */
function elsewhere({ href }: URL): string {
  const link = href.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<!doctype html><html lang="en"><title>Plumbline</title><p>Plumbline is at <a href="${link}">${link}</a>.</p></html>`
}

export type Front = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Makes the front of the app at `app`, its public address. It sets an answer's headers and tells Next the nonce (in the
 * policy, where Next looks for it), the page's address (`x-path`), who asks (`x-client-address`) and by which name the
 * request is known in the logs (`x-request-id`, in the answer, too).
 * @param trustedProxies how many proxies of our own every request passes
 * @returns a function that tells whether Next should answer; otherwise it has answered itself
 */
export function createFront(app: URL, { development = false, trustedProxies = 0 } = {}): Front {
  const headers = headersOf(app)
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    const target = pathOf(request.url)
    request.url = target // Next would redirect to whatever host an absolute target names
    if (NO_PAGE.test(target)) return true
    const url = new URL(`http://app${target}`)
    // Sessions and actions belong to one origin. Under another name of this machine neither would work.
    if (request.headers.host !== app.host) {
      const own = new URL(app)
      own.pathname = url.pathname
      own.search = url.search
      response.setHeader('refresh', `0; url=${own.href}`)
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(elsewhere(own))
      return false
    }
    const nonce = randomBytes(16).toString('base64url')
    const csp = url.pathname === REPORT ? REPORT_POLICY : policy(nonce, development)
    response.setHeader('content-security-policy', csp)
    request.headers['content-security-policy'] = csp
    request.headers['x-path'] = shownPath(url) // where to return to after signing in
    request.headers['x-client-address'] = clientAddress(request, trustedProxies)
    request.headers['x-request-id'] = randomUUID()
    response.setHeader('x-request-id', request.headers['x-request-id'])
    if (refuseForeign(request, response, app)) return false
    if (answerLive(request, response)) return false
    return development || !answerShared(target, nonce, request, response)
  }
}
