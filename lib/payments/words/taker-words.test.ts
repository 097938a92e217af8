import { expect, it } from 'vitest'
import { eventOf, payment, timelineOf } from '@/lib/testing/word-samples'
import { takerLabel, takerName, takerWords } from './taker-words'

const MEMBER = { takenByName: 'Marco Reyes', linkId: null }
const CUSTOMER = { takenByName: 'Olivia Marsh', linkId: 'link' }

it('names a member who took a payment, and a customer who made it by their link', () => {
  expect([takerName(MEMBER), takerWords(MEMBER)]).toEqual(['Marco Reyes', 'by Marco Reyes'])
  expect([takerName(CUSTOMER), takerWords(CUSTOMER)]).toEqual(Array(2).fill('Olivia Marsh, by their link'))
  for (const each of [MEMBER, CUSTOMER]) {
    expect(takerWords(each).match(/\bby\b/g)).toHaveLength(1)
    expect(`${takerLabel(each)} ${takerName(each)}`.match(/\bby\b/g)).toHaveLength(1)
  }
})

it('on a timeline says so of what the customer did, and of nothing that a member did to it', () => {
  const events = [
    { ...eventOf('submitting', 'click', null), actorId: null, actorName: 'Olivia Marsh' },
    { ...eventOf('voided', 'click', null), actorId: 'u', actorName: 'Ada' },
  ]
  const who = (linkId: string | null) => timelineOf({ ...payment, linkId, events }).flatMap((each) => each.who ?? [])
  expect(who('link')).toEqual(['Olivia Marsh, by their link', 'Ada'])
  expect(who(null)).toEqual(['Olivia Marsh', 'Ada'])
})
