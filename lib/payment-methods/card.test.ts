import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cardDigits,
  cardHint,
  cardNumberProblem,
  expiryProblem,
  formatCardNumber,
  parseExpiry,
  securityCodeProblem,
} from './card'

// PaySimple's own test cards, and one of the Mastercards that begin with 2.
const VISA = '4111111111111111'
const MASTERCARD = '5454545454545454'
const AMEX = '371449635398456'
const DISCOVER = '6011000995504101'
const MASTERCARD_2 = '2223003122003222'

describe('the brand', () => {
  it.each([
    [VISA, 'visa'],
    [MASTERCARD, 'mastercard'],
    [MASTERCARD_2, 'mastercard'],
    [AMEX, 'american-express'],
    [DISCOVER, 'discover'],
  ])('of %s is %s, and the whole number is good', (number, brand) => {
    expect(cardHint(number).brand).toBe(brand)
    expect(cardNumberProblem(number)).toBeNull()
  })

  it.each([
    ['4', 'visa'],
    ['43', 'visa'],
    ['401178', null], // Elo
    ['54', 'mastercard'],
    ['37', 'american-express'],
    ['6011', 'discover'],
    ['', null],
    ['3', null],
    ['9', null],
  ])('is found from the first digits: %s', (typed, brand) => expect(cardHint(typed).brand).toBe(brand))

  it('is found through spaces and dashes', () => expect(cardHint('3714-49').brand).toBe('american-express'))

  it('decides the length of the security code', () => {
    expect(cardHint(AMEX).codeLength).toBe(4)
    expect(cardHint(VISA).codeLength).toBe(3)
    expect(cardHint('').codeLength).toBe(3)
  })
})

describe('spaces', () => {
  it.each([
    [VISA, '4111 1111 1111 1111'],
    [AMEX, '3714 496353 98456'],
    ['3714-496353-98456', '3714 496353 98456'],
    ['4111–1111 1111\u00a01111', '4111 1111 1111 1111'],
    ['41111', '4111 1'],
    ['4111', '4111'],
    ['', ''],
  ])('%s is shown as %s', (typed, shown) => expect(formatCardNumber(typed)).toBe(shown))

  it('cut nothing off: one digit too many stays to be seen', () => {
    expect(cardDigits(formatCardNumber(`${VISA}99999`))).toBe(`${VISA}99999`)
  })

  it('change no digit, and once set stay as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 -'), maxLength: 40 }), (typed) => {
        const shown = formatCardNumber(typed)
        expect(cardDigits(shown)).toBe(cardDigits(typed))
        expect(formatCardNumber(shown)).toBe(shown)
      }),
    )
  })
})

describe('the problem with a number', () => {
  it.each([
    ['', 'Enter the card number.'],
    ['   ', 'Enter the card number.'],
    ['4111 1111 1111 111x', 'Enter the card number in digits only.'],
    ['4111 1111 1111 11', 'The card number is too short. Some digits are missing.'],
    ['4111 1111 1111 1111 1', 'The card number is too long. Check it for extra digits.'],
    ['4111 1111 1111 1112', 'That’s not a card number. Compare each digit with the card.'],
    ['9999 9999 9999 9999', 'That’s not a card number. Compare each digit with the card.'],
    ['3056 9309 0259 04', 'You can’t take this kind of card. Use Visa, Mastercard, American Express or Discover.'],
    ['3530 1113 3330 0000', 'You can’t take this kind of card. Use Visa, Mastercard, American Express or Discover.'],
  ])('%j: %s', (typed, problem) => expect(cardNumberProblem(typed)).toBe(problem))

  it('is said of any single digit mistyped', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(VISA, MASTERCARD, AMEX, DISCOVER),
        fc.nat(15),
        fc.integer({ min: 1, max: 9 }),
        (number, place, by) => {
          const at = place % number.length
          const digit = (Number(number[at]) + by) % 10
          expect(cardNumberProblem(number.slice(0, at) + digit + number.slice(at + 1))).not.toBeNull()
        },
      ),
    )
  })
})

describe('the expiration date', () => {
  it.each([
    ['1/27', { month: 1, year: 2027 }],
    ['01/2027', { month: 1, year: 2027 }],
    ['01 / 27', { month: 1, year: 2027 }],
    ['01 27', { month: 1, year: 2027 }],
    ['0127', { month: 1, year: 2027 }],
    ['012027', { month: 1, year: 2027 }],
    ['01-27', { month: 1, year: 2027 }],
    ['1.2027', { month: 1, year: 2027 }],
    [' 12/30 ', { month: 12, year: 2030 }],
  ])('%j is read', (typed, expiry) => expect(parseExpiry(typed)).toEqual(expiry))

  it.each(['', '1', '13/27', '00/27', '0/27', '1/2', '1/202', '127', 'Jan 27', '01/27/2028', '2027-01'])(
    '%j is not guessed at',
    (typed) => expect(parseExpiry(typed)).toBeNull(),
  )

  it.each([
    ['11/26', null],
    ['12/26', null],
    ['11/46', null],
    ['10/26', 'This card has expired. Check the date, or use another card.'],
    ['12/25', 'This card has expired. Check the date, or use another card.'],
    ['12/46', 'This date is too far in the future. Check the year.'],
    ['13/26', 'Enter the expiration date as MM / YY, for example 04 / 29.'],
    ['', 'Enter the expiration date as on the card, month and year.'],
  ])('on the last day of November 2026, %j: %s', (typed, problem) =>
    expect(expiryProblem(typed, '2026-11-30')).toBe(problem),
  )
})

describe('the security code', () => {
  it.each([
    ['996', VISA],
    [' 996 ', MASTERCARD],
    ['9961', AMEX],
    ['012', ''],
  ])('%j fits %s', (code, number) => expect(securityCodeProblem(code, number)).toBeNull())

  it.each([
    ['', VISA, 'Enter the security code.'],
    ['99', VISA, 'The security code is the 3 digits on the back of the card.'],
    ['9961', VISA, 'The security code is the 3 digits on the back of the card.'],
    ['99a', DISCOVER, 'The security code is the 3 digits on the back of the card.'],
    ['996', AMEX, 'The security code of an American Express card is the 4 digits on its front.'],
  ])('%j on %s: %s', (code, number, problem) => expect(securityCodeProblem(code, number)).toBe(problem))
})
