import 'server-only'
import { subscribe } from './subscribe'

// Server-sent events: one open answer per page, on which it is told what changed.

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** The page takes a longer silence for a dead connection (components/live-source.ts). */
const ALIVE_EVERY = 20 * SECOND
/** Whoever is not allowed any more learns nothing after this long: the page asks again, and is asked who it is. */
const LASTS = 5 * MINUTE
/** A page that reads so little that this many events wait is let go; it catches up when it comes back. */
const MOST_WAITING = 200

// A server that is told to stop waits for its open answers, and these would go on for minutes.
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
 * The body of an answer that tells a page of changes to one organization's payments, ids only: `change` with
 * {payment, at}, `resync` with {at} when anything may have changed, `alive` so that silence means something. `at` is
 * the server's clock in milliseconds, to be compared with when a page was read. It ends by itself after some minutes.
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
      controller.enqueue(encoder.encode(': open\n\n')) // so that the head of the answer goes out at once
      const unsubscribe = subscribe(orgId, (news) =>
        news.kind === 'change' ? send('change', { payment: news.paymentId }) : send('resync', {}),
      )
    },
    cancel: () => stop(),
  })
}
