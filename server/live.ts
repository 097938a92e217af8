// Live updates, past Next: a request that stays open for minutes would keep all that Next makes of it, 84 KB each.
import type { IncomingMessage, ServerResponse } from 'node:http'

const LIVE = /^\/api\/live\/([^/?]+)(?:\?|$)/

type Serve = (request: IncomingMessage, response: ServerResponse, slug: string) => Promise<void>
/** instrumentation.ts puts it there. */
const holder = globalThis as unknown as { plumblineServeLive?: Serve }

/** Answers a request for live updates. @returns whether it was one */
export function answerLive(request: IncomingMessage, response: ServerResponse): boolean {
  const slug = LIVE.exec(request.url ?? '')?.[1]
  if (slug === undefined || !holder.plumblineServeLive) return false
  if (request.method === 'GET' || request.method === 'POST') void holder.plumblineServeLive(request, response, slug)
  else response.writeHead(405, { allow: 'GET, POST' }).end()
  return true
}
