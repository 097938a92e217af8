import { expect, test } from 'vitest'
import { customerSuspendedWords, suspendedWords } from './suspended'

test('members of a suspended company read whom to call, if that is set', () => {
  const said = (SUPPORT_CONTACT?: string) => suspendedWords('Summit Ridge', { SUPPORT_CONTACT }).sentence
  expect(said('(303) 555-0100')).toContain('Contact Plumbline at (303) 555-0100')
  expect(said()).toContain('Ask whoever runs Plumbline')
})

test('its customers read how they reach the company, and nothing of why', () => {
  const company = { name: 'Summit Ridge', phone: '3035550142', email: 'office@summit.test' }
  const said = (changes: Partial<typeof company> | { phone?: null; email?: null } = {}) =>
    customerSuspendedWords({ ...company, ...changes }).sentence
  expect(said()).toContain('call (303) 555-0142 or write to office@summit.test')
  expect(said({ email: null })).toMatch(/call \(303\) 555-0142\.$/)
  expect(said({ phone: null, email: null })).toMatch(/contact Summit Ridge\.$/)
  expect(said()).not.toMatch(/suspend/i)
})
