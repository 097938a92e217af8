import { describe, expect, it } from 'vitest'
import { bannedIn } from '@/tools/testing/banned-words'
import { ACTS, OF_DECLINES } from './acts'
import { PASSWORD_ABOVE, takerOf } from './amounts'
import { LIMITS, type LimitName, limitRule } from './table'
import { limitsDoc } from './table-doc'

const NAMES = Object.keys(LIMITS) as LimitName[]
const COUNTED = new Set<LimitName>(Object.values(ACTS).flat())

describe.each(NAMES)('the limit %s', (name) => {
  const rule = limitRule(name)

  it('says what was met, with its number, in words of the trade', () => {
    expect(rule.met).toContain('#')
    expect(bannedIn(`${rule.met} ${rule.what}`)).toEqual([])
    expect(rule.met).toMatch(/[.]$/)
  })

  it('is counted by something, before it or once its outcome is known', () => {
    expect(COUNTED).toContain(name)
    expect(rule.counted === 'outcome').toBe(Object.values<readonly string[]>(OF_DECLINES).flat().includes(name))
  })

  it('ends by itself within a day', () => {
    expect(rule.seconds).toBeGreaterThan(0)
    expect(rule.seconds).toBeLessThanOrEqual(24 * 60 * 60)
  })
})

it('docs/limits.md is the table', async () => {
  await expect(limitsDoc()).toMatchFileSnapshot('../../docs/limits.md')
})

it('trusts a manager with more than a contractor, and whoever it doesn’t know with no more', () => {
  for (const sum of ['payment', 'day'] as const)
    expect(PASSWORD_ABOVE.manager[sum]).toBeGreaterThan(PASSWORD_ABOVE.contractor[sum])
  expect(['owner', 'admin', 'contractor', 'bookkeeper', 'staff', ''].map(takerOf)).toEqual([
    ...['manager', 'manager', 'contractor', 'contractor', 'contractor', 'contractor'],
  ])
})
