import { describe, expect, it } from 'vitest'
import { isSameName, namesOf, type SignerState, signedWhen, signerAt, stateOf, waitsFor } from './states'

const AT = new Date('2026-11-30T12:00:00Z')
const signer = (name: string, more: Partial<SignerState> = {}): SignerState => ({
  ...{ id: name, role: 'customer', name, email: `${name.toLowerCase()}@example.com`, turn: 1 },
  ...{ signed: null, declined: null },
  ...more,
})
const signed = { signed: { at: AT, by: 'x' } }

describe('the signing of a version', () => {
  it('is open until all have signed, and over once somebody declines', () => {
    expect(stateOf([])).toBe('none')
    expect(stateOf([signer('Ann', signed), signer('Bob')])).toBe('open')
    expect(stateOf([signer('Ann', signed), signer('Bob', signed)])).toBe('complete')
    expect(stateOf([signer('Ann', signed), signer('Bob', { declined: { at: AT, reason: 'No' } })])).toBe('over')
  })

  it('goes by turns', () => {
    const [ann, bob, co] = [signer('Ann', signed), signer('Bob', { turn: 2 }), signer('Co', { turn: 5 })]
    expect(waitsFor([ann, bob, co], bob)).toEqual([])
    expect(waitsFor([ann, bob, co], co)).toEqual(['Bob'])
    expect(waitsFor([signer('Ann'), bob, co], co)).toEqual(['Ann', 'Bob'])
  })

  it('knows a signer by the address of their link, else by the name that it was made for', () => {
    const all = [
      signer('Ann'),
      signer('Bob', { email: null }),
      signer('Marsh Roofing', { role: 'company', email: null }),
    ]
    expect(signerAt(all, { name: 'Whoever', email: 'ann@example.com' })?.id).toBe('Ann')
    expect(signerAt(all, { name: ' ann ', email: null })?.id).toBe('Ann')
    expect(signerAt(all, { name: 'BOB', email: 'bob@work.example' })?.id).toBe('Bob')
    expect(signerAt(all, { name: 'Ann', email: 'other@example.com' })).toBeUndefined()
    expect(signerAt(all, { name: 'Marsh Roofing', email: null })).toBeUndefined()
    expect(isSameName('José  Núñez', 'JOSÉ NÚÑEZ')).toBe(true)
  })

  it('names people', () => {
    expect(['', 'a', 'a and b', 'a, b and c']).toEqual(
      [[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map((names) => namesOf(names)),
    )
  })

  it('A19: says when in the company’s zone, with its name', () => {
    expect(signedWhen(new Date('2026-07-02T01:45:00Z'), 'America/Denver')).toBe('Jul 1, 2026, 7:45 PM MDT')
    expect(signedWhen(new Date('2026-11-30T02:45:00Z'), 'America/Denver')).toBe('Nov 29, 2026, 7:45 PM MST')
  })
})
