import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asciiEmail, parseEmail } from './email-address'

describe('fault 47: an email address', () => {
  test.each([
    ['dana@example.com', 'dana@example.com'],
    ['smith&sons@example.com', 'smith&sons@example.com'],
    ["o'brien+roof@mail.example.co.uk", "o'brien+roof@mail.example.co.uk"],
    ['info@münchen.example', 'info@münchen.example'],
    ['\u202adana@example.com\u202c', 'dana@example.com'],
    ['dana\u200b@example\ufeff.com\u00a0', 'dana@example.com'],
    ['ｄａｎａ＠example.com', 'dana@example.com'],
  ])('%j is %j', (typed, email) => expect(parseEmail(typed)).toBe(email))

  test.each(
    [
      '',
      'dana',
      'dana@',
      '@example.com',
      'dana@example',
      'da na@example.com',
      'dana@example.com, flo@example.com',
    ].concat(
      [
        'dana..x@example.com',
        '.dana@example.com',
        'dana@1.2.3.4',
        'dana@example.com/x',
        'dana@-x.com',
        'jörg@example.com',
      ],
      ['dana@example.com:25', 'Dana <dana@example.com>', 'dana@ex%61mple.com'],
    ),
  )('%j is none', (typed) => expect(parseEmail(typed)).toBeNull())

  test('goes out with its domain in punycode, once', () => {
    expect(asciiEmail('info@münchen.example')).toBe('info@xn--mnchen-3ya.example')
    expect(asciiEmail('Smith&Sons@Example.com')).toBe('Smith&Sons@Example.com')
    fc.assert(
      fc.property(fc.emailAddress(), (email) => {
        expect(parseEmail(email)).toBe(email)
        expect(asciiEmail(email)).toBe(email)
      }),
    )
  })
})
