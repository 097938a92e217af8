import { expect, test } from 'vitest'
import { ALL_PERMISSIONS, can, canRefundPart, canReplaceCredentials, canVoid, ROLE_TABLE, ROLES } from './roles'

const allowed = (may: (role: (typeof ROLES)[number]) => boolean) => ROLES.filter(may).join(' ')

// Written down a second time, so that nobody widens a role by a slip of the table.
test.each([
  ['records:read', 'owner admin contractor bookkeeper'],
  ['records:write', 'owner admin contractor'],
  ['payments:take', 'owner admin contractor'],
  ['payments:void', 'owner admin contractor bookkeeper'],
  ['payments:void-any', 'owner admin bookkeeper'],
  ['payments:refund', 'owner admin bookkeeper'],
  ['payments:resolve', 'owner admin'],
  ['emails:send', 'owner admin contractor bookkeeper'],
  ['company:manage', 'owner admin'],
  ['prices:manage', 'owner admin'],
  ['team:manage', 'owner admin'],
  ['team:lead', 'owner'],
  ['deposit:override', 'owner'],
  ['limits:lift', 'owner'],
  ['security:manage', 'owner'],
  ['audit:read', 'owner admin'],
  ['integration:manage', 'owner admin staff'],
  ['integration:replace', 'owner'],
  ['api:test', 'owner admin'],
] as const)('%s: %s', (permission, roles) => {
  expect(allowed((role) => can(role, permission))).toBe(roles)
  expect(ALL_PERMISSIONS).toHaveLength(19)
})

test('a partial refund takes the right to charge, and a bookkeeper has none', () => {
  expect(allowed(canRefundPart)).toBe('owner admin')
})

test('a contractor voids what they took', () => {
  const who = (role: (typeof ROLES)[number]) => ({ role, user: { id: 'me' } })
  expect(allowed((role) => canVoid(who(role), 'me'))).toBe('owner admin contractor bookkeeper')
  expect(allowed((role) => canVoid(who(role), 'another'))).toBe('owner admin bookkeeper')
})

test('an admin replaces credentials only while there is no owner, and staff never do', () => {
  expect(allowed((role) => canReplaceCredentials(role, true))).toBe('owner')
  expect(allowed((role) => canReplaceCredentials(role, false))).toBe('owner admin')
})

test('the table says all that there is, in words', () => {
  expect(ROLE_TABLE).toHaveLength(ALL_PERMISSIONS.length + 1) // a partial refund has no right of its own
  expect(new Set(ROLE_TABLE.map(({ words }) => words)).size).toBe(ROLE_TABLE.length)
  expect(ROLE_TABLE.find(({ words }) => words.startsWith('Refund part'))?.roles).toEqual(['owner', 'admin'])
})
