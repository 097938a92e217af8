// Requests that could be a server action and don't come from our own pages. Next refuses some of them and lets others
// through, and our actions refuse the rest; here all of them are refused alike, and written down.
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a form of any site can send (Fetch standard, CORS-safelisted), and what Next takes for an action, by its beginning. */
const FORM = /^\s*(?:multipart\/form-data|application\/x-www-form-urlencoded|text\/plain)/i

const couldBeAction = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  (headers['next-action'] !== undefined || FORM.test(headers['content-type'] ?? ''))

type Note = (request: IncomingMessage) => Promise<void>
/** instrumentation.ts puts it there: the front has none of the app's code. */
const holder = globalThis as unknown as { plumblineNoteForeignOrigin?: Note }

/** Refuses a request that could be an action of another site's, or of nobody's. @returns whether it was one */
export function refuseForeign(request: IncomingMessage, response: ServerResponse, app: URL): boolean {
  // A browser always sends an Origin with a POST.
  if (!couldBeAction(request) || request.headers.origin === app.origin) return false
  void holder.plumblineNoteForeignOrigin?.(request)
  response.writeHead(403, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end('This request didn’t come from Plumbline. Reload the page and try again.')
  return true
}
