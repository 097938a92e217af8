import { expect, it } from 'vitest'
import { formatDay, formatDayLong, formatDayNear, formatInstant } from '@/lib/dates'
import { BROWSER } from './es/browser'
import { DIALOG } from './es/dialog'
import { EMAILS } from './es/emails'
import { PAGE } from './es/page'
import { PAYMENTS } from './es/payments'
import { REFUSALS } from './es/refusals'
import { languageAsked } from './language'
import { ENGLISH, fill } from './say'
import { isDate, spanishDates } from './spanish-dates'
import { spanishWords } from './spanish-words'
import { SPANISH, wordsIn } from './words-in'

const CATALOGS = { PAGE, BROWSER, DIALOG, PAYMENTS, REFUSALS, EMAILS }
const ALL = Object.entries(SPANISH)
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
const words = wordsIn('es')

/** The same in both languages. */
const SAME = ['Total', 'No']

it.each(ALL)('has all that is filled in, and is Spanish: %s', (english, spanish) => {
  expect(namesIn(spanish)).toEqual(namesIn(english))
  if (!SAME.includes(english)) expect(spanish).not.toBe(english)
  expect(spanish.trim()).not.toBe('')
  // What leads from one piece to the next is kept: a full stop, a question mark, a blank.
  expect(/[.?]$/.test(spanish)).toBe(/[.?]$/.test(english))
})

it('has each sentence once', () => {
  const seen = new Map<string, string>()
  for (const [name, catalog] of Object.entries(CATALOGS))
    for (const english of Object.keys(catalog)) {
      expect(seen.get(english), english).toBeUndefined()
      seen.set(english, name)
    }
})

it('has none of the English words that are easily left', () => {
  for (const [english, spanish] of ALL)
    expect(spanish.replace(/\{\w+\}|Plumbline|PaySimple|Discover/g, ''), english).not.toMatch(
      /\b(the|you|your|and|with|this|that|payment|card|bank|sign|paid|link|email)\b/i,
    )
})

it('says usted, and asks with both question marks', () => {
  for (const [, spanish] of ALL) {
    expect(spanish).not.toMatch(/\b(tú|tu|tus|tuyo|ti|contigo|puedes|quieres|tienes|debes)\b/i)
    expect((spanish.match(/¿/g) ?? []).length).toBe((spanish.match(/\?/g) ?? []).length)
  }
})

it('fills in, and leaves what has no value', () => {
  expect(fill('Pay {amount} to {name}', { amount: '$5.00' })).toBe('Pay $5.00 to {name}')
  expect(ENGLISH.say('Pay {amount}', { amount: '$5.00' })).toBe('Pay $5.00')
  expect(words.say('Pay {amount}', { amount: '$1,500.00' })).toBe('Pagar $1,500.00')
  expect(words.say('Sent {day}', { day: 'Nov 29, 2026' })).toBe('Enviado el 29 nov 2026')
})

it('finds a text that was written in English elsewhere', () => {
  expect(words.known('This job no longer exists. Reload the page.')).toBe(
    'Este proyecto ya no existe. Vuelva a cargar la página.',
  )
  expect(words.known('This proposal was good until Nov 29, 2026. Choose a later day and send it again.')).toBe(
    'Esta propuesta era válida hasta el 29 nov 2026. Pídale a su contratista que la envíe de nuevo.',
  )
  expect(words.known('St. John Ltd. and Ann sign first. Nothing was signed yet.')).toBe(
    'St. John Ltd. and Ann firman primero. Todavía no se firmó nada.',
  )
  expect(
    words.known(
      'You tried 10 payments within a day, the most for one person. Nothing was charged, and what you typed is still here. This ends by itself in 1 hour. Call Summit Ridge at (303) 555-0100 if you can’t wait.',
    ),
  ).toBe(
    'Usted intentó 10 pagos en un día, lo máximo para una persona. No se cobró nada, y lo que escribió sigue aquí. Esto termina solo en 1 hora. Llame a Summit Ridge al (303) 555-0100 si no puede esperar.',
  )
  // A card's number of digits is none of a sentence, and what nobody translated stays.
  expect(words.known('Visa 1111')).toBe('Visa 1111')
  expect(words.known('Roof and gutters')).toBe('Roof and gutters')
  expect(spanishWords({}).known('Roof. Gutters.')).toBe('Roof. Gutters.')
})

it('writes days and hours as es-US does', () => {
  const day = '2026-12-01'
  const of = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('es-US', { timeZone: 'UTC', ...options })
      .format(new Date(`${day}T20:45:00Z`))
      .replace(/[\u00a0\u202f]/g, ' ')
  for (let month = 1; month <= 12; month++) {
    const at = `2026-${String(month).padStart(2, '0')}-09`
    const expected = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat('es-US', { timeZone: 'UTC', ...options }).format(new Date(at))
    expect(spanishDates(formatDay(at)).replace('sep ', 'sept ')).toBe(
      expected({ dateStyle: 'medium' }).replace('sep ', 'sept '),
    )
    expect(spanishDates(formatDayLong(at))).toBe(expected({ weekday: 'long', month: 'long', day: 'numeric' }))
  }
  expect(spanishDates(formatDayNear(day, '2026-11-01'))).toBe(of({ weekday: 'short', month: 'short', day: 'numeric' }))
  expect(spanishDates(formatDayNear(day, '2026-11-30'))).toBe('martes')
  expect(spanishDates(formatInstant(new Date(`${day}T20:45:00Z`), 'UTC'))).toBe(
    of({ dateStyle: 'medium', timeStyle: 'short' }),
  )
  expect(isDate('Nov 29, 2026, 7:45 PM MST')).toBe(true)
  expect(isDate('Kitchen remodel')).toBe(false)
  expect(words.known('Dec 1, 2026')).toBe('1 dic 2026')
})

it.each([
  [null, 'en'],
  ['', 'en'],
  ['es', 'es'],
  ['es-MX,es;q=0.9,en;q=0.8', 'es'],
  ['en-US,en;q=0.9,es;q=0.8', 'en'],
  ['fr-FR,fr;q=0.9,es;q=0.5', 'es'],
  ['fr, de;q=0.5', 'en'],
  ['en;q=0.1, es;q=0.9', 'es'],
  ['es;q=0, en', 'en'],
  ['*', 'en'],
  ['\u0000;;q=,,', 'en'],
])('reads Accept-Language: %s', (header, language) => {
  expect(languageAsked(header)).toBe(language)
})

it.each([
  ['a pattern that could begin or go on at each sentence', `${'Remove a? '.repeat(24)}zzz`],
  ['many sentences that nobody knows', 'a. '.repeat(1_000)],
  ['many that everybody knows', `${'Nothing was signed. '.repeat(200)}zzz`],
  ['names within names', ': reminder: $1.00 due today, '.repeat(300)],
])('takes no longer than a text is long: %s', (_, text) => {
  const began = performance.now()
  words.known(text)
  expect(performance.now() - began).toBeLessThan(3_000)
})
