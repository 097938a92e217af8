import { expect, test } from 'vitest'
import { escapeLike, pageParam, searchWords } from './search'

test('words are what lies between blanks and commas', () => {
  expect(searchWords('  Okafor,  elm #1042 ')).toEqual(['Okafor', 'elm', '1042'])
  expect(searchWords(' , # ')).toEqual([])
  expect(searchWords('a b c d e f g h')).toHaveLength(6)
})

test('wildcards are literal', () => expect(escapeLike('50%_\\')).toBe('50\\%\\_\\\\'))

test('a page number is a page number, or 1', () => {
  expect(pageParam('3')).toBe(3)
  for (const wrong of [undefined, '', '0', '-1', '1e3', 'x', '99999999']) expect(pageParam(wrong)).toBe(1)
})
