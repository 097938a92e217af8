import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressShape,
  formatAddress,
  formatPhone,
  optionalEmail,
  optionalPhone,
  parsePhone,
  requiredText,
} from './contact'
import { MAX_NAME, plainText } from './typed-text'

describe('a phone number', () => {
  test.each(['3035550142', '(303) 555-0142', '303.555.0142', '+1 303 555 0142', '1-303-555-0142', '303/555-0142'])(
    '%j is ten digits',
    (text) => expect(parsePhone(text)).toBe('3035550142'),
  )
  test.each(['', '555-0142', '2 303 555 0142', '303555014x', '44 20 7946 0958'])('%j is none', (text) => {
    expect(parsePhone(text)).toBeNull()
  })
  test('reads back what it shows', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), (digits) => {
        expect(parsePhone(formatPhone(digits))).toBe(digits)
      }),
    )
  })
})

describe('fault 47: a pasted phone number', () => {
  test.each([
    '\u202a(303)\u00a0555\u20110142\u202c',
    '\u200e+1 303\u2013555\u20130142',
    '303\u200b5550142\ufeff',
    '３０３５５５０１４２',
  ])('%j is ten digits', (pasted) => expect(optionalPhone.parse(pasted)).toBe('3035550142'))

  test('is read whatever nobody sees in it', () => {
    const unseen = fc.constantFrom('\0', '\u200b', '\u200e', '\u202a', '\u202c', '\u2060', '\u2066', '\u2069', '\ufeff')
    fc.assert(
      fc.property(fc.stringMatching(/^\d{10}$/), fc.array(fc.tuple(fc.nat(14), unseen)), (digits, added) => {
        let pasted = formatPhone(digits)
        for (const [at, character] of added) pasted = pasted.slice(0, at) + character + pasted.slice(at)
        expect(parsePhone(pasted)).toBe(digits)
      }),
    )
  })
})

describe('faults 45 and 47: a text is kept', () => {
  const name = requiredText(MAX_NAME, 'A name', 'Enter a name.')
  test('composed, without what nobody sees', () => {
    expect(name.parse('\u202aJose\u0301\u00a0Ruiz\0\ud800 ')).toBe('José Ruiz')
    expect(name.parse('نی\u200cما')).toBe('نی\u200cما') // written with it
    expect(name.safeParse('\u200b\0').error?.issues[0]?.message).toBe('Enter a name.')
  })
  test.each(['\u202e1042', '\u061c1042', '10\u00ad42', '\x1b1042\x07', '10\x8542', '1042\udc00', '10\u206f42'])(
    '%j without what turns or hides it',
    (typed) => expect(name.parse(typed)).toBe('1042'),
  )
  test.each(['\0\0\0\0\0', '\u200c', '\u3164\u200d', '\u2800 \ufe0f', '\u{e0041}', '\u034f'])(
    '%j is nothing',
    (typed) => expect(plainText(typed)).toBe(''),
  )
  test('on the lines that it was typed on', () =>
    expect(plainText('Left\r\n\twith Marco')).toBe('Left\r\n\twith Marco'))
  test('as it is, once it is kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(plainText(plainText(typed))).toBe(plainText(typed))
      }),
    )
  })
})

test('fault 47: an email address is cleaned, and measured as it is sent', () => {
  expect(optionalEmail.parse('\u200esmith&sons@example.com')).toBe('smith&sons@example.com')
  const domain = `${'ü'.repeat(30)}.${'ü'.repeat(30)}.example`
  expect(optionalEmail.safeParse(`dana@${domain}`).success).toBe(true)
  expect(optionalEmail.safeParse(`dana.okafor@${domain}`.replace('okafor', 'okafor'.repeat(6))).success).toBe(false)
})

test('an email address may be missing, but not wrong', () => {
  expect(optionalEmail.parse('  ')).toBeNull()
  expect(optionalEmail.parse(' dana@example.com ')).toBe('dana@example.com')
  expect(optionalEmail.safeParse('dana@').success).toBe(false)
  expect(optionalEmail.safeParse(`${'a'.repeat(95)}@x.com`).success).toBe(false)
})

test('a state is one of the US or Canada', () => {
  expect(addressShape.state.parse('co')).toBe('CO')
  expect(addressShape.state.parse('QC')).toBe('QC')
  expect(addressShape.state.parse('')).toBeNull()
  expect(addressShape.state.safeParse('XX').success).toBe(false)
})

test('an address is shown as far as it is known', () => {
  expect(formatAddress({ street: '12 Elm St', city: 'Golden', state: 'CO', zip: '80401' })).toBe(
    '12 Elm St, Golden, CO 80401',
  )
  expect(formatAddress({ street: null, city: 'Golden', state: null, zip: null })).toBe('Golden')
  expect(formatAddress({ street: null, city: null, state: null, zip: null })).toBeNull()
})
