// The check of the last digit (ISO/IEC 7812-1) without the rest of the package.
import luhn10 from 'card-validator/dist/luhn-10.js'

// Card numbers in texts that are none of their place: names, notes, titles, searches. Pure.

/** What nobody sees, and what is drawn upon the character before it: plainText (typed-text.ts) takes some of it out. */
const UNSEEN = String.raw`[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}\p{M}\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]`
/** What stands between the groups of a number that somebody types: blanks, dashes, brackets, anything but letters. */
const SEEN = String.raw`(?!${UNSEEN})[^\p{L}\p{N}]`
const GAP = `${UNSEEN}*(?:${SEEN}${UNSEEN}*){0,5}`
/** Digits of any script, also small ones above or below the line, in circles, in brackets and with a full stop. */
const DIGIT = String.raw`[\p{Nd}²³¹⁰⁴-⁹₀-₉⓪①-⑨⑴-⑼⒈-⒐]`
const DIGITS = new RegExp(`${DIGIT}+(?:${GAP}${DIGIT}+)*`, 'gu')
const GROUP = new RegExp(`${DIGIT}+`, 'gu')

/** The numbers of the brands that there are: Visa, Mastercard, American Express, Discover, JCB, Diners Club, UnionPay. */
const BRANDS =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}|(?:6011|64[4-9]\d|65\d\d)\d{12}(?:\d{3})?|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d|9\d)\d{11,13}|62\d{14,17})$/

/** How many digits a card's number has. */
const FEWEST_DIGITS = 13
const MOST_DIGITS = 19

/**
 * Groups as people write a card's number: all in one, equal ones with a shorter last one, 4-6-5, or fours of which some
 * run together. Phones are 3-3-4.
 */
function isWrittenAsCard(lengths: readonly number[]): boolean {
  const [first = 0, ...rest] = lengths
  if (rest.length === 0) return true
  const last = rest.at(-1) ?? 0
  if (rest.slice(0, -1).every((length) => length === first) && last <= first) return true
  if (first === 4 && rest.length === 2 && rest[0] === 6 && last <= 5) return true
  return lengths.every((length) => length % 4 === 0)
}

/** A digit of any script as 0 to 9: each script's digits follow each other, from a multiple that Unicode says. */
function toAscii(digits: string): string {
  return digits.replace(/\P{ASCII}/gu, (digit) => {
    const plain = digit.normalize('NFKC').replace(/\D/g, '')
    if (plain) return plain
    const code = digit.codePointAt(0) ?? 0
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code - zero)
  })
}

type Span = { at: number; length: number; lastFour: string }

/**
 * The ids of records and requests (RFC 9562), and hashes of files (SHA-256). Of 12,000, the digits of one read as a card's
 * number.
 */
const ID =
  /(?<![\p{L}\p{N}])(?:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}|[\da-f]{64})(?![\p{L}\p{N}])/giu

const ID_LENGTH = 64

/** Whether what was found is part of an id. One reaches no further than its length, so no more of the text is looked at. */
function isInId(text: string, { at, length }: Span): boolean {
  const start = Math.max(0, at - ID_LENGTH)
  const near = text.slice(start, at + ID_LENGTH + 1)
  return Array.from(near.matchAll(ID)).some(
    ({ 0: id, index }) => start + index <= at && at + length <= start + index + id.length,
  )
}

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
      if (found && !isInId(text, found)) return found
    }
  }
  return null
}

/** Tells whether a text has a card number in it, however it is written. A number that only might be one isn't. */
export const hasCardNumber = (text: string): boolean => firstCard(text) !== null

/** The same text with the card numbers of one reading masked. */
function maskOnce(text: string): string {
  const parts: string[] = []
  let from = 0
  for (let card = firstCard(text); card; card = firstCard(text, from)) {
    parts.push(`${text.slice(from, card.at)}•••• ${card.lastFour}`)
    from = card.at + card.length
  }
  return parts.join('') + text.slice(from)
}

/** A text whose card numbers have only their last four digits left: "•••• 4444". */
export function maskCardNumbers(text: string): string {
  const masked = maskOnce(text)
  // What is left of one may make another with the digits behind it.
  return masked === text ? text : maskCardNumbers(masked)
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

/** The longest text whose every character is looked at. No schema takes one as long (input.test.ts). */
export const LONGEST = 60_000

/**
 * Finds the fields of an input, of any shape, in which a card number was typed that is kept out of them. Each part is
 * looked at once: whoever sends one may let it stand in many places.
 * @returns what to say of each, by its path ("items.0.description")
 */
export function cardFields(input: unknown): Record<string, string> {
  const found: Record<string, string> = {}
  const seen = new Set<object>()
  const left: { value: unknown; path: string }[] = [{ value: input, path: '' }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { value, path } = next
    if (typeof value === 'string' && hasCardNumber(value.slice(0, LONGEST))) found[path] = NO_CARD_HERE
    if (typeof value !== 'object' || value === null || seen.has(value)) continue
    seen.add(value)
    for (const [name, each] of Object.entries(value).reverse())
      if (!OWN_NUMBERS.has(name)) left.push({ value: each, path: path ? `${path}.${name}` : name })
  }
  return found
}
