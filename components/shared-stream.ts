import { type News, openStream, SILENCE, type Stream } from './live-stream'

// A browser has six connections for all its tabs. So of the visible tabs with one URL, one opens the stream, the leader,
// and passes its news on to the others. The leader is who holds the URL's lock: the browser gives it to another tab when
// the leader closes, is hidden or dies.

/** The leader's news, to all or to one tab; or a tab that has just come and asks whether the stream is open. */
type Message = News | (News & { to: string }) | { hello: string }

/** What the browser offers; not all of it on a page without HTTPS, or in an older browser. */
export type Browser = {
  locks?: Pick<LockManager, 'request'>
  channel?: (name: string) => BroadcastChannel
  open: typeof openStream
}

const inBrowser = (): Browser => ({
  locks: navigator.locks,
  channel: typeof BroadcastChannel === 'undefined' ? undefined : (name) => new BroadcastChannel(name),
  open: openStream,
})

/** As openStream, but with one connection for all tabs of this browser, where the browser can. */
export function openSharedStream(url: string, hear: (news: News) => void, browser: Browser = inBrowser()): Stream {
  const { locks, channel: channelOf, open } = browser
  if (!locks || !channelOf) return open(url, hear)
  const name = `plumbline live ${url}`
  const me = Math.random().toString(36).slice(2)
  const channel = channelOf(name)
  let own: Stream | null = null
  let isOpen = false
  /** The server's clock less ours. */
  let ahead = 0
  let isClosed = false
  let isResting = false
  let attempt = new AbortController()
  let giveUp = () => {}
  let silence: ReturnType<typeof setTimeout> | undefined

  const post = (message: Message) => channel.postMessage(message)
  const hello = () => post({ hello: me })

  function pass(news: News) {
    if (news.type === 'resync') isOpen = true
    if ('at' in news) ahead = news.at - Date.now()
    else isOpen = false
    hear(news)
    post(news)
    if (news.type === 'ended') rest()
  }

  /** Leads no longer, nor waits to: whoever has signed in again takes the place, and is followed. */
  function rest() {
    clearTimeout(silence)
    if (own) stop(own)
    isResting = true
    attempt.abort()
    giveUp()
  }

  /** A leader that says nothing is stuck, behind a question of the browser's for one: somebody else takes its place. */
  function watch() {
    clearTimeout(silence)
    if (own || isClosed) return
    const wait = SILENCE * (1 + Math.random() / 10) // one of many is the first
    silence = setTimeout(() => {
      hear({ type: 'lost' })
      attempt.abort()
      void lead({ steal: true })
    }, wait)
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if ('hello' in data) {
      if (own && isOpen) post({ type: 'resync', at: Date.now() + ahead, to: data.hello })
      return
    }
    if (own || isClosed || ('to' in data && data.to !== me)) return
    const { to: _, ...news } = { to: me, ...data }
    if (news.type === 'ended') rest()
    else if (isResting) follow()
    else watch()
    hear(news)
  }

  function stop(led: Stream) {
    led.close()
    if (own !== led) return
    own = null
    isOpen = false
  }

  /** Waits for the lock and leads as long as it has it. */
  async function lead(how: { steal: true } | { signal: AbortSignal }) {
    let led: Stream | null = null
    try {
      await locks?.request(name, how, () => {
        if (isClosed || isResting) return
        clearTimeout(silence)
        led = own = open(url, pass)
        return new Promise<void>((resolve) => {
          giveUp = resolve
        })
      })
    } catch {
      // Given up by `close` or `watch`, or another tab took the lock.
    }
    if (led) {
      stop(led)
      if (!isClosed && !isResting) follow()
    } else if (!isClosed && !('signal' in how && how.signal.aborted)) {
      own = open(url, pass) // the browser gives no locks to this page
    }
  }

  function follow() {
    isResting = false
    attempt = new AbortController()
    watch()
    hello()
    void lead({ signal: attempt.signal })
  }

  follow()
  return {
    reconnect: () => (own ? own.reconnect() : isResting ? follow() : hello()),
    lose: () => (own ? own.lose() : hear({ type: 'lost' })),
    close() {
      isClosed = true
      clearTimeout(silence)
      own?.close()
      own = null
      channel.close()
      attempt.abort()
      giveUp()
    },
  }
}
