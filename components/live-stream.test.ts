import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type News, OPENS_WITHIN, openStream, SILENCE } from './live-stream'

/** The browser's part: a connection that says only what the test lets it say. */
class Connection extends EventTarget {
  onerror: (() => void) | null = null
  onopen: (() => void) | null = null
  isClosed = false
  constructor(readonly url: string) {
    super()
    connections.push(this)
  }
  close() {
    this.isClosed = true
  }
  say(type: string, data: object) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  }
}
let connections: Connection[] = []
const newest = () => connections.at(-1) as Connection

beforeEach(() => {
  connections = []
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Connection)
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const open = () => {
  const heard: News['type'][] = []
  const stream = openStream('/api/live/acme', ({ type }) => heard.push(type))
  return { stream, heard }
}

test('a connection that nobody takes is given up and tried again long before a silence would end it', () => {
  const { stream, heard } = open()
  vi.advanceTimersByTime(OPENS_WITHIN - 1)
  expect(heard).toEqual([])
  vi.advanceTimersByTime(1)
  expect([connections[0]?.isClosed, heard]).toEqual([true, ['lost']])
  vi.advanceTimersByTime(500)
  expect(connections).toHaveLength(2)
  newest().onopen?.()
  newest().say('resync', { at: 1 })
  expect(heard).toEqual(['lost', 'resync'])
  stream.close()
})

test('one that was taken and says nothing is waited for, and given up after a long silence', () => {
  const { stream, heard } = open()
  newest().onopen?.()
  vi.advanceTimersByTime(SILENCE - 1)
  newest().say('alive', { at: 1 })
  vi.advanceTimersByTime(SILENCE - 1)
  expect([connections.length, heard]).toEqual([1, ['alive']])
  vi.advanceTimersByTime(1)
  expect(heard).toEqual(['alive', 'lost'])
  stream.close()
})

test('who comes back online has a new connection at once, and only one', () => {
  const { stream, heard } = open()
  stream.lose()
  stream.reconnect()
  stream.reconnect()
  vi.advanceTimersByTime(OPENS_WITHIN - 1)
  expect(connections.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
  expect(heard).toEqual(['lost'])
  stream.close()
  expect(newest().isClosed).toBe(true)
})
