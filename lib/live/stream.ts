import 'server-only'
import type { ServerResponse } from 'node:http'
import { subscribe } from './subscribe'

// Server-sent events: one open response per browser and organization that reports what changed.

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** The page treats a longer silence as a dead connection (components/live-stream.ts). */
const ALIVE_EVERY = 20 * SECOND
/** After this long in any case the page reconnects, and access is checked again. */
const LASTS = 5 * MINUTE
/** Then a page that doesn't even take the end is cut off. */
const ENDS_WITHIN = 10 * SECOND
/** The same where the session has ended. */
const CUT_WITHIN = 3 * SECOND
/** A page that leaves this many characters of events unread is disconnected. It catches up when it reconnects. */
const MOST_WAITING = 20_000

/**
 * Tells a page through this response of changes to one organization's payments and papers, or one job's, ids only: `change` with {payment, at},
 * `resync` with {at} when anything may have changed, `alive` so that silence means something. `at` is the server's clock
 * in milliseconds, to compare with when a page was read. Ends on its own after some minutes.
 * @param ofId as of `subscribe`
 * @param endsAt when the session ends unless it is used before: the page comes back then if it was
 * @returns what ends it now, because the session has ended
 */
export function openStream(ofId: string, response: ServerResponse, endsAt: Date): () => void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform', // compression would hold events back
    'x-accel-buffering': 'no', // no proxy may hold them back either
    connection: 'close', // once this ends, nothing keeps a stopping server waiting
  })
  let stop = () => {}
  const send = (event: string, data: object) => {
    if (response.writableLength > MOST_WAITING) return response.destroy()
    response.write(`event: ${event}\ndata: ${JSON.stringify({ ...data, at: Date.now() })}\n\n`)
  }
  response.write(': open\n\n') // so that the response's head goes out at once
  const pulse = setInterval(() => send('alive', {}), ALIVE_EVERY)
  const end = (within = ENDS_WITHIN) => {
    stop() // nothing may be written after the end, which a page that doesn't read leaves waiting
    response.end()
    setTimeout(() => response.destroy(), within).unref()
  }
  const last = setTimeout(() => end(), Math.max(0, Math.min(LASTS, endsAt.getTime() - Date.now())))
  const unsubscribe = subscribe(ofId, (news) =>
    news.kind === 'change' ? send('change', { payment: news.paymentId }) : send('resync', {}),
  )
  stop = () => {
    clearInterval(pulse)
    clearTimeout(last)
    unsubscribe()
  }
  response.on('error', () => {}).once('close', stop)
  return () => end(CUT_WITHIN)
}
