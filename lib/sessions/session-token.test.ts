import fc from 'fast-check'
import { expect, test } from 'vitest'
import { purposeKey } from '@/lib/purpose-key'
import { makeToken, readSession, readToken, sessionCookie } from './session-token'

const SESSION = { userId: 'd3b07384-d9a0-4c9b-8f0e-1f2e3d4c5b6a', id: '0191d3b0-7384-7d9a-8f0e-1f2e3d4c5b6a' }
const at = new Date('2026-11-28T12:00:00Z')
const exp = at.getTime() / 1000 + 60

test('a token is read until it ends', () => {
  const token = makeToken({ ...SESSION, exp })
  expect(readToken(token, at)).toEqual({ ...SESSION, exp })
  expect(readToken(token, new Date(exp * 1000 - 1))).toEqual({ ...SESSION, exp })
  expect(readToken(token, new Date(exp * 1000))).toBeNull()
})

test('a token that we didn’t make, or that was changed, is nobody’s', () => {
  const token = makeToken({ ...SESSION, exp })
  const [body = '', signature = ''] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ ...SESSION, exp: exp + 1 })).toString('base64url')
  for (const wrong of [
    '',
    '.',
    body,
    `${body}.`,
    `.${signature}`,
    `${forged}.${signature}`,
    `${token}.x`,
    `${token}=.`,
  ])
    expect(readToken(wrong, at), wrong).toBeNull()
  fc.assert(fc.property(fc.string(), (text) => readToken(text, at) === null))
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aZ0-_.'), (place, letter) => {
      const changed = `${token.slice(0, place)}${letter}${token.slice(place + 1)}`
      const read = readToken(changed, at)
      // The last letter of base64url has bits that say nothing.
      expect(read === null || changed === token || place === token.length - 1).toBe(true)
      if (read) expect(read).toEqual({ ...SESSION, exp })
    }),
  )
})

test('a token is read while its secret is one of those that count, the first one or an old one', () => {
  const [old, present, foreign] = ['o', 'p', 'f'].map((letter) =>
    purposeKey('plumbline session token', letter.repeat(43)),
  )
  if (!old || !present || !foreign) throw new Error()
  const token = makeToken({ ...SESSION, exp }, old)
  expect(readToken(token, at, [present, old])).toEqual({ ...SESSION, exp })
  expect(readToken(token, at, [old])).toEqual({ ...SESSION, exp })
  expect(readToken(token, at, [present])).toBeNull()
  expect(readToken(makeToken({ ...SESSION, exp }, foreign), at, [present, old])).toBeNull()
  expect(readToken(makeToken({ ...SESSION, exp }, purposeKey('plumbline limits')), at)).toBeNull()
})

test('a Cookie header names the session of the last cookie of its name, as Next reads them', () => {
  const later = Math.ceil(Date.now() / 1000) + 60
  const token = makeToken({ ...SESSION, exp: later })
  expect(readSession(`a=b; ${sessionCookie()}=${token}; c=d`)).toMatchObject(SESSION)
  expect(readSession(`${sessionCookie()}=${token}; ${sessionCookie()}=x`)).toBeNull()
  for (const none of [undefined, '', `x${sessionCookie()}=${token}`, `authjs.session-token=${token}`])
    expect(readSession(none)).toBeNull()
})
