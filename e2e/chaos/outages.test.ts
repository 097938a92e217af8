import { expect, test } from 'vitest'
import { upTime } from './outages'

test('time in outages that overlap is left out once', () => {
  const outages = [
    { from: 10, to: 20 },
    { from: 12, to: 15 },
    { from: 18, to: 30 },
    { from: 90, to: Number.POSITIVE_INFINITY },
  ]
  expect(upTime({ from: 0, to: 100 }, outages)).toBe(70)
  expect(upTime({ from: 11, to: 25 }, outages)).toBe(0)
  expect(upTime({ from: 40, to: 50 }, outages)).toBe(10)
})
