import { describe, expect, it, test } from 'vitest'
import { type CancelBy, cancelBy, cancelDays, type Signing } from './cancel-by'
import type { StateProfile } from './profile'
import { profileFor } from './profiles'

const NOBODY: Signing = { isSixtyFive: false, isDisasterRepair: false }

function profileOf(code: string): StateProfile {
  const profile = profileFor(code, '2026-11-29')
  if (!profile) throw new Error(`There is no profile of ${code}.`)
  return profile
}

const signed = (
  signedAt: string,
  code = 'TX',
  timeZone = 'America/Chicago',
  signing: Partial<Signing> = {},
): CancelBy => cancelBy({ signedAt: new Date(signedAt), timeZone, profile: profileOf(code), ...NOBODY, ...signing })

const lastDay = (signedOn: string, code?: string, signing?: Partial<Signing>) =>
  signed(`${signedOn}T18:00:00Z`, code, 'America/Chicago', signing).day

describe('A35: the days that the customer has', () => {
  test.each([
    ['California', 'CA', NOBODY, 3, '2026-12-03'],
    ['California, 65 or older', 'CA', { ...NOBODY, isSixtyFive: true }, 5, '2026-12-05'],
    ['California, after a disaster', 'CA', { ...NOBODY, isDisasterRepair: true }, 7, '2026-12-08'],
    ['California, both', 'CA', { isSixtyFive: true, isDisasterRepair: true }, 7, '2026-12-08'],
    ['Maryland', 'MD', NOBODY, 5, '2026-12-05'],
    ['Maryland, 65 or older', 'MD', { ...NOBODY, isSixtyFive: true }, 7, '2026-12-08'],
    ['Texas, whatever is asked', 'TX', { isSixtyFive: true, isDisasterRepair: true }, 3, '2026-12-03'],
  ])('%s', (_, code, signing, days, day) => {
    expect(cancelDays(profileOf(code), signing)).toBe(days)
    expect(lastDay('2026-11-30', code, signing)).toBe(day)
  })
})

describe('A35: Sundays and holidays don’t count, Saturdays do', () => {
  test.each([
    ['Friday before the Fourth on a Saturday', '2026-07-03', '2026-07-08'],
    ['Wednesday before Thanksgiving', '2026-11-25', '2026-11-30'],
    ['Thursday before Juneteenth', '2026-06-18', '2026-06-23'],
    ['Thursday', '2026-12-03', '2026-12-07'],
    ['a Saturday', '2026-12-05', '2026-12-09'],
    ['a Sunday', '2026-12-06', '2026-12-09'],
    ['Christmas Day', '2026-12-25', '2026-12-29'],
    ['the last day of a leap year’s February', '2028-02-28', '2028-03-02'],
  ])('signed on %s', (_, signedOn, day) => expect(lastDay(signedOn)).toBe(day))

  test.each([
    ['the Fourth on a Sunday: the Monday on which it is observed', '2027-07-01', '2027-07-06'],
    ['Veterans Day on a Sunday', '2029-11-09', '2029-11-14'],
    ['Christmas on a Saturday: the day itself', '2027-12-24', '2027-12-29'],
    ['New Year’s Day on a Saturday, observed in the old year', '2027-12-31', '2028-01-05'],
    ['a day that both ways give', '2026-07-02', '2026-07-07'],
  ])('the later of both ways to count, %s', (_, signedOn, day) => expect(lastDay(signedOn)).toBe(day))
})

describe('A35: the moment is midnight where the job is', () => {
  it('counts the day on the wall there, a minute before and after midnight', () => {
    expect(signed('2026-12-01T06:59:00Z', 'TX', 'America/Denver')).toEqual({
      day: '2026-12-03',
      endsAt: new Date('2026-12-04T07:00:00Z'),
    })
    expect(signed('2026-12-01T07:01:00Z', 'TX', 'America/Denver')).toEqual({
      day: '2026-12-04',
      endsAt: new Date('2026-12-05T07:00:00Z'),
    })
  })

  test.each([
    ['Pacific/Honolulu', '2026-12-01T06:00:00Z', '2026-12-03', '2026-12-04T10:00:00Z'],
    ['Pacific/Guam', '2026-11-30T18:00:00Z', '2026-12-04', '2026-12-04T14:00:00Z'],
    ['America/Phoenix', '2026-11-30T18:00:00Z', '2026-12-03', '2026-12-04T07:00:00Z'],
    ['America/New_York', '2026-11-30T18:00:00Z', '2026-12-03', '2026-12-04T05:00:00Z'],
    ['America/St_Johns', '2026-11-30T18:00:00Z', '2026-12-03', '2026-12-04T03:30:00Z'],
  ])('in %s', (timeZone, signedAt, day, endsAt) =>
    expect(signed(signedAt, 'TX', timeZone)).toEqual({ day, endsAt: new Date(endsAt) }),
  )

  test.each([
    ['in winter, before clocks go forward that night', '2027-03-10T17:00:00Z', '2027-03-13', '2027-03-14T05:00:00Z'],
    ['across the day of 23 hours', '2027-03-11T17:00:00Z', '2027-03-15', '2027-03-16T04:00:00Z'],
    ['in summer, before clocks go back that night', '2026-10-28T17:00:00Z', '2026-10-31', '2026-11-01T04:00:00Z'],
    ['across the day of 25 hours', '2026-10-29T17:00:00Z', '2026-11-02', '2026-11-03T05:00:00Z'],
  ])('%s', (_, signedAt, day, endsAt) =>
    expect(signed(signedAt, 'TX', 'America/New_York')).toEqual({ day, endsAt: new Date(endsAt) }),
  )

  it('takes no time that there isn’t, and no zone', () => {
    expect(() => signed('yesterday')).toThrow(RangeError)
    expect(() => signed('2026-11-30T18:00:00Z', 'TX', 'America/Nowhere')).toThrow(RangeError)
  })
})
