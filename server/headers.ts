// What an answer tells the browser that it may do.

/** @returns the content security policy of a page whose scripts carry `nonce` */
export function policy(nonce: string, development: boolean): string {
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

/** The certification report is a file that `npm run certify` wrote, not one of Next's pages. It loads and runs nothing. */
export const REPORT = '/staff/certification/report'
export const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

/** The headers of every answer of the app at an address. */
export function headersOf(app: URL): [name: string, value: string][] {
  const always: [string, string][] = [
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-robots-tag', 'noindex, nofollow'],
  ]
  const encrypted: [string, string] = ['strict-transport-security', 'max-age=63072000; includeSubDomains']
  return app.protocol === 'https:' ? [...always, encrypted] : always
}
