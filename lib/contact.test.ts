import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressShape, formatAddress, formatPhone, optionalEmail, parsePhone } from './contact'

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
