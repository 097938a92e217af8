const SECOND = 1_000
/** The server sends something every 20 seconds (lib/live/stream.ts). After a longer silence the connection is dead. */
export const SILENCE = 50 * SECOND
/** The server takes a connection at once. One that is not taken by then never reached it. */
export const OPENS_WITHIN = 15 * SECOND
const SHORTEST_WAIT = SECOND / 2
const LONGEST_WAIT = 20 * SECOND

/** What a stream reports. `at` is the server's clock in milliseconds. */
export type News =
  | { type: 'change'; at: number; payment: string }
  /** The stream is open, and anything may have changed before. */
  | { type: 'resync'; at: number }
  | { type: 'alive'; at: number }
  /** The connection is lost; the stream goes on trying. */
  | { type: 'lost' }
  /** The session has ended; the stream tries no longer, until somebody asks it to. */
  | { type: 'ended' }

export type Stream = {
  /** Tries again now: the browser is online again. */
  reconnect(): void
  /** Gives the connection up and tries again: the browser is offline. */
  lose(): void
  close(): void
}

/** Opens a connection for news, and reconnects after any failure until it's closed or the session has ended. */
export function openStream(url: string, hear: (news: News) => void): Stream {
  let source: EventSource | null = null
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let isOpen = false

  function giveUpIn(wait: number) {
    clearTimeout(silence)
    silence = setTimeout(lose, wait)
  }

  function onNews({ type, data }: MessageEvent<string>) {
    giveUpIn(SILENCE)
    isOpen = true
    if (type === 'resync') failures = 0
    hear({ ...JSON.parse(data), type })
  }

  function close() {
    clearTimeout(retry)
    clearTimeout(silence)
    source?.close()
    source = null
    isOpen = false
  }

  function reconnect() {
    close()
    source = new EventSource(url)
    for (const type of ['change', 'resync', 'alive']) source.addEventListener(type, onNews)
    // Browsers retry on their own after some failures and give up after others. We retry after all of them.
    source.onerror = lose
    source.onopen = () => giveUpIn(SILENCE)
    giveUpIn(OPENS_WITHIN)
  }

  function lose() {
    const wasRefused = !isOpen
    close()
    hear({ type: 'lost' })
    if (wasRefused) void stopIfSignedOut()
    // Random, so that not all tablets reconnect at once when the server restarts.
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures++) * (0.5 + Math.random() / 2)
    retry = setTimeout(reconnect, wait)
  }

  /** A browser doesn't tell why a stream was refused. */
  async function stopIfSignedOut() {
    const answer = await fetch(url, { method: 'POST' }).catch(() => null)
    if (answer?.status !== 401 || isOpen) return
    close()
    hear({ type: 'ended' })
  }

  reconnect()
  return { reconnect, lose, close }
}
