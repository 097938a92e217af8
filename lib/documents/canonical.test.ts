import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical'

test('is written as RFC 8785 has it', () => {
  const value = { b: [1, -2, null, true], a: 'é "\\\u001f\n€', '\u20ac': 0, '\ud83d\ude00': 1, gone: undefined }
  expect(canonicalJson(value)).toBe('{"a":"é \\"\\\\\\u001f\\n€","b":[1,-2,null,true],"€":0,"😀":1}')
})

test('doesn’t depend on the order in which keys were set, and reads back', () => {
  const values = fc.dictionary(fc.string(), fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.constant(null)))
  fc.assert(
    fc.property(values, (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual({ ...value })
    }),
  )
})

test.each([1.5, Number.NaN, 2 ** 53, '\ud800'])('refuses %j', (value) => {
  expect(() => canonicalJson({ value })).toThrow(TypeError)
})
