// What the addresses among the variables say about an installation. Pure: judged before anything is started.

/**
 * Tells whether a URL's host means this machine and no other. Names that only a resolver can judge (`box.localhost`,
 * `localhost.`) don't count.
 * @param hostname as `URL` has it: in lower case, an IPv4 address in four numbers, an IPv6 address in brackets
 */
export function isLoopbackHost(hostname: string): boolean {
  if (hostname === 'localhost' || hostname === '[::1]' || hostname === '::1') return true
  return /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
}

/** Tells whether an address leads to this machine and no other. False for what is no address. */
export const isLoopback = (address: string) => URL.canParse(address) && isLoopbackHost(new URL(address).hostname)

/** Tells whether what is sent to an address can be read on the way. */
export const isInClear = (address: string) => !address.toLowerCase().startsWith('https:') && !isLoopback(address)

/** Returns what is wrong with an address of the app, or null. It is one origin: scheme, host and port. */
export function appAddressProblem(address: string): string | null {
  if (!URL.canParse(address)) return 'must be an address, such as https://pay.example.com'
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(address)
  if (protocol !== 'https:' && protocol !== 'http:') return 'must begin with https:// (or http://, on this machine)'
  if (username || password) return 'must not have a user or password in it'
  if (hostname.includes('*')) return 'must name one host, without *'
  if (pathname !== '/' || search || hash || /[?#]$/.test(address))
    return 'must end after the host and port, without a path'
  return null
}

/** Returns what is wrong with the address of the local sandbox, or null. Cards travel there in clear. */
export function sandboxAddressProblem(address: string): string | null {
  if (isLoopback(address) && /^http:\/\/[^@?#]+$/i.test(address)) return null
  return 'must be an address on this machine, such as http://127.0.0.1:4010. The local sandbox is on no other one'
}
