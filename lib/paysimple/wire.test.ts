import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCents, readDay, readInstant, readText, writeDollars } from './wire'

describe('money on the wire', () => {
  it('comes back as it went, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200_000_000 }), (cents) => {
        const printed = JSON.stringify(writeDollars(cents))
        expect(printed).toMatch(/^\d+(\.\d{1,2})?$/)
        expect(readCents(JSON.parse(printed))).toBe(cents)
        expect(readCents((cents / 100).toFixed(2))).toBe(cents)
      }),
    )
  })
  it('is null where it is no amount', () => {
    for (const value of [null, undefined, '', 'abc', {}, Number.NaN]) expect(readCents(value)).toBeNull()
  })
})

describe('PS-047 dates', () => {
  it('are US Mountain days written as UTC midnights', () => {
    expect(readDay('2013-10-11T06:00:00Z')).toBe('2013-10-11') // summer
    expect(readDay('2013-12-04T07:00:00Z')).toBe('2013-12-04') // winter
    expect(readDay('2013-12-04T07:00:00')).toBe('2013-12-04') // no zone is UTC
  })
  it('may be no date', () => {
    for (const value of [null, undefined, '', '0001-01-01T07:00:00Z', 'soon']) {
      expect(readDay(value)).toBeNull()
      expect(readInstant(value)).toBeNull()
    }
  })
  it('are read with and without fractions and offsets', () => {
    expect(readInstant('2013-10-01T19:16:38.5061103Z')?.toISOString()).toBe('2013-10-01T19:16:38.506Z')
    expect(readInstant('2013-10-01T13:16:38-06:00')?.toISOString()).toBe('2013-10-01T19:16:38.000Z')
  })
})

it('text is trimmed, and empty is none', () => {
  expect(readText('    DECLINE     ')).toBe('DECLINE')
  expect(readText('')).toBeNull()
  expect(readText(4005)).toBe('4005')
})
