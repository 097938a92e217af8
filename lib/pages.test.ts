import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageRequest, pageWithin } from './pages'
import { PAGE_SIZE } from './search'

test('fault 17: a page beyond the end is the last one, and every page has rows if any has', () => {
  expect(pageWithin(999, 502)).toEqual({ page: 21, skip: 500, take: PAGE_SIZE })
  expect(pageWithin(999, 0)).toEqual({ page: 1, skip: 0, take: PAGE_SIZE })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.nat(100_000), (asked, total) => {
      const { page, skip } = pageWithin(asked, total)
      expect(page).toBeGreaterThanOrEqual(1)
      expect(page).toBeLessThanOrEqual(asked)
      expect(skip).toBeLessThan(Math.max(1, total))
    }),
  )
})

test('a page number is a page number, or 1; a mark is a number, or none', () => {
  expect(pageRequest({ page: '3', upTo: '1051' })).toEqual({ page: 3, upTo: 1051 })
  for (const wrong of [undefined, '', '0', '-1', '1e3', 'x', '99999999', '1\0'])
    expect(pageRequest({ page: wrong === '1\0' ? 'x\0' : wrong, upTo: '-1' })).toEqual({ page: 1, upTo: null })
})
