import { expect, test } from 'vitest'
import { changedSentence } from './words'

test('who sees that the credentials changed reads what to do: tell an owner, or as one look at it', () => {
  const changed = {
    change: 'replaced',
    changedAt: new Date('2026-11-28T12:00:00Z'),
    changedByName: 'Dana Whitfield',
    userName: 'APIUser1000',
    endpoint: 'local' as const,
  }
  const said = (mayReplace: boolean) => changedSentence(changed, 'America/Denver', mayReplace).what
  expect(said(false)).toContain('If you didn’t expect this, tell an owner now.')
  expect(said(true)).toContain(
    'If you didn’t expect this, look at the audit log and the credentials under Settings now.',
  )
})
