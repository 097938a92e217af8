const SECOND = 1_000
/** The server sends something every 20 seconds (lib/live/stream.ts). After a longer silence the connection is dead. */
const SILENCE = 50 * SECOND
const SHORTEST_WAIT = SECOND / 2
const LONGEST_WAIT = 20 * SECOND
/** Interruptions shorter than this aren't shown. */
const WORTH_SAYING = 8 * SECOND

export type LiveSource = ReturnType<typeof createLiveSource>

/**
 * A page's one connection for changes to its organization's payments. Open while the page is visible (a browser has
 * only six connections for all its tabs). Reconnects after any failure and then reports that anything may have changed.
 */
export function createLiveSource(url: string) {
  const listeners = new Set<() => void>()
  const watchers = new Set<() => void>()
  const awaited = new Map<string, { promise: Promise<void>; resolve: () => void }>()
  let source: EventSource | null = null
  let state: 'connecting' | 'live' | 'interrupted' = 'connecting'
  let failures = 0
  let changedAt = 0
  let holds = 0
  let missedWhileHeld = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let saying: ReturnType<typeof setTimeout> | undefined

  function become(next: typeof state) {
    if (next !== 'connecting') {
      clearTimeout(saying)
      saying = undefined
    }
    if (state === next) return
    state = next
    for (const watcher of watchers) watcher()
  }

  /** @param paymentId null when any payment may have changed */
  function tell(paymentId: string | null) {
    if (holds > 0) missedWhileHeld = true
    for (const [id, { resolve }] of awaited) {
      if (paymentId !== null && paymentId !== id) continue
      awaited.delete(id)
      resolve()
    }
    for (const listener of listeners) listener()
  }

  function heard() {
    clearTimeout(silence)
    silence = setTimeout(lost, SILENCE)
  }

  function onNews({ type, data }: MessageEvent<string>) {
    heard()
    const { at, payment } = JSON.parse(data) as { at: number; payment?: string }
    if (type === 'alive') return
    if (type === 'resync') {
      failures = 0
      become('live')
    }
    changedAt = Math.max(changedAt, at)
    tell(payment ?? null)
  }

  function disconnect() {
    clearTimeout(retry)
    clearTimeout(silence)
    source?.close()
    source = null
    if (state === 'live') become('connecting')
  }

  function connect() {
    disconnect()
    if (document.visibilityState !== 'visible') return
    saying ??= setTimeout(() => become('interrupted'), WORTH_SAYING)
    source = new EventSource(url)
    for (const type of ['change', 'resync', 'alive']) source.addEventListener(type, onNews)
    // Browsers retry on their own after some failures and give up after others. We retry after all of them.
    source.onerror = lost
    heard()
  }

  function lost() {
    disconnect()
    saying ??= setTimeout(() => become('interrupted'), WORTH_SAYING)
    // Random, so that not all tablets reconnect at once when the server restarts.
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** failures++) * (0.5 + Math.random() / 2)
    retry = setTimeout(connect, wait)
  }

  function onVisibility() {
    if (document.visibilityState === 'visible') return connect()
    disconnect()
    clearTimeout(saying)
    saying = undefined
  }

  return {
    /** Connects. Returns what ends it. */
    start(): () => void {
      connect()
      window.addEventListener('online', connect)
      window.addEventListener('offline', lost)
      document.addEventListener('visibilitychange', onVisibility)
      return () => {
        disconnect()
        clearTimeout(saying)
        saying = undefined
        window.removeEventListener('online', connect)
        window.removeEventListener('offline', lost)
        document.removeEventListener('visibilitychange', onVisibility)
      }
    },
    /** Calls `listener` whenever a payment changed or may have. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /**
     * Resolves at the next change to this payment. Call it before asking for the state, so that no change is missed.
     */
    next(paymentId: string): Promise<void> {
      const known = awaited.get(paymentId)
      if (known) return known.promise
      let resolve = () => {}
      const promise = new Promise<void>((done) => {
        resolve = done
      })
      awaited.set(paymentId, { promise, resolve })
      return promise
    },
    /** When the server last reported a change, by its own clock, in milliseconds. */
    changedAt: () => changedAt,
    state: () => state,
    /** For useSyncExternalStore: calls back when `state` changes. */
    watch(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    /** Holds the page as it is until the returned function is called (useLiveHold). */
    hold(): () => void {
      holds++
      return () => {
        holds--
        if (holds > 0 || !missedWhileHeld) return
        missedWhileHeld = false
        tell(null)
      }
    },
    isHeld: () => holds > 0,
  }
}
