// Its index brings the rules of dates and codes along, which are ours.
import { cardNumber } from 'card-validator/dist/card-number.js'
import { dayOf, now } from '@/lib/dates'

// What can be checked of a card without asking anybody. Pure: the dialog and the server use the same rules.

export type Brand = 'visa' | 'mastercard' | 'american-express' | 'discover'

export const BRAND_LABELS: Record<Brand, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  'american-express': 'American Express',
  discover: 'Discover',
}
/** What people call a brand where the screens show its name. */
const BRAND_NICKNAMES: Readonly<Record<string, Brand>> = {
  amex: 'american-express',
  ax: 'american-express',
  mc: 'mastercard',
  disc: 'discover',
}

/** The name of the brand that a word of a search, in small letters, is short for; null for all else. */
export function brandCalled(word: string): string | null {
  const brand = Object.hasOwn(BRAND_NICKNAMES, word) ? BRAND_NICKNAMES[word] : undefined
  return brand ? BRAND_LABELS[brand] : null
}

const isBrand = (type: string | undefined): type is Brand => type !== undefined && type in BRAND_LABELS

/** The digits of what was typed: spaces and dashes don't count. */
export const cardDigits = (typed: string): string => typed.replace(/[\s\u00a0–-]/g, '')

export type CardHint = {
  /** The brand of the first digits, or null while several are possible. */
  brand: Brand | null
  /** The lengths of the groups in which the number is printed. */
  groups: readonly number[]
  /** The length of the security code: 4 on American Express, else 3. */
  codeLength: 3 | 4
}

/** What the first digits say of a card. */
export function cardHint(typed: string): CardHint {
  const digits = cardDigits(typed)
  // Until its sixth digit a 4 could also be one of a few Brazilian Elo cards. Here it is a Visa until proven otherwise.
  const type = cardNumber(digits).card?.type ?? (digits.startsWith('4') ? 'visa' : undefined)
  const brand = isBrand(type) ? type : null
  return brand === 'american-express'
    ? { brand, groups: [4, 6, 5], codeLength: 4 }
    : { brand, groups: [4, 4, 4, 4], codeLength: 3 }
}

/** The digits in the groups of their brand, "4111 1111 1111 1111". Digits too many stay at the end. */
export function formatCardNumber(typed: string): string {
  const digits = cardDigits(typed)
  const parts: string[] = []
  let at = 0
  for (const length of cardHint(digits).groups) {
    if (at < digits.length) parts.push(digits.slice(at, at + length))
    at += length
  }
  if (at < digits.length) parts.push(digits.slice(at))
  return parts.join(' ')
}

/** The problem with a card number, in words, or null. Checks Luhn and the length of its brand. */
export function cardNumberProblem(typed: string): string | null {
  const digits = cardDigits(typed)
  if (digits === '') return 'Enter the card number.'
  if (!/^\d+$/.test(digits)) return 'Enter the card number in digits only.'
  const { card, isValid } = cardNumber(digits)
  if (card && !isBrand(card.type))
    return 'You can’t take this kind of card. Use Visa, Mastercard, American Express or Discover.'
  if (digits.length < 15) return 'The card number is too short. Some digits are missing.'
  if (digits.length > 16) return 'The card number is too long. Check it for extra digits.'
  if (!card || !isValid) return 'That’s not a card number. Compare each digit with the card.'
  return null
}

export type Expiry = { month: number; year: number }

/** "1/27", "01/2027", "01 27", "0127", "01-27" → month and year; null for anything else. */
export function parseExpiry(typed: string): Expiry | null {
  const text = typed.trim()
  const match = /^(\d{1,2})\s*[/\-. ]\s*(\d{4}|\d{2})$/.exec(text) ?? /^(\d{2})(\d{4}|\d{2})$/.exec(text)
  if (!match) return null
  const month = Number(match[1])
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0)
  return month >= 1 && month <= 12 ? { month, year } : null
}

/** The problem with an expiration date on `today` (YYYY-MM-DD), or null. A card is good to the last day of its month. */
export function expiryProblem(typed: string, today: string): string | null {
  if (typed.trim() === '') return 'Enter the expiration date as on the card, month and year.'
  const expiry = parseExpiry(typed)
  if (!expiry) return 'Enter the expiration date as MM / YY, for example 04 / 29.'
  const thisMonth = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7))
  const lastMonth = expiry.year * 12 + expiry.month
  if (lastMonth < thisMonth) return 'This card has expired. Check the date, or use another card.'
  if (lastMonth > thisMonth + 20 * 12) return 'This date is too far in the future. Check the year.'
  return null
}

/** Today in Hawaii, where a day ends last: a card good to the end of the month is good there until then. */
export const lastToday = (): string => dayOf(now(), 'Pacific/Honolulu')

/** Whether a stored expiration date, "04/2029", is past. */
export const hasExpired = (expiry: string): boolean => expiryProblem(expiry, lastToday()) !== null

/** The problem with the security code of a card with this number, or null. */
export function securityCodeProblem(code: string, typedNumber: string): string | null {
  const { codeLength, brand } = cardHint(typedNumber)
  if (code.trim() === '') return 'Enter the security code.'
  if (!/^\d+$/.test(code.trim()) || code.trim().length !== codeLength)
    return brand === 'american-express'
      ? 'The security code of an American Express card is the 4 digits on its front.'
      : 'The security code is the 3 digits on the back of the card.'
  return null
}
