import { afterEach, describe, expect, it, vi } from 'vitest'
import { type News, SILENCE, type Stream } from './live-stream'
import { type Browser, openSharedStream } from './shared-stream'

// The browser's own parts, in one process: its locks as the standard has them, and channels that deliver at once.

type Held = { name: string; take: () => void; lose: (reason: Error) => void }

function createLocks() {
  const waiting: Held[] = []
  const held = new Map<string, Held>()
  const next = (name: string) => {
    const at = held.has(name) ? -1 : waiting.findIndex((each) => each.name === name)
    const [taken] = at < 0 ? [] : waiting.splice(at, 1)
    taken?.take()
  }
  const request = (name: string, how: LockOptions, work: () => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const release = (mine: Held) => {
        if (held.get(name) === mine) held.delete(name)
        next(name)
      }
      const mine: Held = {
        name,
        lose: reject,
        take() {
          held.set(name, mine)
          void Promise.resolve(work()).then((value) => {
            release(mine)
            resolve(value)
          })
        },
      }
      how.signal?.addEventListener('abort', () => {
        const at = waiting.indexOf(mine)
        if (at < 0) return
        waiting.splice(at, 1)
        reject(new Error('aborted'))
      })
      if (how.steal) {
        held.get(name)?.lose(new Error('stolen'))
        return mine.take()
      }
      waiting.push(mine)
      queueMicrotask(() => next(name))
    })
  return { request } as unknown as Pick<LockManager, 'request'>
}

function createBrowser() {
  const channels = new Set<BroadcastChannel>()
  const streams: { url: string; say: (news: News) => void; isClosed: boolean }[] = []
  const browser: Browser = {
    locks: createLocks(),
    channel(name) {
      const channel = {
        name,
        onmessage: null as ((event: MessageEvent) => void) | null,
        postMessage(data: unknown) {
          for (const other of channels)
            if (other.name === name && (other as unknown) !== channel) other.onmessage?.({ data } as MessageEvent)
        },
        close: () => void channels.delete(channel as unknown as BroadcastChannel),
      }
      channels.add(channel as unknown as BroadcastChannel)
      return channel as unknown as BroadcastChannel
    },
    open(url, say): Stream {
      const stream = { url, say, isClosed: false }
      streams.push(stream)
      const close = () => {
        stream.isClosed = true
      }
      return { reconnect: () => {}, lose: () => say({ type: 'lost' }), close }
    },
  }
  const openOnes = () => streams.filter(({ isClosed }) => !isClosed)
  const tab = async (url = '/api/live/one', parts = browser) => {
    const heard: News[] = []
    const stream = openSharedStream(url, (news) => heard.push(news), parts)
    await settled()
    return { heard, ...stream }
  }
  return { browser, streams, openOnes, tab }
}
const settled = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve()
}
const resync = (at: number): News => ({ type: 'resync', at })
const change = (payment: string, at = 2_000): News => ({ type: 'change', at, payment })

afterEach(() => void vi.useRealTimers())

describe('fault 47: tabs of one browser', () => {
  it('share one stream, and all hear what it says', async () => {
    const { openOnes, tab } = createBrowser()
    const tabs = [await tab(), await tab(), await tab(), await tab(), await tab(), await tab(), await tab()]
    expect(openOnes()).toHaveLength(1)
    for (const news of [resync(1_000), change('a'), { type: 'lost' } as const]) openOnes()[0]?.say(news)
    for (const { heard } of tabs) expect(heard).toEqual([resync(1_000), change('a'), { type: 'lost' }])
  })

  it('have one stream for each organization', async () => {
    const { openOnes, tab } = createBrowser()
    const [one, two] = [await tab('/api/live/one'), await tab('/api/live/two')]
    expect(openOnes().map(({ url }) => url)).toEqual(['/api/live/one', '/api/live/two'])
    openOnes()[1]?.say(change('b'))
    expect([one.heard, two.heard]).toEqual([[], [change('b')]])
  })

  it('go on with another one’s stream when the tab that has it is closed', async () => {
    const { streams, openOnes, tab } = createBrowser()
    const [first, second, third] = [await tab(), await tab(), await tab()]
    first.close()
    await settled()
    expect(streams).toHaveLength(2)
    expect(openOnes()).toHaveLength(1)
    openOnes()[0]?.say(resync(3_000))
    expect([first.heard, second.heard, third.heard]).toEqual([[], [resync(3_000)], [resync(3_000)]])
    for (const each of [second, third]) each.close()
    await settled()
    expect(openOnes()).toHaveLength(0)
  })

  it('a new one is told at once that the stream is open, by the server’s clock, and only that one', async () => {
    vi.useFakeTimers({ now: 10_000, toFake: ['Date', 'setTimeout', 'clearTimeout'] })
    const { openOnes, tab } = createBrowser()
    const [first, second] = [await tab(), await tab()]
    openOnes()[0]?.say(resync(12_000))
    vi.setSystemTime(15_000)
    const late = await tab()
    expect(late.heard).toEqual([resync(17_000)])
    for (const { heard } of [first, second]) expect(heard).toEqual([resync(12_000)])
    openOnes()[0]?.say({ type: 'lost' })
    expect((await tab()).heard).toEqual([])
  })

  it('take the place of one that says nothing any longer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { streams, openOnes, tab } = createBrowser()
    const [stuck, other] = [await tab(), await tab()]
    vi.advanceTimersByTime(SILENCE * 1.2)
    await settled()
    expect(streams.map(({ isClosed }) => isClosed)).toEqual([true, false])
    openOnes()[0]?.say(resync(5_000))
    expect(other.heard).toEqual([{ type: 'lost' }, resync(5_000)])
    expect(stuck.heard).toEqual([resync(5_000)])
  })

  it('rest together once the session has ended, and follow whoever has signed in again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { streams, openOnes, tab } = createBrowser()
    const [first, second] = [await tab(), await tab()]
    openOnes()[0]?.say({ type: 'ended' })
    await settled()
    vi.advanceTimersByTime(SILENCE * 10)
    await settled()
    expect([streams.length, openOnes().length]).toEqual([1, 0])
    for (const { heard } of [first, second]) expect(heard).toEqual([{ type: 'ended' }])

    const third = await tab()
    expect(openOnes()).toHaveLength(1)
    openOnes()[0]?.say(resync(9_000))
    await settled()
    for (const { heard } of [first, second, third]) expect(heard.at(-1)).toMatchObject({ type: 'resync' })
    third.close()
    await settled()
    expect(openOnes()).toHaveLength(1) // one of the others has its place
  })

  it('one that rests tries again when it is asked to', async () => {
    const { openOnes, tab } = createBrowser()
    const only = await tab()
    openOnes()[0]?.say({ type: 'ended' })
    await settled()
    only.reconnect()
    await settled()
    expect(openOnes()).toHaveLength(1)
  })

  it('have a stream each where the browser has no locks or no channels', async () => {
    for (const missing of ['locks', 'channel'] as const) {
      const { browser, openOnes, tab } = createBrowser()
      const parts = { ...browser, [missing]: undefined }
      const [one, two] = [await tab(undefined, parts), await tab(undefined, parts)]
      expect(openOnes()).toHaveLength(2)
      for (const { say } of openOnes()) say(change('c'))
      expect([one.heard, two.heard]).toEqual([[change('c')], [change('c')]])
    }
  })
})
