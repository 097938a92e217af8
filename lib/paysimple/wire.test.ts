import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  path,
  readCents,
  readDay,
  readFlag,
  readInstant,
  readNumber,
  readReference,
  readText,
  writeDollars,
} from './wire'

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
    for (const value of [null, undefined, '', 'abc', '0x10', '1e3', '$5', {}, [5], true, Number.NaN, 1e300])
      expect(readCents(value)).toBeNull()
  })
})

it('PS-040 an amount to send must be whole cents', () => {
  for (const cents of [10.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => writeDollars(cents)).toThrow(RangeError)
})

describe('PS-047 dates', () => {
  it('are US Mountain days written as UTC midnights', () => {
    expect(readDay('2013-10-11T06:00:00Z')).toBe('2013-10-11') // summer
    expect(readDay('2013-12-04T07:00:00Z')).toBe('2013-12-04') // winter
    expect(readDay('2013-12-04T07:00:00')).toBe('2013-12-04') // no zone is UTC
  })
  it('are the day that they name where they name one', () => {
    expect(readDay('2013-10-11')).toBe('2013-10-11')
    expect(readDay('2013-10-11T00:00:00Z')).toBe('2013-10-11')
    expect(readDay('2013-10-11T00:00:00-06:00')).toBe('2013-10-11')
    for (const hour of ['04', '05', '08', '10']) expect(readDay(`2013-10-11T${hour}:00:00Z`)).toBe('2013-10-11')
  })
  it('with a time in the day are judged in Mountain time', () => {
    expect(readDay('2013-10-28T19:56:38Z')).toBe('2013-10-28')
    expect(readDay('2013-10-29T03:00:01Z')).toBe('2013-10-28')
    expect(readDay('2013-10-29T10:00:01Z')).toBe('2013-10-29')
  })
  it('are each day of a century as PaySimple writes it, daylight saving and leap years included', () => {
    const offset = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Denver', timeZoneName: 'shortOffset' })
    for (let day = Date.UTC(2000, 0, 1); day < Date.UTC(2100, 0, 1); day += 86_400_000) {
      const hours = offset.format(day + 43_200_000).endsWith('GMT-6') ? 6 : 7
      const midnight = new Date(day + hours * 3_600_000).toISOString()
      if (readDay(midnight) !== new Date(day).toISOString().slice(0, 10)) expect(readDay(midnight)).toBe(day)
    }
  })
  it('that are none never throw', () => {
    const odd = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    )
    fc.assert(
      fc.property(odd, (value) => {
        expect(readDay(value) ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d$/)
        expect(readInstant(value)?.getTime()).not.toBeNaN()
      }),
    )
  })
  it('may be no date', () => {
    for (const value of [
      null,
      undefined,
      '',
      '0001-01-01T07:00:00Z',
      '0001-01-01',
      '0000-12-31T23:00:00-07:00',
      'soon',
    ]) {
      expect(readDay(value)).toBeNull()
      expect(readInstant(value)).toBeNull()
    }
  })
  it('are read with and without fractions and offsets', () => {
    expect(readInstant('2013-10-01T19:16:38.5061103Z')?.toISOString()).toBe('2013-10-01T19:16:38.506Z')
    expect(readInstant('2013-10-01T19:16:38.506110312Z')?.toISOString()).toBe('2013-10-01T19:16:38.506Z')
    expect(readInstant('2013-10-01T13:16:38-06:00')?.toISOString()).toBe('2013-10-01T19:16:38.000Z')
  })
})

it('text is trimmed, and empty is none', () => {
  expect(readText('    DECLINE     ')).toBe('DECLINE')
  expect(readText('')).toBeNull()
  expect(readText(4005)).toBe('4005')
})

it('flags, numbers and references come as such or as text', () => {
  expect([true, 'true', ' False ', 'yes', 1, null].map(readFlag)).toEqual([true, true, false, null, null, null])
  expect([1, '2.5', ' -3 ', '', 'x', null, Number.NaN].map(readNumber)).toEqual([1, 2.5, -3, null, null, null, null])
  expect([5, '5', 0, '0', -1, 1.5, null, 2 ** 60].map(readReference)).toEqual([
    5,
    5,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

it('a path takes ids and nothing else', () => {
  expect(path`/v4/customer/${7}/${8}`).toBe('/v4/customer/7/8')
  for (const id of [0, -1, 1.5, Number.NaN, '7/void' as unknown as number])
    expect(() => path`/v4/payment/${id}`).toThrow(RangeError)
})
