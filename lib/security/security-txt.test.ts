import { expect, test } from 'vitest'
import { securityTxt } from './security-txt'

const at = new Date('2026-11-28T12:00:00Z')
const APP_URL = 'https://pay.example.com'

test('names the contact, until when it holds, and itself (RFC 9116)', () => {
  expect(securityTxt({ APP_URL, SECURITY_CONTACT: 'security@example.com', SECURITY_EXPIRES: '2027-06-01' }, at)).toBe(
    [
      'Contact: mailto:security@example.com',
      'Expires: 2027-06-01T00:00:00Z',
      'Preferred-Languages: en',
      'Canonical: https://pay.example.com/.well-known/security.txt',
      '',
    ].join('\n'),
  )
  const rolling = securityTxt({ APP_URL, SECURITY_CONTACT: 'https://example.com/report' }, at)
  expect(rolling).toContain('Contact: https://example.com/report\nExpires: 2027-02-26T00:00:00Z\n')
})

test('is not there without a contact, or once it has expired', () => {
  expect(securityTxt({ APP_URL }, at)).toBeNull()
  expect(securityTxt({ APP_URL, SECURITY_CONTACT: 'a@example.com', SECURITY_EXPIRES: '2026-11-28' }, at)).toBeNull()
})
