// What a database's address says about who can read along. Pure: judged before anything is started.
import { isLoopbackHost } from './addresses'

type Given = NodeJS.Dict<string>

/** The last of a parameter's values, as pg takes it. */
const parameter = (url: URL, name: string) => url.searchParams.getAll(name).at(-1) ?? ''

/** A part of an address as it is meant: "%2F" is "/". */
export const decoded = (text: string) => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Returns what is wrong with a database's address, or null. */
export function databaseAddressProblem(address: string): string | null {
  const like = 'must be like postgresql://USER:PASSWORD@HOST:5432/NAME'
  if (!URL.canParse(address)) return like
  const { protocol, pathname } = new URL(address)
  return /^postgres(ql)?:$/.test(protocol) && pathname.length > 1 ? null : like
}

/** Returns the password in a database's address, or '' where there is none. */
export function databasePassword(address: string): string {
  if (!URL.canParse(address)) return ''
  const url = new URL(address)
  return parameter(url, 'password') || decoded(url.password)
}

/**
 * Returns where pg connects to: a host, or a socket's folder.
 * @param address one that `databaseAddressProblem` accepts
 * @param given the variables, of which PGHOST counts where the address has no host
 */
function hostOf(address: string, given: Given): string {
  const url = new URL(address)
  return parameter(url, 'host') || decoded(url.hostname) || given.PGHOST || 'localhost'
}

/**
 * Returns why others could read along on the way to a database, or null: it is on this machine, or its certificate is
 * checked. `sslmode=require` alone is not enough: it takes any server for the right one, depending on what reads it.
 * @param address one that `databaseAddressProblem` accepts
 */
export function databaseTlsProblem(address: string, given: Given): string | null {
  const host = hostOf(address, given)
  if (host.startsWith('/') || isLoopbackHost(host)) return null
  const { searchParams } = new URL(address)
  const modes = searchParams.getAll('sslmode')
  if (modes.length === 1 && modes[0] === 'verify-full' && !searchParams.has('ssl')) return null
  return (
    `must end with ?sslmode=verify-full (and no ssl=), because ${host} is another machine. If its certificate comes ` +
    'from an authority of your own, add &sslrootcert=FILE'
  )
}
