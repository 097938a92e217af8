import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { networkOf } from '@/lib/request-source'
import { clearLimits, type Limit, overLimit, returnLimits, takeLimits } from '@/lib/security/limits'
import { knownDevice, rememberDevice } from './device'

// Guessing passwords has to take too long. What stops somebody is counted by where they are, which nobody can do to
// somebody else; an account that is guessed at only becomes slower, and not for a browser that has signed in to it before.

const QUARTER_HOUR = 15 * 60

/** Of one place, for one account. */
const FOR_ONE_ACCOUNT = 10
/** Of one address, for any account: a company's office has one address. */
const FROM_ONE_ADDRESS = 30
/** Of the addresses beside it. */
const FROM_ONE_NETWORK = 200

/** Where one household or attacker may sit: an IPv6 /64, an IPv4 address and the 255 beside it. */
const around = (address: string) => networkOf(address).replace(/\.\d+$/, '.0/24')

const limitsOf = (email: string, address: string, device: string | null): Limit[] =>
  (device
    ? // Whoever guesses from the same office or café must not keep its owner out.
      [{ name: 'sign-in of device', of: `${email} ${device}`, most: FOR_ONE_ACCOUNT }]
    : [
        { name: 'sign-in of account from network', of: `${email} ${networkOf(address)}`, most: FOR_ONE_ACCOUNT },
        { name: 'sign-in from address', of: networkOf(address), most: FROM_ONE_ADDRESS },
        { name: 'sign-in from network', of: around(address), most: FROM_ONE_NETWORK },
      ]
  ).map((limit) => ({ ...limit, seconds: QUARTER_HOUR }))

/** Never refuses. It says how slow the account has become. */
const ofAccount = (email: string): Limit => ({
  name: 'sign-in of account',
  of: email,
  most: Number.MAX_SAFE_INTEGER,
  seconds: 60 * 60,
})

const FREE_TRIES = 5
const LONGEST_DELAY = 8_000

/** How long a try waits, in milliseconds, after so many that failed within the hour: 0.25 s, doubled with each. */
export const delayAfter = (failed: number): number =>
  failed < FREE_TRIES ? 0 : Math.min(LONGEST_DELAY, 250 * 2 ** (failed - FREE_TRIES))

// A password's check takes a core for 20 ms and 19 MiB. Two at once leave the other requests theirs.
const AT_ONCE = 2
const MOST_WAITING = 40
const BUSY_SECONDS = 5
const waiting: (() => void)[] = []
let running = 0

/** Runs a check when it is its turn. */
async function inTurn<T>(check: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await check()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

let delayed = 0

type Try =
  | { wait: number }
  | {
      /** Checks the password when it is its turn. */
      check: (isRight: () => Promise<boolean>) => Promise<boolean>
      /** The try was the right one, so it counts no longer. */
      succeeded: () => Promise<void>
    }

/**
 * Counts a try to sign in, before the password is looked at, so that many at once count as many.
 * @returns how many seconds to wait where there were too many, or what to do next
 */
export async function beginTry(email: string, address: string): Promise<Try> {
  if (waiting.length >= MOST_WAITING) return { wait: BUSY_SECONDS }
  const device = await knownDevice(email)
  const limits = limitsOf(email, address, device)
  const account = ofAccount(email)
  const taken = await takeLimits([...limits, account])
  const over = overLimit(taken)
  if (over) return { wait: over.seconds }
  const failed = (taken.find(({ limit }) => limit === account)?.taken ?? 1) - 1
  const delay = device ? 0 : delayAfter(failed)
  if (delay > 0) {
    if (delayed >= MOST_WAITING) return { wait: BUSY_SECONDS }
    delayed++
    await pause(delay).finally(() => delayed--)
  }
  return {
    check: inTurn,
    async succeeded() {
      await returnLimits(limits)
      await clearLimits([account])
      await rememberDevice(email)
    },
  }
}
