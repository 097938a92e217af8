// What an answer tells the browser that it may do.

/** Where browsers report what a policy has kept a page from (reports.ts). */
export const REPORTS = '/api/page-reports'

/** The name of our reports in `report-to`. Firefox only knows `report-uri`. */
const TO_US = `report-to page; report-uri ${REPORTS}`

/**
 * The content security policy of a page whose scripts carry `nonce`. Scripts write no HTML and load no other script but
 * through the one policy of instrumentation-client.ts, which lets our own files pass and nothing else. The development
 * server writes styles and code into the page.
 */
function pagePolicy(nonce: string, development: boolean): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self'${development ? ` 'unsafe-inline'` : ''}`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `frame-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(development ? [] : [`require-trusted-types-for 'script'`, 'trusted-types default', TO_US]),
  ].join('; ')
}

/** Of what isn't a page: files, data, refusals. Opened as one it does nothing. */
export const FILE_POLICY =
  "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * Documents of their own, which load and run nothing: a report that `npm run certify` wrote, and an email as it was
 * sent. Their styles are in them, an email's on each of its elements, as mail programs want it; nothing that a style can
 * do leads out of them.
 */
const DOCUMENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const REPORT = '/staff/certification/report'
/** The page that shows the email frames it, and measures it. */
const EMAIL = /^\/orgs\/[^/]+\/mailbox\/[^/]+\/html$/

/** A company's logo or photo, for its members or a customer: a picture, which runs nothing, also opened alone. */
const PICTURE = /^\/(?:orgs\/[^/]+\/(?:logo|files)\/[^/]+|c\/[^/]+\/(?:logo|files\/[^/]+))$/
const PICTURE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

/** What opens a customer's page may be in its address, so nobody is told of it, not even we. */
const OF_LINKS = /^\/(?:c|link)\//
const SILENT = { 'referrer-policy': 'no-referrer' }

/** The headers of the page, or the document, at a path. */
export function headersOfPage(path: string, nonce: string, development: boolean): Record<string, string> {
  if (EMAIL.test(path))
    return {
      'content-security-policy': `${DOCUMENT_POLICY}; frame-ancestors 'self'; sandbox allow-same-origin`,
      'x-frame-options': 'SAMEORIGIN',
    }
  if (PICTURE.test(path)) return { 'content-security-policy': PICTURE_POLICY, ...(OF_LINKS.test(path) && SILENT) }
  if (path === REPORT) return { 'content-security-policy': `${DOCUMENT_POLICY}; frame-ancestors 'none'` }
  return { 'content-security-policy': pagePolicy(nonce, development), ...(OF_LINKS.test(path) && SILENT) }
}

/** The headers of every answer of the app at an address. Those of a page replace some of them. */
export function headersOf(app: URL): [name: string, value: string][] {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-robots-tag', 'noindex, nofollow'],
    ['content-security-policy', FILE_POLICY],
    ['reporting-endpoints', `page="${REPORTS}"`],
  ]
  const encrypted: [string, string] = ['strict-transport-security', 'max-age=63072000; includeSubDomains']
  return app.protocol === 'https:' ? [...always, encrypted] : always
}
