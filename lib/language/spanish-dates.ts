// Days and instants in a text, from English to Spanish as it is written in the United States: "Nov 29, 2026, 7:45 PM MST"
// becomes "29 nov 2026, 7:45 p.m. MST". Pure.

const MONTHS: Readonly<Record<string, string>> = {
  ...{ Jan: 'ene', Feb: 'feb', Mar: 'mar', Apr: 'abr', May: 'may', Jun: 'jun' },
  ...{ Jul: 'jul', Aug: 'ago', Sep: 'sep', Oct: 'oct', Nov: 'nov', Dec: 'dic' },
}
const LONG_MONTHS: Readonly<Record<string, string>> = {
  ...{ January: 'enero', February: 'febrero', March: 'marzo', April: 'abril', May: 'mayo', June: 'junio' },
  ...{ July: 'julio', August: 'agosto', September: 'septiembre', October: 'octubre' },
  ...{ November: 'noviembre', December: 'diciembre' },
}
const WEEKDAYS: Readonly<Record<string, string>> = {
  ...{ Monday: 'lunes', Tuesday: 'martes', Wednesday: 'miércoles', Thursday: 'jueves' },
  ...{ Friday: 'viernes', Saturday: 'sábado', Sunday: 'domingo' },
  ...{ Mon: 'lun', Tue: 'mar', Wed: 'mié', Thu: 'jue', Fri: 'vie', Sat: 'sáb', Sun: 'dom' },
}

const any = (words: Readonly<Record<string, string>>) => Object.keys(words).join('|')
const DAY = new RegExp(`\\b(${any(MONTHS)}) (\\d{1,2}), (\\d{4})\\b`, 'g')
const LONG_DAY = new RegExp(`\\b(${any(WEEKDAYS)}), (${any(LONG_MONTHS)}) (\\d{1,2})\\b`, 'g')
const NEAR_DAY = new RegExp(`\\b(${any(WEEKDAYS)}), (${any(MONTHS)}) (\\d{1,2})\\b`, 'g')
const WEEKDAY = new RegExp(`^(${any(WEEKDAYS)})$`)
const HOURS = /\b(\d{1,2}:\d\d) ([AP])M\b/g

/** A text with the days and hours of lib/dates.ts in it, as Spanish writes them. All else stays as it is. */
export const spanishDates = (text: string): string =>
  text
    .replace(DAY, (_, month: string, day: string, year: string) => `${day} ${MONTHS[month]} ${year}`)
    .replace(
      LONG_DAY,
      (_, weekday: string, month: string, day: string) => `${WEEKDAYS[weekday]}, ${day} de ${LONG_MONTHS[month]}`,
    )
    .replace(
      NEAR_DAY,
      (_, weekday: string, month: string, day: string) => `${WEEKDAYS[weekday]}, ${day} de ${MONTHS[month]}`,
    )
    .replace(WEEKDAY, (weekday) => WEEKDAYS[weekday] ?? weekday)
    .replace(HOURS, (_, time: string, half: string) => `${time} ${half.toLowerCase()}.m.`)

/** Whether a text is a day or an instant of lib/dates.ts, and nothing else. */
export const isDate = (text: string): boolean =>
  /^(?:[A-Z][a-z]+, )?[A-Z][a-z]+ \d{1,2}(?:, \d{4})?(?:, \d{1,2}:\d\d [AP]M(?: \w+)?)?$/.test(text) ||
  WEEKDAY.test(text)
