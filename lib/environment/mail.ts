// What a mail server's address says. Pure: judged before anything is started.
import { isLoopbackHost } from './addresses'
import { decoded } from './database'

/** nodemailer's parameters that say nothing about encryption. */
const HARMLESS = ['name', 'authMethod', 'localAddress', 'tls.servername']
/** And those that say what holds anyway. */
const SAID_ANYWAY = ['requireTLS=true', 'ignoreTLS=false', 'opportunisticTLS=false', 'tls.rejectUnauthorized=true']

/** Returns what is wrong with a mail server's address, or null. */
export function mailAddressProblem(address: string): string | null {
  const like = 'must be like smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST:465'
  if (!URL.canParse(address)) return like
  const { protocol, hostname, username, password, searchParams } = new URL(address)
  if (!/^smtps?:$/.test(protocol) || !hostname) return like
  if (Boolean(username) !== Boolean(password)) return 'has half a login: it needs USER:PASSWORD, or neither'
  for (const [name, value] of searchParams)
    if (!HARMLESS.includes(name) && !SAID_ANYWAY.includes(`${name}=${value}`))
      return `must not have the parameter ${name}. Mail is encrypted, and the server's certificate checked, whatever it says`
  return null
}

/** Returns the password in a mail server's address, or '' where there is none. */
export const mailPassword = (address: string) => (URL.canParse(address) ? decoded(new URL(address).password) : '')

/** Tells whether a mail server is this machine's own. @param address one that `mailAddressProblem` accepts */
export const isOwnMailServer = (address: string) => isLoopbackHost(new URL(address).hostname)

/** Returns what is wrong with the domain to which emails come back, or null. Its addresses have 64 letters before the @. */
export const bounceDomainProblem = (domain: string): string | null =>
  /^(?=.{4,180}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/.test(domain)
    ? null
    : 'must be a domain in lower case, such as bounces.example.com'

/** Tells whether a host can have a mailbox: a name with a dot, and no IP address. */
export const canHaveMailbox = (hostname: string) => hostname.includes('.') && !/^[\d.]+$|^\[/.test(hostname)
