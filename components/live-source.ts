import { isUsedWithin } from './activity'
import type { News, Stream } from './live-stream'
import { openSharedStream } from './shared-stream'

/** Interruptions shorter than this aren't shown. */
const WORTH_SAYING = 8_000
/** While a page is in use, it says so this often: somebody types into a long form for half an hour. */
const SAID_EVERY = 5 * 60_000

/** Changes this close together cause one reading. */
const SOON = 150
/** Nobody waits longer for a page that is being read: the network may hang. */
const SETTLES_WITHIN = 3_000
/** A page that isn't there by then is read once more: it would stay old and not say so. */
const READ_WITHIN = 20_000

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
  let read: (() => void) | undefined
  /** Whether the page is older than what was heard. */
  let isDue = false
  let reading: Promise<void> | undefined
  let settle = () => {}
  /** Until a reading begins, and then until it's late. */
  let timer: ReturnType<typeof setTimeout> | undefined
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
    isDue = true
    plan()
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

  /** One reading at a time: in a busy hour, or with a slow server, they must not pile up. */
  function plan() {
    if (isDue && !timer) timer = setTimeout(begin, SOON)
  }

  function begin() {
    timer = undefined
    if (!isDue || !read || holds > 0 || state !== 'live') return
    isDue = false
    timer = setTimeout(() => {
      isDue = true
      done()
    }, READ_WITHIN)
    reading = new Promise((resolve) => {
      settle = resolve
      setTimeout(resolve, SETTLES_WITHIN)
    })
    read()
  }

  function done() {
    clearTimeout(timer)
    timer = reading = undefined
    settle()
    plan()
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
     * Resolves at the next change to this payment. Call it before each time you ask for the state, and keep it until the
     * next time: a change that comes while the answer is on its way is not in it.
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
        plan()
      }
    },
    /**
     * Calls `readPage` soon after each change, and again where it isn't `done` in time. What may not be read now is read
     * once nothing holds the page, or once the connection is back, without which the browser would replace it with its
     * own error page. One page follows at a time.
     * @param isBehind whether the page may be older than what was heard before
     * @returns what ends it
     */
    follow(readPage: () => void, isBehind: boolean): () => void {
      read = readPage
      isDue = isBehind
      plan()
      return () => {
        if (read !== readPage) return
        read = undefined
        done()
      }
    },
    /** The page that was asked for is there. */
    done,
    /** Resolves once the page is read, or that takes too long; undefined while it isn't being read again. */
    settled: () => reading,
  }
}
