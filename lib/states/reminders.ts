import { dayOf, formatDay } from '@/lib/dates'
import { businessDayAfter } from './holidays'
import type { Reminder, StateProfile } from './profile'

// What a state asks of whoever received money before the work is completed. Pure.

/** `day`: YYYY-MM-DD, the last one on which it is in time. */
export type DatedReminder = { kind: Reminder['kind']; day: string; sentence: string }

const SENTENCES: Record<Reminder['kind'], (day: string, law: string) => string> = {
  escrow_deposit: (day, law) => `Put this money into a trust account by ${day} (${law}).`,
  escrow_notice: (day, law) =>
    `Tell the customer in writing by ${day} which bank has it, unless the contract says so (${law}).`,
}

/**
 * The reminders for money that came in before completion, with their dates; none where the state has none. Dates are the
 * earlier of both ways to count holidays, and all count from the day the money came in: New York counts the ten days from
 * the deposit in the account, which can only be later.
 * @param receivedAt when it came in
 * @param timeZone IANA name of the job's zone
 */
export function remindersFor(profile: StateProfile, receivedAt: Date, timeZone: string): DatedReminder[] {
  const receivedOn = dayOf(receivedAt, timeZone)
  return profile.reminders.map(({ kind, businessDays, law }) => {
    const statutory = businessDayAfter(receivedOn, businessDays, 'statutory')
    const observed = businessDayAfter(receivedOn, businessDays, 'observed')
    const day = statutory < observed ? statutory : observed
    return { kind, day, sentence: SENTENCES[kind](formatDay(day), law) }
  })
}
