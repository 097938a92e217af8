import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveSource } from './live-source'
import type { News } from './live-stream'

let hear: (news: News) => void = () => {}
const started: (() => void)[] = []

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  for (const end of started.splice(0)) end()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A source that is connected. */
function connected() {
  const source = createLiveSource('/api/live/acme', (_, listener) => {
    hear = listener
    return { reconnect() {}, lose() {}, close() {} }
  })
  started.push(source.start())
  hear({ type: 'resync', at: 1 })
  return source
}
const change = (payment: string): News => ({ type: 'change', at: 2, payment })
const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

/** A page that follows a source, and how often it was read again. */
function followed(isBehind = false) {
  const source = connected()
  const read = vi.fn()
  const stop = source.follow(read, isBehind)
  return { source, read, stop, done: source.done }
}

test('changes that come together are read once, and those that come meanwhile once more', async () => {
  const { read, done } = followed()
  await wait(1_000)
  expect(read).not.toHaveBeenCalled()
  for (const payment of ['p1', 'p2', 'p3']) hear(change(payment))
  await wait(1_000)
  expect(read).toHaveBeenCalledOnce()
  for (const payment of ['p4', 'p5']) hear(change(payment))
  await wait(1_000)
  expect(read).toHaveBeenCalledOnce()
  done()
  await wait(1_000)
  expect(read).toHaveBeenCalledTimes(2)
  done()
  done()
  await wait(60_000)
  expect(read).toHaveBeenCalledTimes(2)
})

test('a page that may be older than what was heard is read, and one that is left no longer', async () => {
  const { read, done, stop } = followed(true)
  await wait(1_000)
  expect(read).toHaveBeenCalledOnce()
  hear(change('p1'))
  stop()
  done()
  hear(change('p2'))
  await wait(60_000)
  expect(read).toHaveBeenCalledOnce()
})

test('a page is read once the last hold ends, and what took over in the same moment holds on', async () => {
  const { source, read } = followed()
  const [opening, question] = [source.hold(), source.hold()]
  hear(change('p1'))
  await wait(1_000)
  question()
  await wait(1_000)
  opening()
  const dialog = source.hold()
  await wait(1_000)
  expect(read).not.toHaveBeenCalled()
  dialog()
  await wait(1_000)
  expect(read).toHaveBeenCalledOnce()
})

test('a hold under which nothing changed has nothing read', async () => {
  const { source, read } = followed()
  const release = source.hold()
  await wait(1_000)
  release()
  await wait(1_000)
  expect(read).not.toHaveBeenCalled()
})

test('without its connection a page is read once that is back', async () => {
  const { read } = followed()
  hear(change('p1'))
  hear({ type: 'lost' })
  await wait(1_000)
  expect(read).not.toHaveBeenCalled()
  hear({ type: 'resync', at: 3 })
  await wait(1_000)
  expect(read).toHaveBeenCalledOnce()
})

test('whenever a change comes, and a hold ends, the page is read afterwards', async () => {
  // Steps of the time in which changes are gathered: each meets each.
  for (const changed of [0, 50, 100, 149, 150, 151, 200, 300])
    for (const released of [0, 50, 100, 149, 150, 151, 200, 300]) {
      const { source, read, done } = followed()
      const release = source.hold()
      hear(change('p1'))
      setTimeout(() => hear(change('p2')), changed)
      setTimeout(release, released)
      await wait(1_000)
      expect(read, `${changed} ${released}`).toHaveBeenCalledOnce()
      done()
      hear(change('p3'))
      await wait(1_000)
      expect(read, `${changed} ${released}`).toHaveBeenCalledTimes(2)
      for (const end of started.splice(0)) end()
    }
})

test('a reading that comes to nothing is begun again', async () => {
  const { read, done } = followed()
  hear(change('p1'))
  await wait(15_000)
  expect(read).toHaveBeenCalledOnce()
  await wait(10_000)
  expect(read).toHaveBeenCalledTimes(2)
  done()
  await wait(60_000)
  expect(read).toHaveBeenCalledTimes(2)
})

test('a page that is read again settles, or is waited for no longer', async () => {
  const { source, done, stop } = followed()
  expect(source.settled()).toBeUndefined()
  hear(change('p1'))
  await wait(150)
  const settled = source.settled()
  done()
  await settled
  expect(source.settled()).toBeUndefined()
  hear(change('p2'))
  await wait(150)
  const slow = vi.fn()
  void source.settled()?.then(slow)
  await wait(2_900)
  expect(slow).not.toHaveBeenCalled()
  await wait(200)
  expect(slow).toHaveBeenCalledOnce()
  stop()
  expect(source.settled()).toBeUndefined()
})

test('the next change of a payment is its own, or any that may have been', async () => {
  const source = connected()
  const done = vi.fn()
  void source.next('p1').then(done)
  hear(change('p2'))
  await wait(0)
  expect(done).not.toHaveBeenCalled()
  hear(change('p1'))
  await wait(0)
  expect(done).toHaveBeenCalledOnce()
  const next = source.next('p1')
  hear({ type: 'resync', at: 3 })
  await next
})
