import 'server-only'
import { subscribe } from './subscribe'

// Server-sent events: one open response per browser and organization that reports what changed.

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** The page treats a longer silence as a dead connection (components/live-stream.ts). */
const ALIVE_EVERY = 20 * SECOND
/** Someone who loses access learns nothing after this long: the page reconnects, and access is checked again. */
const LASTS = 5 * MINUTE
/** A page that leaves this many events unread is disconnected. It catches up when it reconnects. */
const MOST_WAITING = 200

// A stopping server waits for its open responses, and these would go on for minutes.
const holder = globalThis as unknown as { plumblineStreams?: Set<() => void> }
function openStreams(): Set<() => void> {
  if (holder.plumblineStreams) return holder.plumblineStreams
  const streams = new Set<() => void>()
  const endAll = () => {
    for (const end of streams) end()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, endAll)
  holder.plumblineStreams = streams
  return streams
}

/**
 * The body of a response that tells a page of changes to one organization's payments, ids only: `change` with {payment,
 * at}, `resync` with {at} when anything may have changed, `alive` so that silence means something. `at` is the server's
 * clock in milliseconds, to compare with when a page was read. Ends on its own after some minutes.
 */
export function liveStream(orgId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let stop = () => {}
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const streams = openStreams()
      stop = () => {
        clearInterval(pulse)
        clearTimeout(last)
        unsubscribe()
        streams.delete(end)
      }
      const end = () => {
        stop()
        controller.close()
      }
      const send = (event: string, data: object) => {
        if ((controller.desiredSize ?? 0) < -MOST_WAITING) return end()
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify({ ...data, at: Date.now() })}\n\n`))
      }
      const pulse = setInterval(() => send('alive', {}), ALIVE_EVERY)
      const last = setTimeout(end, LASTS)
      streams.add(end)
      controller.enqueue(encoder.encode(': open\n\n')) // so that the response's head goes out at once
      const unsubscribe = subscribe(orgId, (news) =>
        news.kind === 'change' ? send('change', { payment: news.paymentId }) : send('resync', {}),
      )
    },
    cancel: () => stop(),
  })
}
