import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveSource } from './live-source'
import type { News } from './live-stream'

let hear: (news: News) => void = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A source that is connected, and how often it called a page that wants to know of any change. */
function connected() {
  const source = createLiveSource('/api/live/acme', (_, listener) => {
    hear = listener
    return { reconnect() {}, lose() {}, close() {} }
  })
  source.start()
  hear({ type: 'resync', at: 1 })
  const heard = vi.fn()
  source.subscribe(heard)
  return { source, heard }
}
const change = (payment: string): News => ({ type: 'change', at: 2, payment })

test('a page may be read again while nothing holds it and the connection is there', () => {
  const { source } = connected()
  expect(source.mayRead()).toBe(true)
  const release = source.hold()
  expect(source.mayRead()).toBe(false)
  release()
  expect(source.mayRead()).toBe(true)
  hear({ type: 'lost' })
  expect(source.mayRead()).toBe(false)
})

test('who was told no is called once the last hold ends, and once alone', () => {
  const { source, heard } = connected()
  const [dialog, question] = [source.hold(), source.hold()]
  hear(change('p1'))
  expect(heard).toHaveBeenCalledOnce()
  expect(source.mayRead()).toBe(false)
  question()
  expect(heard).toHaveBeenCalledOnce()
  dialog()
  expect(heard).toHaveBeenCalledTimes(2)
  expect(heard).toHaveBeenLastCalledWith(null)
  expect(source.mayRead()).toBe(true)
  source.hold()()
  expect(heard).toHaveBeenCalledTimes(2)
})

test('a hold that takes over in the same moment loses nothing', () => {
  const { source, heard } = connected()
  const opening = source.hold()
  expect(source.mayRead()).toBe(false)
  opening()
  const dialog = source.hold()
  expect(source.mayRead()).toBe(false) // asked a moment after the call
  dialog()
  expect(heard).toHaveBeenCalledTimes(2)
})

test('a page that is read again settles, or is waited for no longer', async () => {
  const { source } = connected()
  expect(source.settled()).toBeNull()
  const end = source.read()
  const settled = source.settled()
  end()
  await settled
  expect(source.settled()).toBeNull()
  source.read()
  const slow = vi.fn()
  void source.settled()?.then(slow)
  await vi.advanceTimersByTimeAsync(2_900)
  expect(slow).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(200)
  expect(slow).toHaveBeenCalledOnce()
})

test('the next change of a payment is its own, or any that may have been', async () => {
  const { source } = connected()
  const done = vi.fn()
  void source.next('p1').then(done)
  hear(change('p2'))
  await vi.advanceTimersByTimeAsync(0)
  expect(done).not.toHaveBeenCalled()
  hear(change('p1'))
  await vi.advanceTimersByTimeAsync(0)
  expect(done).toHaveBeenCalledOnce()
  const next = source.next('p1')
  hear({ type: 'resync', at: 3 })
  await next
})
