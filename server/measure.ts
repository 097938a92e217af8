// Counts each request and how long it took, by the pattern of its route: an address may name a customer's page, or be one
// that somebody made up.
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { countRequest } from '@/lib/metrics/registry'

/** Next's list of a build's routes. `npm run dev` has none. */
const ROUTES = '.next/routes-manifest.json'

/** What no page of ours answers. */
const OTHER = 'other'
/** What isn't in Next's list: files, of which each would be a route of its own, and what the front answers. */
const PASSED: readonly [RegExp, string][] = [
  [/^\/_next\/static\//, '/_next/static'],
  [/^\/_next\//, '/_next'],
  [/^\/api\/live\/[^/]+$/, '/api/live/[org]'],
  [/^\/api\/page-reports$/, '/api/page-reports'],
]
const METHODS = new Set(['GET', 'HEAD', 'POST'])

type Manifest = { staticRoutes: { page: string }[]; dynamicRoutes: { page: string; regex: string }[] }

/** @returns a function that names the route of a path, without its query: a pattern, or "other" */
export function routeNames(file = ROUTES): (path: string) => string {
  const manifest: Manifest = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { staticRoutes: [], dynamicRoutes: [] }
  const fixed = new Set(manifest.staticRoutes.map(({ page }) => page))
  const patterns: readonly [RegExp, string][] = [
    ...PASSED,
    ...manifest.dynamicRoutes.map(({ page, regex }): [RegExp, string] => [new RegExp(regex), page]),
  ]
  return (path) => (fixed.has(path) ? path : (patterns.find(([pattern]) => pattern.test(path))?.[1] ?? OTHER))
}

export const isStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type')).startsWith('text/event-stream')

/** What became of an answer: the class of its status, or that whoever asked was gone before its end. */
const statusOf = (response: ServerResponse) =>
  response.writableFinished || isStream(response) ? `${Math.floor(response.statusCode / 100)}xx` : 'aborted'

/** @returns a function that counts a request once its answer has ended, and is called before anything answers it */
export function createMeasure(nameOf = routeNames()): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const begun = performance.now()
    response.once('close', () => {
      const { url = '/', method = '' } = request
      // By then the front has made a path of whatever was asked for.
      const [path = '/'] = url.split('?', 1)
      const seconds = isStream(response) ? undefined : (performance.now() - begun) / 1000
      countRequest(nameOf(path), METHODS.has(method) ? method : OTHER, statusOf(response), seconds)
    })
  }
}
