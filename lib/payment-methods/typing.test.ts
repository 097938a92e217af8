import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ACCOUNT_NUMBER,
  CARD_NUMBER,
  type Deleting,
  EXPIRY,
  edit,
  type Format,
  isOtherCard,
  ROUTING_NUMBER,
  tidyExpiry,
} from './typing'

/** `|` is the caret. */
function after(
  shown: string,
  change: (text: string, caret: number) => [string, number],
  deleting: Deleting,
  f: Format,
) {
  const caret = shown.indexOf('|')
  const before = shown.replace('|', '')
  const [typed, at] = change(before, caret)
  const result = edit(before, typed, at, deleting, f)
  return `${result.text.slice(0, result.caret)}|${result.text.slice(result.caret)}`
}
const type = (key: string) => (text: string, caret: number) =>
  [text.slice(0, caret) + key + text.slice(caret), caret + key.length] as [string, number]
const backspace = (text: string, caret: number) =>
  [text.slice(0, Math.max(0, caret - 1)) + text.slice(caret), Math.max(0, caret - 1)] as [string, number]
const del = (text: string, caret: number) => [text.slice(0, caret) + text.slice(caret + 1), caret] as [string, number]

describe('the numbers of a bank account while they are typed', () => {
  it.each([
    ['131|', '1', '131 1|', ROUTING_NUMBER],
    ['|', '131-111 114', '131 111 114|', ROUTING_NUMBER],
    ['7511|', '1', '7511 1|', ACCOUNT_NUMBER],
    ['75|11 11', '9', '759|1 111', ACCOUNT_NUMBER],
    ['|', 'A1234567', 'A123 4567|', ACCOUNT_NUMBER],
  ] as const)('%s and %s: %s', (shown, key, expected, format) => {
    expect(after(shown, type(key), null, format)).toBe(expected)
  })

  it('lose the digit before a space that is deleted', () => {
    expect(after('131 |111', backspace, 'backward', ROUTING_NUMBER)).toBe('13|1 11')
  })
})

describe('a card number while it is typed', () => {
  it.each([
    ['4111|', '1', '4111 1|'],
    ['|4111 1', '5', '5|411 11'],
    ['41|11 1111', '2', '412|1 1111 1'],
    ['|', '4111-1111 1111–1111', '4111 1111 1111 1111|'],
  ])('%s and %s', (shown, key, expected) => {
    expect(after(shown, type(key), null, CARD_NUMBER)).toBe(expected)
  })

  it('keeps the caret behind the digit that was typed in the middle', () => {
    expect(after('4111 1|111 1111', type('9'), null, CARD_NUMBER)).toBe('4111 19|11 1111 1')
    expect(after('411|1 1111', type('9'), null, CARD_NUMBER)).toBe('4119| 1111 1')
    expect(after('4119| 1111', type('8'), null, CARD_NUMBER)).toBe('4119 8|111 1')
  })

  it('groups American Express as 4-6-5', () => {
    expect(after('|', type('371449635398431'), null, CARD_NUMBER)).toBe('3714 496353 98431|')
  })

  it('deletes the digit beyond a space, not the space alone', () => {
    expect(after('4111 |1111', backspace, 'backward', CARD_NUMBER)).toBe('411|1 111')
    expect(after('4111| 1222', del, 'forward', CARD_NUMBER)).toBe('4111| 222')
    expect(after('4111 1|', backspace, 'backward', CARD_NUMBER)).toBe('4111|')
  })

  it('leaves letters standing, so that the message about them makes sense', () => {
    expect(after('4111|', type('x'), null, CARD_NUMBER)).toBe('4111 x|')
  })

  it('never loses or reorders a digit, wherever it is typed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(30)), { maxLength: 19 }), (keys) => {
        let shown = ''
        let plain = ''
        for (const [digit, place] of keys) {
          const caret = Math.min(place, shown.length)
          const index = shown.slice(0, caret).replaceAll(' ', '').length
          plain = plain.slice(0, index) + digit + plain.slice(index)
          const typed = shown.slice(0, caret) + digit + shown.slice(caret)
          const result = edit(shown, typed, caret + 1, null, CARD_NUMBER)
          expect(result.text.slice(0, result.caret).replaceAll(' ', '')).toHaveLength(index + 1)
          shown = result.text
        }
        expect(shown.replaceAll(' ', '')).toBe(plain)
      }),
    )
  })
})

describe('an expiration date while it is typed', () => {
  it.each([
    ['04|', '2', '04 / 2|'],
    ['04 / 2|', '9', '04 / 29|'],
    ['1|', '/', '1/|'],
    ['1/|', '27', '1/27|'],
    ['|', '0429', '04 / 29|'],
    ['|', '01/2027', '01/2027|'],
  ])('%s and %s', (shown, key, expected) => {
    expect(after(shown, type(key), null, EXPIRY)).toBe(expected)
  })

  it('can be deleted from its end', () => {
    let [text, caret] = ['04 / 29', 7]
    for (let presses = 0; text && presses < 10; presses++) {
      const [typed, at] = backspace(text, caret)
      ;({ text, caret } = edit(text, typed, at, 'backward', EXPIRY))
    }
    expect(text).toBe('')
  })

  it.each([
    ['1/27', '01 / 27'],
    ['01/2027', '01 / 27'],
    ['0429', '04 / 29'],
    ['13/27', '13/27'],
    ['1', '1'],
    ['01/2127', '01/2127'],
  ])('is tidied: %s', (typed, expected) => expect(tidyExpiry(typed)).toBe(expected))
})

it('knows when another card is being entered', () => {
  expect(isOtherCard('4111 1111 1111 1111', '5454 5454 5454 5454')).toBe(true)
  expect(isOtherCard('4111 1111 1111 1111', '3782 822463 10005')).toBe(true)
  expect(isOtherCard('4111 1111 1111 1111', '4111 1111 1111 1129')).toBe(false)
  expect(isOtherCard('', '4111 1111 1111 1111')).toBe(false)
})
