import { isUsedWithin } from './activity'
import type { News, Stream } from './live-stream'
import { openSharedStream } from './shared-stream'

/** Interruptions shorter than this aren't shown. */
const WORTH_SAYING = 8_000
/** While a page is in use, it says so this often: somebody types into a long form for half an hour. */
const SAID_EVERY = 5 * 60_000

export type LiveSource = ReturnType<typeof createLiveSource>

/**
 * A page's one source of changes to its organization's payments. Follows the stream of its browser (shared-stream.ts)
 * while the page is visible. After any interruption it reports that anything may have changed.
 */
export function createLiveSource(url: string, open = openSharedStream) {
  const listeners = new Set<() => void>()
  const watchers = new Set<() => void>()
  const awaited = new Map<string, { promise: Promise<void>; resolve: () => void }>()
  let stream: Stream | null = null
  let state: 'connecting' | 'live' | 'interrupted' | 'ended' = 'connecting'
  let changedAt = 0
  let holds = 0
  let missedWhileHeld = false
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

  function hear(news: News) {
    if (news.type === 'alive') return
    if (news.type === 'lost') return interrupt()
    if (news.type === 'ended') return become('ended')
    if (news.type === 'resync') become('live')
    changedAt = Math.max(changedAt, news.at)
    tell(news.type === 'change' ? news.payment : null)
  }

  function interrupt() {
    if (state === 'live') become('connecting')
    saying ??= setTimeout(() => become('interrupted'), WORTH_SAYING)
  }

  function connect() {
    if (stream || document.visibilityState !== 'visible') return
    interrupt()
    stream = open(url, hear)
  }

  function disconnect() {
    stream?.close()
    stream = null
    if (state === 'live') become('connecting')
    clearTimeout(saying)
    saying = undefined
  }

  const onVisibility = () => (document.visibilityState === 'visible' ? connect() : disconnect())
  const onOnline = () => stream?.reconnect()
  const onOffline = () => stream?.lose()

  return {
    /** Connects. Returns what ends it. */
    start(): () => void {
      connect()
      const using = setInterval(() => {
        if (isUsedWithin(SAID_EVERY)) void fetch(url, { method: 'POST' }).catch(() => {})
      }, SAID_EVERY)
      window.addEventListener('online', onOnline)
      window.addEventListener('offline', onOffline)
      document.addEventListener('visibilitychange', onVisibility)
      return () => {
        disconnect()
        clearInterval(using)
        window.removeEventListener('online', onOnline)
        window.removeEventListener('offline', onOffline)
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
