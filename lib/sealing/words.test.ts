import { expect, it } from 'vitest'
import { DocumentAct } from '@/prisma/generated/enums'
import { actWords, detailOf, exactly, inUtc, noAddressWords, reachedWords, waitingWords, zoneName } from './words'

// What the certificate says, and what the office reads while a paper waits for its seal.

const AT = new Date('2026-12-01T02:45:12.900Z')

it('A17, A19: a time names its zone, with its day there, and UTC stands beside it', () => {
  expect(exactly(AT, 'America/Denver')).toBe('Nov 30, 2026, 7:45:12 PM MST')
  expect(exactly(AT, 'America/New_York')).toBe('Nov 30, 2026, 9:45:12 PM EST')
  expect(exactly(new Date('2026-07-01T01:00:00Z'), 'America/Denver')).toBe('Jun 30, 2026, 7:00:00 PM MDT')
  expect(inUtc(AT)).toBe('2026-12-01 02:45:12 UTC')
  expect(zoneName(AT, 'America/Denver')).toBe('America/Denver (MST)')
})

it('each act has words, with its version where it has one', () => {
  const words = Object.values(DocumentAct).map((act) => actWords(act, null))
  expect(new Set(words).size).toBe(words.length)
  expect(actWords('sent', 2)).toBe('Sent, version 2')
})

it('says nothing that a company noted for itself', () => {
  expect(detailOf('sent', 'Asks for more than the state allows. Sent anyway: an old friend')).toBe('')
  expect(detailOf('asked', '“Why so much?”')).toBe('')
  expect(detailOf('signature_given', 'Olivia Marsh')).toBe('Olivia Marsh')
  expect(detailOf('signature_given', null)).toBe('')
})

it('says how somebody was reached', () => {
  expect(reachedWords({ by: 'link', way: 'email', email: 'olivia@example.com' })).toBe('By email to olivia@example.com')
  expect(reachedWords({ by: 'link', way: 'room', email: null })).toBe('By a code in the room')
  expect(reachedWords({ by: 'member', name: 'Marco Diaz' })).toBe('Marco Diaz, signed in as a member of the company')
})

it('the office reads why a paper waits, what to do, and that it’s signed all the same', () => {
  expect(waitingWords('agreement', null)).toBe('The sealed copy is being made.')
  for (const why of ['key', 'timestamp', 'photo', 'error'] as const)
    expect(waitingWords('change_order', why)).toMatch(
      /^The sealed copy isn’t made yet\. .+; the change order is signed/,
    )
  expect(waitingWords('agreement', 'photo')).toContain('Add the same photo again')
})

it('C15: the office reads who gets no copy by email', () => {
  expect(noAddressWords('Ada', 1)).toMatch(/^Ada has no email address here/)
  expect(noAddressWords('Ada and Noah', 2)).toMatch(/^Ada and Noah have no email address here.*to them\./)
})
