import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutLinks } from './plain-links'

/** What mail programs make a link of: an address with its scheme, a domain, an email address. */
const LINKED = /[a-z][a-z0-9+.-]*:\/\/|www\.\S|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}|[\p{L}\p{N}.]+@[\p{L}\p{N}]/iu

describe('a typed text in an email', () => {
  it.each([
    [
      'your suspended account. Confirm at https://evil.example/login?x=1',
      'your suspended account. Confirm at (link removed)',
    ],
    ['HTTPS://EVIL.EXAMPLE', '(link removed)'],
    ['evil.example/login now', '(link removed) now'],
    ['www.evil.example', '(link removed)'],
    ['evil.example', 'evil. example'],
    ['a\u200b.\u200bexample', 'a. example'],
    ['ev\u00adil.ex\u2060ample', 'evil. example'],
    ['bob@evil.example', 'bob at evil. example'],
    ['javascript:alert(1)', '(link removed)'],
    ['http://192.0.2.1/x and 192.0.2.1/x', '(link removed) and (link removed)'],
    ['evil。example', 'evil. example'],
    ['Confirm\r\nBcc: x', 'Confirm Bcc: x'],
  ])('%j reads %j', (typed, read) => expect(withoutLinks(typed)).toBe(read))

  it.each([
    ['Olivia'],
    ['St. Mary’s roof, phase 2'],
    ['J.R. O’Neil-Marsh'],
    ['12 Elm Street, Denver, CO 80202'],
    ['Gutters 6" × 120.5 ft, $1,500.00 (50%)'],
    ['Visa ending in 1111'],
    ['Küche & Bad · 2. OG'],
    ['Check 1042'],
  ])('%j stays as it is', (typed) => expect(withoutLinks(typed)).toBe(typed))

  it('never has a link, whatever was typed', () => {
    const part = fc.constantFrom(
      'https',
      '://',
      'evil',
      '.',
      'example',
      '/',
      'www',
      '@',
      ' ',
      '\u200b',
      'com',
      ':',
      '?',
      '1',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        expect(withoutLinks(parts.join(''))).not.toMatch(LINKED)
      }),
      { numRuns: 3_000 },
    )
  })
})
