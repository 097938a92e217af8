// Which secrets are none: made up by a person, or the same in two places. Pure: judged before anything is started.
import { deflateRawSync } from 'node:zlib'

/** How to make what is refused here. */
export const MAKE_ONE = 'Make one with: openssl rand -base64 32'

/** Fewer bytes than this when compressed, and it repeats itself. 16 random bytes in hexadecimal take 30 and more. */
const LEAST_COMPRESSED = 24
/** Bits, by how often each character occurs. 16 random bytes in hexadecimal have 90 and more. */
const LEAST_BITS = 80

/** What stands where somebody meant to put a secret later, and blanks. None of it comes about by chance. */
const PLACEHOLDER =
  /change.?(me|this)|secret|passwor[dt]|example|placeholder|plumbline|replace|production|qwerty|openssl|goes.here|\s/i

const compressed = (bytes: Buffer) => deflateRawSync(bytes, { level: 9 }).length
/** The steps from each byte to the next: all the same in a sequence, such as 0123456789 or abcdef. */
const steps = (bytes: Buffer) => Buffer.from(bytes.subarray(1).map((byte, at) => byte - (bytes[at] ?? 0)))

function bitsOf(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length)
  return bits
}

/** Returns why a text isn't one that chance has made, or null. Chance itself is refused once in millions. */
export function weaknessOfText(text: string): string | null {
  const bytes = Buffer.from(text)
  if (compressed(bytes) < LEAST_COMPRESSED || compressed(steps(bytes)) < LEAST_COMPRESSED) return 'repeats itself'
  if (bitsOf(text) < LEAST_BITS) return 'has too few different characters'
  if (PLACEHOLDER.test(text)) return 'has words in it'
  // Chance leaves no text of this length without a digit and in one case.
  if (!/\d/.test(text) && (text === text.toLowerCase() || text === text.toUpperCase())) return 'looks like words'
  return null
}

/** Returns why a key of 32 bytes isn't one that chance has made, or null. */
export function weaknessOfKey(key: Buffer): string | null {
  if (new Set(key).size < 16 || compressed(steps(key)) < LEAST_COMPRESSED) return 'repeats itself'
  if (key.every((byte) => byte >= 0x20 && byte < 0x7f)) return 'is a text'
  return null
}

/** The ways in which the same secret can be written: as it is, and what it stands for in base64 and hexadecimal. */
function formsOf(text: string): string[] {
  const forms = [`text ${text}`]
  if (/^[\w+/-]{22,}={0,2}$/.test(text)) forms.push(`bytes ${Buffer.from(text, 'base64').toString('hex')}`)
  if (/^(?:[\da-f]{2}){16,}$/i.test(text)) forms.push(`bytes ${text.toLowerCase()}`)
  return forms
}

export type NamedSecret = { name: string; secret: string }

/** Returns the secrets that stand for the same as an earlier one, with the earlier one's name. */
export function repeated(secrets: readonly NamedSecret[]): { name: string; same: string }[] {
  const seen = new Map<string, string>()
  return secrets.flatMap(({ name, secret }) => {
    const forms = formsOf(secret)
    const same = forms.map((form) => seen.get(form)).find((earlier) => earlier !== undefined)
    for (const form of forms) seen.set(form, seen.get(form) ?? name)
    return same === undefined ? [] : [{ name, same }]
  })
}
