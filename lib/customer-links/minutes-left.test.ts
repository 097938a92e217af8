import { expect, it } from 'vitest'
import { minutesLeft } from './minutes-left'

it.each([
  [30 * 60_000, 'Works for 30 minutes'],
  [29 * 60_000 + 1, 'Works for 30 minutes'],
  [60_001, 'Works for 2 minutes'],
  [60_000, 'Works for 60 seconds'],
  [999, 'Works for 1 second'],
  [0, 'Works for 0 seconds'],
  [-5_000, 'Works for 0 seconds'],
])('%d ms: %s', (ms, words) => expect(minutesLeft(ms)).toBe(words))
