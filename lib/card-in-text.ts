// The check of the last digit (ISO/IEC 7812-1) without the rest of the package.
import luhn10 from 'card-validator/dist/luhn-10.js'

// Card numbers in texts that are none of their place: names, notes, titles, searches. Pure.

/** What stands between the groups of a number that somebody types: blanks, dashes, dots, or what nobody sees. */
const GAP = String.raw`[\s.,:;/_|*·•‐-―−\u00ad\u200b-\u200f\u2060\ufeff-]{1,3}`
const DIGITS = new RegExp(String.raw`\p{Nd}+(?:${GAP}\p{Nd}+)*`, 'gu')
const GROUP = /\p{Nd}+/gu

/** The numbers of the brands that there are: Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay. */
const BRANDS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|(?:6011|64[4-9]\d|65\d\d)\d{12}(?:\d{3})?|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d|9\d)\d{11,13}|62\d{14,17})$/

/** How many digits a card's number has. */
const FEWEST_DIGITS = 13
const MOST_DIGITS = 19

/** Groups as people write a card's number: all in one, equal ones with a shorter last one, or 4-6-5. Phones are 3-3-4. */
function isWrittenAsCard(lengths: readonly number[]): boolean {
  const [first = 0, ...rest] = lengths
  if (rest.length === 0) return true
  const last = rest.at(-1) ?? 0
  if (rest.slice(0, -1).every((length) => length === first) && last <= first) return true
  return first === 4 && rest.length === 2 && rest[0] === 6 && last <= 5
}

/** A digit of any script as 0 to 9: each script's digits follow each other, from a multiple that Unicode says. */
function toAscii(digits: string): string {
  return digits.replace(/\P{ASCII}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code - zero)
  })
}

type Span = { at: number; length: number; lastFour: string }

/** The first card number in a text from a place on, with the longest way to read it from where it begins; else null. */
function firstCard(text: string, from = 0): Span | null {
  DIGITS.lastIndex = from
  for (let run = DIGITS.exec(text); run; run = DIGITS.exec(text)) {
    const groups = Array.from(run[0].matchAll(GROUP), ({ 0: text, index }) => ({
      ...{ at: run.index + index, end: run.index + index + text.length },
      ascii: toAscii(text),
    }))
    for (const [first, { at }] of groups.entries()) {
      let found: Span | null = null
      const lengths: number[] = []
      let digits = ''
      for (const { end, ascii } of groups.slice(first, first + MOST_DIGITS)) {
        digits += ascii
        if (digits.length > MOST_DIGITS) break
        lengths.push(ascii.length)
        const isLongEnough = digits.length >= FEWEST_DIGITS
        if (isLongEnough && BRANDS.test(digits) && luhn10(digits) && isWrittenAsCard(lengths))
          found = { at, length: end - at, lastFour: digits.slice(-4) }
      }
      if (found) return found
    }
  }
  return null
}

/** Tells whether a text has a card number in it, however it is written. A number that only might be one isn't. */
export const hasCardNumber = (text: string): boolean => firstCard(text) !== null

/** A text whose card numbers have only their last four digits left: "•••• 4444". */
export function maskCardNumbers(text: string): string {
  let masked = text
  for (let card = firstCard(masked); card; card = firstCard(masked, card.at))
    masked = `${masked.slice(0, card.at)}•••• ${card.lastFour}${masked.slice(card.at + card.length)}`
  return masked
}

/** What to say where one was typed. */
export const NO_CARD_HERE =
  'This looks like a card number, which can’t be kept here. Take it out. Its only place is “Card number” in Make Payment.'
/** And where one was searched for. */
export const NO_CARD_SEARCH =
  'This looks like a card number, so it wasn’t searched for. Search by its last four digits instead.'

/** Fields with numbers of their own: cards, accounts, keys and passwords, none kept as it is typed, and test calls. */
const OWN_NUMBERS = new Set([
  ...['cardNumber', 'accountNumber', 'routingNumber', 'apiKey'],
  ...['password', 'newPassword', 'body'],
])

/** No input of ours is nested deeper. What is, no schema takes. */
const DEEPEST = 20

/**
 * Finds the fields of an input, of any shape, in which a card number was typed that is kept out of them.
 * @returns what to say of each, by its path ("items.0.description")
 */
export function cardFields(input: unknown, path = '', depth = 0): Record<string, string> {
  if (typeof input === 'string') return hasCardNumber(input) ? { [path]: NO_CARD_HERE } : {}
  if (typeof input !== 'object' || input === null || depth > DEEPEST) return {}
  return Object.assign(
    {},
    ...Object.entries(input)
      .filter(([name]) => !OWN_NUMBERS.has(name))
      .map(([name, value]) => cardFields(value, path ? `${path}.${name}` : name, depth + 1)),
  )
}
