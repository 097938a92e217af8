import { describe, expect, it } from 'vitest'
import { nextOf, turnOf } from './decide'
import { hourOn } from './plan'
import { USUAL } from './policy'
import { type SigningRequest, signingFacts } from './signing-facts'
import { type AskedVersion, askedSince, signingRequestState } from './signing-state'

const ZONE = 'America/Denver'
const at = (day: string, hour = 9) => hourOn(day, hour, ZONE)
const signed = (day: string) => ({ at: at(day), by: '' })
const ANN = { id: 'ann', name: 'Ann', turn: 1, signed: null, declined: null }
const BOB = { ...ANN, id: 'bob', name: 'Bob', turn: 2 }
const version = (changes: Partial<AskedVersion> = {}): AskedVersion => ({
  ...{ isStanding: true, expiresOn: null, timeZone: ZONE, signers: [ANN, BOB] },
  ...changes,
})

describe('a request to sign', () => {
  it.each([
    ['ann', {}, 'open'],
    ['bob', {}, 'waits'],
    ['ann', { signers: [{ ...ANN, signed: signed('2026-12-01') }, BOB] }, 'signed'],
    ['bob', { signers: [{ ...ANN, signed: signed('2026-12-01') }, BOB] }, 'open'],
    ['bob', { signers: [{ ...ANN, declined: { at: at('2026-12-01'), reason: 'No' } }, BOB] }, 'declined'],
    ['ann', { isStanding: false }, 'withdrawn'],
    ['ann', { expiresOn: '2026-12-02' }, 'expired'],
    ['ann', { expiresOn: '2026-12-03' }, 'open'],
    ['eve', {}, 'withdrawn'],
  ] as [string, Partial<AskedVersion>, string][])('of %s with %j is %s', (who, changes, state) => {
    expect(signingRequestState(version(changes), who, at('2026-12-03'))).toBe(state)
  })

  it('counts from the day on which the turn came', () => {
    const since = at('2026-12-01', 15)
    expect(askedSince([ANN, BOB], 2, since)).toBe(since)
    expect(askedSince([{ ...ANN, signed: signed('2026-12-08') }, BOB], 2, since)).toEqual(at('2026-12-08'))
    expect(askedSince([{ ...ANN, signed: signed('2026-11-08') }, BOB], 2, since)).toBe(since)
  })
})

const request = (changes: Partial<SigningRequest> = {}): SigningRequest => ({
  ...{ id: 'ann', jobId: 'j', documentId: 'd', label: 'Agreement', askedByName: 'Ada', isArchived: false, done: [] },
  ...{ askedAt: at('2026-12-01', 15), policy: USUAL, version: version() },
  person: { name: 'Ann', email: 'ann@example.com', hasLink: true, isDead: false, byHand: [] },
  ...changes,
})

describe('its reminders', () => {
  it('go out on the second and the fifth day at 9:00', () => {
    const facts = (on: Date, changes?: Partial<SigningRequest>) => signingFacts(request(changes), on)
    expect(turnOf(facts(at('2026-12-02')), at('2026-12-02'))).toBeNull()
    expect(turnOf(facts(at('2026-12-03')), at('2026-12-03'))).toMatchObject({
      planned: { step: 2 },
      skipped: null,
      to: [{ name: 'Ann' }],
    })
    const done = [{ step: 2, at: at('2026-12-03'), skipped: null }]
    const now = at('2026-12-04')
    expect(nextOf(facts(now, { done }), now)).toEqual({ at: at('2026-12-06') })
  })

  it.each([
    [
      'declined',
      { version: version({ signers: [ANN, { ...BOB, declined: { at: at('2026-12-02'), reason: 'No' } }] }) },
    ],
    ['withdrawn', { version: version({ isStanding: false }) }],
    ['expired', { version: version({ expiresOn: '2026-12-02' }) }],
    ['waits', { id: 'bob' }],
    ['signed', { version: version({ signers: [{ ...ANN, signed: signed('2026-12-02') }, BOB] }) }],
  ] as [string, Partial<SigningRequest>][])('stop, and say why: %s', (why, changes) => {
    const now = at('2026-12-07')
    const facts = signingFacts(request(changes), now)
    expect(turnOf(facts, now)).toBeNull()
    expect(nextOf(facts, now)).toEqual({ none: why })
  })
})
