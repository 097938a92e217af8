import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPhone } from './contact'
import { formatCents } from './money'
import { escapeLike, firstParam, formsOf, queryParam, searchWords, wordCents } from './search'

test('words are what lies between blanks and commas', () => {
  expect(searchWords('  Okafor,  elm #1042 ')).toEqual(['okafor', 'elm', '1042'])
  expect(searchWords(' , # · ')).toEqual([])
  expect(searchWords('a b c d e f g h a')).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  expect(searchWords('x'.repeat(300))).toEqual(['x'.repeat(200)])
  expect(searchWords('\ud83d x')).toEqual(['x'])
  expect(queryParam([` ${'x'.repeat(199)}😀 `])).toBe('x'.repeat(199))
})

test('wildcards are literal', () => expect(escapeLike('50%_\\')).toBe('50\\%\\_\\\\'))

describe('faults 21 and 45: what the screen shows is found', () => {
  test.each([
    ['12 Elm St, Golden, CO 80401', ['12', 'elm', 'st', 'golden', 'co', '80401']],
    ['Golden,80401', ['golden', '80401']],
    ['1042,1051', ['1042', '1051']],
    ['Job 1051', ['job', '1051']],
    ['Proposal · Accepted', ['proposal', 'accepted']],
    ['$1,000.00', ['$1,000.00']],
    ['Visa 1111', ['visa', '1111']],
    ['+1 (303) 555-0142 Dana', ['3035550142', 'dana']],
    ['１０５１', ['1051']],
  ])('%j is the words %j', (query, words) => expect(searchWords(query)).toEqual(words))

  test.each([
    ['555-0142', ['555-0142', '5550142']],
    ['(303)', ['(303)', '303']],
    ['12-14', ['12-14', '1214']],
    ['smith-jones', ['smith-jones']],
    ['+', ['+']],
  ])('%j may stand as %j', (word, forms) => expect(formsOf(word)).toEqual(forms))

  test('an amount is one, however it is written', () => {
    for (const word of ['$1,000.00', '1000', '1,000', '$1000', '1000.0']) expect(wordCents(word)).toBe(100_000)
    for (const word of ['visa', '0', '', '1-2', '99999999999']) expect(wordCents(word)).toBeNull()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_647 }), (cents) => {
        expect(searchWords(formatCents(cents)).map(wordCents)).toEqual([cents])
      }),
    )
  })

  test('a phone number is its digits, however it is written', () => {
    const digits = fc.stringMatching(/^[2-9]\d{9}$/)
    const write = fc.constantFrom<(d: string) => string>(
      (d) => d,
      formatPhone,
      (d) => `+1 ${formatPhone(d)}`,
      (d) => `1-${d.slice(0, 3)}-${d.slice(3, 6)}-${d.slice(6)}`,
      (d) => `${d.slice(0, 3)}.${d.slice(3, 6)}.${d.slice(6)}`,
      (d) => `\u202a${formatPhone(d).replace(' ', '\u00a0')}\u202c`,
    )
    fc.assert(
      fc.property(digits, write, (phone, as) => {
        expect(searchWords(as(phone))).toEqual([phone])
      }),
    )
  })
})

test('fault 47: no NUL reaches the database', () => {
  expect(firstParam('Da\0na')).toBe('Dana')
  expect(firstParam(['\0', 'x'])).toBe('')
  expect(searchWords('Da\0na')).toEqual(['dana'])
})
