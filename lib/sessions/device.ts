import 'server-only'
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { purposeKey, purposeKeys } from '@/lib/purpose-key'

// A browser that has signed in to an account keeps a cookie that says so. It opens nothing: it only keeps somebody else's
// guesses from slowing its owner down.

const MOST_ACCOUNTS = 5
const PURPOSE = 'plumbline known device'

/** `<the device's id>~<a keyed hash of it and the account>` */
function markOf(email: string, id: string, key: Buffer): string {
  const hash = createHmac('sha256', key).update(`${id}\0${email}`).digest('base64url')
  return `${id}~${hash.slice(0, 22)}`
}

function isMarkOf(email: string, mark: string): boolean {
  const given = Buffer.from(mark)
  return purposeKeys(PURPOSE).some((key) => {
    const right = Buffer.from(markOf(email, mark.split('~')[0] ?? '', key))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

const marksIn = (cookie: string) => cookie.split('.').filter(Boolean).slice(0, MOST_ACCOUNTS)

/** Returns the id of a browser that has signed in to this account before, by its cookie; null where it hasn't. */
export const knownDevice = (email: string, cookie: string): string | null =>
  marksIn(cookie)
    .find((mark) => isMarkOf(email, mark))
    ?.split('~')[0] ?? null

/** Returns the cookie of a browser that has signed in to this account, too. */
export function markDevice(email: string, cookie: string): string {
  const others = marksIn(cookie).filter((mark) => !isMarkOf(email, mark))
  const mark = markOf(email, randomBytes(9).toString('base64url'), purposeKey(PURPOSE))
  return [mark, ...others].slice(0, MOST_ACCOUNTS).join('.')
}
