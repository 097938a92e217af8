import { plainSymbols } from './typed-text'

// Email addresses: what counts as one, and how one with an international domain is written for those who send it.

/** The most that PaySimple takes (PS-020), of the address as it is sent. */
export const MAX_EMAIL = 100

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

/** A domain in the letters that mail servers know: "münchen.example" → "xn--mnchen-3ya.example". Null when it's none. */
function asciiDomain(domain: string): string | null {
  if (/[\s/:?#@[\]\\%]/.test(domain)) return null
  try {
    const { hostname } = new URL(`http://${domain}`)
    return DOMAIN.test(hostname) ? hostname : null
  } catch {
    return null
  }
}

/** Returns an address as it is sent: an international domain in punycode. Anything that isn't an address stays as it is. */
export function asciiEmail(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  return `${email.slice(0, at + 1)}${(/^[\0-\x7f]*$/.test(domain) ? null : asciiDomain(domain)) ?? domain}`
}

/** A typed or pasted email address → the address without what nobody sees in it, or null when it isn't one. */
export function parseEmail(typed: string): string | null {
  const email = plainSymbols(typed)
  const at = email.lastIndexOf('@')
  if (!LOCAL.test(email.slice(0, at)) || asciiDomain(email.slice(at + 1)) === null) return null
  return email
}

/**
 * The problem with a typed address that may be empty, in words, or null.
 * @param message says what an address looks like
 */
export function emailProblem(typed: string, message: string): string | null {
  const email = plainSymbols(typed)
  if (email !== '' && parseEmail(email) === null) return message
  return asciiEmail(email).length > MAX_EMAIL ? `An email address can have at most ${MAX_EMAIL} characters.` : null
}
