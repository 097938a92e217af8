// Where a request comes from. A client can write any X-Forwarded-For, so only as many of its entries count as there are
// proxies of our own before the app (TRUSTED_PROXIES).
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'

/** An address as it is compared and kept: an IPv4 address that arrives over IPv6 is that IPv4 address. */
const plain = (address: string): string =>
  address
    .trim()
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
    .replace(/%.*$/, '')

/**
 * Returns the address of who sent a request: of the connection, or, behind proxies of our own, the one that the outermost
 * of them saw. Each of them appends to X-Forwarded-For whom it got the request from.
 * @param trustedProxies how many proxies of our own every request passes
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustedProxies: number,
) {
  const connection = plain(socket.remoteAddress ?? '')
  if (trustedProxies === 0) return connection
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(plain)
  const seen = forwarded.at(-trustedProxies) ?? ''
  return isIP(seen) ? seen : connection
}
