import { isUsedWithin } from './activity'
import type { News, Stream } from './live-stream'
import { openSharedStream } from './shared-stream'

/** Interruptions shorter than this aren't shown. */
const WORTH_SAYING = 8_000
/** While a page is in use, it says so this often: somebody types into a long form for half an hour. */
const SAID_EVERY = 5 * 60_000

/** Nobody waits longer for a page that is being read: the network may hang. */
const SETTLES_WITHIN = 3_000

/** What adds to a set, and returns what takes it out again. */
const adderTo =
  <T>(set: Set<T>) =>
  (one: T): (() => void) => {
    set.add(one)
    return () => void set.delete(one)
  }

export type LiveSource = ReturnType<typeof createLiveSource>

/**
 * A page's one source of changes to its organization's payments. Follows the stream of its browser (shared-stream.ts)
 * while the page is visible. After any interruption it reports that anything may have changed.
 */
export function createLiveSource(url: string, open = openSharedStream) {
  const listeners = new Set<(payment: string | null) => void>()
  const watchers = new Set<() => void>()
  let stream: Stream | null = null
  let state: 'connecting' | 'live' | 'interrupted' | 'ended' = 'connecting'
  let changedAt = 0
  let holds = 0
  let isWaitedFor = false
  let reading: Promise<void> | null = null
  let saying: ReturnType<typeof setTimeout> | undefined

  const subscribe = adderTo(listeners)

  function become(next: typeof state) {
    if (next !== 'connecting') sayNothing()
    if (state === next) return
    state = next
    for (const watcher of watchers) watcher()
  }

  /** @param payment its id, or null when any may have changed */
  function tell(payment: string | null) {
    for (const listener of listeners) listener(payment)
  }

  function hear(news: News) {
    if (news.type === 'alive') return
    if (news.type === 'lost') return interrupt()
    if (news.type === 'ended') return become('ended')
    if (news.type === 'resync') become('live')
    changedAt = Math.max(changedAt, news.at)
    tell(news.type === 'change' ? news.payment : null)
  }

  function sayNothing() {
    clearTimeout(saying)
    saying = undefined
  }

  function interrupt() {
    if (state === 'live') become('connecting')
    saying ??= setTimeout(() => become('interrupted'), WORTH_SAYING)
  }

  function connect() {
    if (stream || document.hidden) return
    interrupt()
    stream = open(url, hear)
  }

  function disconnect() {
    stream?.close()
    stream = null
    if (state === 'live') become('connecting')
    sayNothing()
  }

  return {
    /** Connects. Returns what ends it. */
    start(): () => void {
      connect()
      const using = setInterval(() => {
        if (isUsedWithin(SAID_EVERY)) void fetch(url, { method: 'POST' }).catch(() => {})
      }, SAID_EVERY)
      const end = new AbortController()
      window.addEventListener('online', () => stream?.reconnect(), end)
      window.addEventListener('offline', () => stream?.lose(), end)
      document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()), end)
      return () => {
        disconnect()
        clearInterval(using)
        end.abort()
      }
    },
    /** Calls `listener` whenever a payment changed, with its id, or any may have, with null. */
    subscribe,
    /**
     * Resolves at the next change to this payment. Call it before asking for the state, so that no change is missed.
     */
    next: (paymentId: string): Promise<void> =>
      new Promise((done) => {
        const stop = subscribe((changed) => {
          if (changed !== null && changed !== paymentId) return
          stop()
          done()
        })
      }),
    /** When the server last reported a change, by its own clock, in milliseconds. */
    changedAt: () => changedAt,
    state: () => state,
    /** For useSyncExternalStore: calls back when `state` changes. */
    watch: adderTo(watchers),
    /** Holds the page as it is until the returned function is called (useLiveHold). */
    hold(): () => void {
      holds++
      return () => {
        holds--
        if (holds === 0 && isWaitedFor) tell(null)
      }
    },
    /**
     * Whether the page may be read again now. Who hears no is called again: once nothing holds the page, or once the
     * connection is back, without which the browser would replace it with its own error page.
     */
    mayRead(): boolean {
      isWaitedFor = holds > 0
      return !isWaitedFor && state === 'live'
    },
    /** Says that the page is being read again, until the returned function is called. */
    read(): () => void {
      let end = () => {}
      reading = new Promise((done) => {
        end = done
        setTimeout(done, SETTLES_WITHIN)
      })
      return () => {
        reading = null
        end()
      }
    },
    /** Resolves once the page is read, or that takes too long; null while it isn't being read again. */
    settled: () => reading,
  }
}
