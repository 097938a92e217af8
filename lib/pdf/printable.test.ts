import { expect, test } from 'vitest'
import { printable, printableText } from './printable'

test.each([
  ['a\u0000b\u0007c', 'abc'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['a\tb', 'a b'],
  ['half \ud83d, whole \ud83d\ude00', 'half \ufffd, whole 😀'],
  ['turned \u202egnp.exe\u202c', 'turned gnp.exe'],
  ['\ufeffmark\ufffe', 'mark'],
  ['Nguyễn Thị Ánh, 도큐멘소, محمد', 'Nguyễn Thị Ánh, 도큐멘소, محمد'],
])('%j is printed as %j', (text, printed) => expect(printableText(text)).toBe(printed))

test('goes through all of a document', () => {
  expect(printable({ a: ['x\u0000', { b: 'y\u0000', n: 1, no: null, yes: true }] })).toEqual({
    a: ['x', { b: 'y', n: 1, no: null, yes: true }],
  })
})
