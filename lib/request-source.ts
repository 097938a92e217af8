import 'server-only'
import { headers } from 'next/headers'

/** Where a request comes from, as the logs keep it: the front found it out (server/front.ts). */
export type RequestSource = { address: string; requestId: string; userAgent: string }

/** Returns where the current request comes from. */
export async function getRequestSource(): Promise<RequestSource> {
  const all = await headers()
  return {
    address: all.get('x-client-address') ?? '',
    requestId: all.get('x-request-id') ?? '',
    userAgent: (all.get('user-agent') ?? '').slice(0, 300),
  }
}

/** The network that an address is of: one household, or one attacker, has an IPv6 address's whole /64 (RFC 6177). */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const [front = '', back] = address.toLowerCase().split('::')
  const groups = (text = '') => (text === '' ? [] : text.split(':'))
  const [begin, end] = [groups(front), groups(back)]
  const zeros = Array<string>(Math.max(0, 8 - begin.length - end.length)).fill('0')
  const all = back === undefined ? begin : [...begin, ...zeros, ...end]
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
