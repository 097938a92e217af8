/**
 * An independent model for the property test of schedules: what a schedule should collect, computed one day at a time
 * with its own calendar arithmetic. Days are whole numbers since 1970. It shares nothing with the sandbox.
 */
export type Frequency =
  | 'Daily'
  | 'Weekly'
  | 'BiWeekly'
  | 'FirstofMonth'
  | 'SpecificDayofMonth'
  | 'LastofMonth'
  | 'Quarterly'
  | 'SemiAnnually'
  | 'Annually'

export type Plan = { totalCents: number; payments: number }

export type Model = {
  frequency: Frequency
  parameter: number
  cents: number
  plan: Plan | null
  start: number
  end: number | null
  first: { day: number; cents: number } | null
  anchor: number
  state: 'active' | 'suspended' | 'expired'
  pausedUntil: number | null
  firstPaid: boolean
  made: number
  last: number
  charges: { day: number; cents: number }[]
}

export type Civil = { year: number; month: number; day: number }

/** Counts years from March, so that the leap day is the last day of a year. */
export function civil(days: number): Civil {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const ofEra = shifted - era * 146_097
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const march = Math.floor((5 * ofYear + 2) / 153)
  const month = march < 10 ? march + 3 : march - 9
  return {
    year: year + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * march + 2) / 5) + 1,
  }
}

export function text(days: number): string {
  const { year, month, day } = civil(days)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** 1 is Sunday. January 1, 1970 was a Thursday. */
export const weekday = (days: number) => ((((days + 4) % 7) + 7) % 7) + 1

function monthLength({ year, month }: Civil): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** Mountain midnight in UTC: daylight saving from the second Sunday in March to the first in November (since 2007). */
export function midnight(days: number): string {
  const { year, month, day } = civil(days)
  const sunday = (of: number, nth: number) => {
    let at = days - day + 1
    while (civil(at).month < of) at += 28
    while (civil(at).month > of) at -= 28
    at -= civil(at).day - 1
    return at + ((8 - weekday(at)) % 7) + (nth - 1) * 7
  }
  const summer =
    month > 3 && month < 11 ? true : month === 3 ? days > sunday(3, 2) : month === 11 ? days <= sunday(11, 1) : false
  return `${text(days)}T0${summer ? 6 : 7}:00:00Z${year ? '' : '?'}`
}

export function isDue(model: Pick<Model, 'frequency' | 'parameter' | 'anchor' | 'start'>, day: number): boolean {
  const { frequency, parameter, anchor } = model
  if (day < anchor || day < model.start) return false
  const today = civil(day)
  const length = monthLength(today)
  const months = (every: number) => {
    const from = civil(anchor)
    const apart = (today.year - from.year) * 12 + today.month - from.month
    return apart % every === 0 && today.day === Math.min(from.day, length)
  }
  switch (frequency) {
    case 'Daily':
      return true
    case 'Weekly':
      return weekday(day) === parameter
    case 'BiWeekly': {
      let first = anchor
      while (weekday(first) !== parameter) first++
      return day >= first && (day - first) % 14 === 0
    }
    case 'FirstofMonth':
      return today.day === 1
    case 'SpecificDayofMonth':
      return today.day === Math.min(parameter, length)
    case 'LastofMonth':
      return today.day === length
    case 'Quarterly':
      return months(3)
    case 'SemiAnnually':
      return months(6)
    case 'Annually':
      return months(12)
  }
}

/** Does what happens by itself on the morning of a day. */
export function morning(model: Model, day: number) {
  if (model.state === 'expired') return
  if (model.end !== null && day > model.end) {
    model.state = 'expired'
    return
  }
  if (model.state === 'suspended' && model.pausedUntil === day) model.state = 'active'
  charge(model, day)
}

/** Charges what an active schedule owes on a day, once. */
export function charge(model: Model, day: number) {
  if (model.state !== 'active') return
  if (model.first && !model.firstPaid && model.first.day <= day) {
    model.firstPaid = true
    model.charges.push({ day, cents: model.first.cents })
  }
  if (!isDue(model, day) || day <= model.last || (model.end !== null && day > model.end)) return
  model.made++
  model.last = day
  model.charges.push({ day, cents: model.plan ? shareOf(model, model.plan) : model.cents })
  if (model.plan && model.made === model.plan.payments) model.state = 'expired'
}

function shareOf({ made, first }: Model, { totalCents, payments }: Plan): number {
  const left = totalCents - (first?.cents ?? 0)
  const each = Math.round(left / payments)
  return made < payments ? each : left - each * (payments - 1)
}

/** The next day on which it will charge by itself; null if there is none within nine years. */
export function nextDay(model: Model, today: number): number | null {
  if (model.state === 'expired' || (model.state === 'suspended' && model.pausedUntil === null)) return null
  const from = Math.max(today, model.last) + 1
  const start = model.state === 'suspended' ? Math.max(model.pausedUntil ?? 0, from) : from
  for (let day = start; day < start + 3300; day++) {
    if (model.end !== null && day > model.end) return null
    if (isDue(model, day)) return day
  }
  return null
}
