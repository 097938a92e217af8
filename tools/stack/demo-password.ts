import { randomInt } from 'node:crypto'
import { keptOnce } from './kept'

/** The password of the demo's people that the README names. */
const KNOWN = 'plumbline'

/** Without letters and digits that look like others: it is read from a terminal and typed on a tablet. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four letters: 79 bits. */
const makePassword = () =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join(
    '-',
  )

/**
 * Returns the password of the demo's people. While only this machine reaches the app it's the one that the README names.
 * Otherwise it is one that was made for this installation, once.
 */
export const demoPassword = (loopback: boolean, folder?: string): string =>
  loopback ? KNOWN : keptOnce('demo-password', makePassword, folder)
