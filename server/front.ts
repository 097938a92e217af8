// What every request passes before Next sees it: one address for the app, and a content security policy whose nonce
// Next puts on its scripts. Not a proxy.ts: that would send each request through Next's server a second time, which
// cost a page up to half of its requests per second (docs/performance.md).
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { addToLogContext } from '@/lib/log'
import { isReadable, pathOf } from './address'
import { refuseLongBody } from './body-limit'
import { clientAddress } from './client-address'
import { earlierFiles } from './earlier-files'
import { refuseForeign } from './foreign-origin'
import { headersOf, headersOfPage } from './headers'
import { answerLive } from './live'
import { plainPage, refuse } from './refuse'
import { answerReport } from './reports'
import { answerShared } from './shared-page'

/** Files, the same under each name and for everybody, and the health checks, which ask by whatever name they know. */
const NO_PAGE = /^\/(?:_next\/(?:static|image)\/|(?:api\/health|api\/ready|icon\.svg|favicon\.ico)(?:\?|$))/
/** Files that a browser keeps: Next says for how long, unless somebody has said it before, and of a picture its route does. */
const KEPT =
  /^\/(?:_next\/static\/|(?:icon\.svg|favicon\.ico)(?:\?|$)|orgs\/[^/?]+\/(?:logo\/[0-9a-f]{32}|files\/[0-9a-f]{64}(?:-small)?)$)/

/** Of a file's address, too, refusals and redirects are kept by nobody: Next says nothing about them. */
function keepOnlyWhatSaysSo(response: ServerResponse): void {
  const writeHead = response.writeHead
  response.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store')
    return writeHead.apply(response, args)
  }) as typeof writeHead
}

const METHODS = ['GET', 'HEAD', 'POST']

/** What Next adds to an address when it asks for a page's data, and nobody else should see. */
const DATA_KEY = '_rsc'

/** The path and query that were asked for, as a browser shows them. */
function shownPath(url: URL): string {
  const search = new URLSearchParams(url.search)
  if (!search.has(DATA_KEY)) return url.pathname + url.search
  search.delete(DATA_KEY)
  return search.size === 0 ? url.pathname : `${url.pathname}?${search}`
}

/**
 * Sends a browser to the app's own address. Not as a redirect: a browser keeps localhost and 127.0.0.1 apart, and what
 * stands in between may not.
 */
function answerElsewhere(app: URL, { pathname, search }: URL, response: ServerResponse): void {
  const own = new URL(app)
  own.pathname = pathname
  own.search = search
  response.writeHead(200, {
    ...{ refresh: `0; url=${own.href}`, 'content-type': 'text/html; charset=utf-8' },
    vary: 'host', // under its own name the same path is the page
  })
  response.end(plainPage('Plumbline is at', own.href, own.href))
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
  const answerEarlier = earlierFiles()
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    const target = pathOf(request.url)
    request.url = target // Next would redirect to whatever host an absolute target names
    request.headers['x-client-address'] = clientAddress(request, trustedProxies)
    const requestId = randomUUID()
    request.headers['x-request-id'] = requestId
    response.setHeader('x-request-id', requestId)
    addToLogContext({ requestId })
    if (KEPT.test(target)) keepOnlyWhatSaysSo(response)
    else response.setHeader('cache-control', 'no-store')
    if (!METHODS.includes(request.method ?? '')) {
      response.setHeader('allow', METHODS.join(', '))
      refuse(response, 405, 'Plumbline doesn’t answer requests of this kind.')
      return false
    }
    if (!isReadable(target)) {
      refuse(response, 400, 'This address can’t be read. Check the link that led here, or start over.')
      return false
    }
    const url = new URL(`http://app${target}`)
    if (refuseLongBody(request, response, url.pathname)) return false
    if (NO_PAGE.test(target)) return !answerEarlier(request, response)
    // Sessions and actions belong to one origin. Under another name of this machine neither would work.
    if (request.headers.host !== app.host) {
      if (request.method !== 'POST') answerElsewhere(app, url, response)
      else refuse(response, 421, `Plumbline is at ${app.origin}. Nothing was done. Open it there.`)
      return false
    }
    if (answerReport(url.pathname, request, response)) return false
    const nonce = randomBytes(16).toString('base64url')
    if (refuseForeign(request, response, app)) return false
    if (answerLive(request, response)) return false
    const ofPage = headersOfPage(url.pathname, nonce, development)
    for (const [name, value] of Object.entries(ofPage)) response.setHeader(name, value)
    request.headers['content-security-policy'] = ofPage['content-security-policy']
    request.headers['x-path'] = shownPath(url) // where to return to after signing in
    return development || !answerShared(target, nonce, request, response)
  }
}
