import type { IncomingMessage } from 'node:http'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { clientAddress } from './client-address'

const SOCKET = '192.0.2.1'
const addressOf = (forwarded: string | undefined, proxies: number, remoteAddress = SOCKET) =>
  clientAddress(
    { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage,
    proxies,
  )

describe('the address of who asks', () => {
  test.each([
    [0, '203.0.113.9, 198.51.100.7', SOCKET],
    [1, '203.0.113.9, 198.51.100.7', '198.51.100.7'],
    [2, '203.0.113.9, 198.51.100.7', '203.0.113.9'],
    [2, '9.9.9.9, 203.0.113.9, 198.51.100.7', '203.0.113.9'],
    [1, '2001:db8::7', '2001:db8::7'],
    [1, '::ffff:198.51.100.7', '198.51.100.7'],
    // What isn't there, or isn't an address, is nobody's to choose.
    [1, undefined, SOCKET],
    [2, '198.51.100.7', SOCKET],
    [1, '203.0.113.9, unknown', SOCKET],
    [1, '203.0.113.9, 198.51.100.7:4711', SOCKET],
    [1, '203.0.113.9,', SOCKET],
  ])('behind %i proxies with “%s” is %s', (proxies, forwarded, address) => {
    expect(addressOf(forwarded, proxies)).toBe(address)
  })

  it('is never moved by what a client writes before what our own proxies add', () => {
    const ipv4 = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.string(), fc.array(ipv4, { minLength: 1, maxLength: 3 }), (forged, seen) => {
        expect(addressOf([forged, ...seen].join(', '), seen.length)).toBe(seen[0])
        expect(addressOf(forged, 0)).toBe(SOCKET)
      }),
    )
  })

  it('is written in one way for one address', () => {
    expect(addressOf(undefined, 0, '::ffff:192.0.2.1')).toBe(SOCKET)
    expect(addressOf(undefined, 0, 'fe80::1%eth0')).toBe('fe80::1')
  })
})
