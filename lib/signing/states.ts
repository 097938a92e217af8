import { formatInstant } from '@/lib/dates'

// How the signing of a version stands. Pure.

/** One who signs. */
export type SignerState = {
  id: string
  role: 'customer' | 'company'
  name: string
  email: string | null
  turn: number
  /** Null while they haven't. `by`: who pressed, for the company. */
  signed: { at: Date; by: string } | null
  declined: { at: Date; reason: string } | null
}

/** `none`: nobody was asked. `over`: somebody declined, and nothing more is signed of this version. */
export type SigningState = 'none' | 'open' | 'over' | 'complete'

export function stateOf(signers: readonly Pick<SignerState, 'signed' | 'declined'>[]): SigningState {
  if (signers.length === 0) return 'none'
  if (signers.some(({ declined }) => declined !== null)) return 'over'
  return signers.every(({ signed }) => signed !== null) ? 'complete' : 'open'
}

/** The names of those who sign before this one does, and haven't; empty once it's their turn. */
export const waitsFor = (
  signers: readonly Pick<SignerState, 'name' | 'turn' | 'signed'>[],
  { turn }: Pick<SignerState, 'turn'>,
): string[] => signers.filter((each) => each.turn < turn && each.signed === null).map(({ name }) => name)

/** Names as a sentence has them: "Olivia, Noah and Marco". `and`: as another language has it. */
export const namesOf = (names: readonly string[], and = 'and'): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`

/** A name as it is compared: of a link that nobody emailed, the name says whose it is. */
const folded = (name: string) => name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLocaleLowerCase('en-US')
export const isSameName = (one: string, other: string): boolean => folded(one) === folded(other)

/**
 * Which of the signers a customer's link is for: by the email address where both have one, else by the name that the company
 * made them for. Undefined for somebody who doesn't sign.
 */
export const signerAt = <S extends Pick<SignerState, 'role' | 'name' | 'email'>>(
  signers: readonly S[],
  link: { name: string; email: string | null },
): S | undefined =>
  signers.find(
    ({ role, name, email }) =>
      role === 'customer' &&
      (link.email === null || email === null ? isSameName(name, link.name) : email === link.email),
  )

const zones = new Map<string, Intl.DateTimeFormat>()

/** When somebody signed, with the zone: "Nov 29, 2026, 7:45 PM MST". */
export function signedWhen(at: Date, timeZone: string): string {
  const format =
    zones.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', timeZoneName: 'short' })
  zones.set(timeZone, format)
  const zone = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return `${formatInstant(at, timeZone)} ${zone}`
}
