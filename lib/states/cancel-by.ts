import { dayOf } from '@/lib/dates'
import { startOfDay } from '@/lib/day-start'
import { addDays, businessDayAfter, type Calendar, isBusinessDay } from './holidays'
import type { StateProfile } from './profile'

// Until when the customer may cancel. Pure.

/** Who signed for what. Whether somebody is 65 or older is asked at signing; no birthday is kept. */
export type Signing = { isSixtyFive: boolean; isDisasterRepair: boolean }

/** How many business days the customer has. Of two rules that fit, the longer one counts. */
export const cancelDays = (
  { cancel }: Pick<StateProfile, 'cancel'>,
  { isSixtyFive, isDisasterRepair }: Signing,
): number =>
  Math.max(
    cancel.days,
    (isSixtyFive ? cancel.daysFrom65 : null) ?? 0,
    (isDisasterRepair ? cancel.daysForDisaster : null) ?? 0,
  )

/** `day`: the last day on which the customer may cancel. `endsAt`: midnight at its end, the first instant that is late. */
export type CancelBy = { day: string; endsAt: Date }

/**
 * The last day on which the customer may cancel, printed on the notice, and the instant at which the right ends.
 *
 * The day of signing doesn't count, nor do Sundays and federal holidays. The law doesn't say whether a holiday on a
 * weekend is the day itself or the one on which offices close: we count both ways, and the later day holds.
 *
 * @param signedAt when the last customer signed; where the profile counts from the copy (`cancel.countsFrom`), when they
 *   had the signed and dated copy, if that was later
 * @param timeZone IANA name of the job's zone, whatever the server's is
 * @throws RangeError for an invalid date or an unknown zone
 */
export function cancelBy({
  signedAt,
  timeZone,
  profile,
  ...signing
}: Signing & { signedAt: Date; timeZone: string; profile: Pick<StateProfile, 'cancel'> }): CancelBy {
  const signedOn = dayOf(signedAt, timeZone)
  const count = cancelDays(profile, signing)
  const statutory = businessDayAfter(signedOn, count, 'statutory')
  const observed = businessDayAfter(signedOn, count, 'observed')
  const day = statutory > observed ? statutory : observed
  return { day, endsAt: startOfDay(addDays(day, 1), timeZone) }
}

const FEDERAL_REFUND = { days: 10, of: 'business' } as const

/**
 * The last day for refunding what was paid on an agreement that was canceled in time (16 CFR 429.1(g)). The day of the
 * notice's arrival doesn't count. Of the two ways to count holidays the earlier day holds: here the company is bound.
 * @param receivedOn YYYY-MM-DD in the job's zone: when the notice arrived
 */
export function refundBy(receivedOn: string, { cancel }: Pick<StateProfile, 'cancel'>): string {
  const { days, of } = cancel.refund ?? FEDERAL_REFUND
  if (of === 'calendar') return addDays(receivedOn, days)
  const statutory = businessDayAfter(receivedOn, days, 'statutory')
  const observed = businessDayAfter(receivedOn, days, 'observed')
  return statutory < observed ? statutory : observed
}

/**
 * How many business days are left after today, until a day that is one of them: 0 on that day and later. Of the two ways
 * to count holidays the lower number.
 */
export function businessDaysLeft(today: string, until: string): number {
  const count = (calendar: Calendar) => {
    let left = 0
    for (let day = today; day < until; ) {
      day = addDays(day, 1)
      if (isBusinessDay(day, calendar)) left += 1
    }
    return left
  }
  return Math.min(count('statutory'), count('observed'))
}
