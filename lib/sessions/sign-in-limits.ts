import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { networkOf } from '@/lib/request-source'
import { clearLimits, type Limit, overLimit, returnLimits, takeLimits } from '@/lib/security/limits'
import { Busy } from './password'

// Guessing passwords has to take too long. What stops somebody is counted by where they are, which nobody can do to
// somebody else; an account that is guessed at only becomes slower, and not for a browser that has signed in to it before.

const QUARTER_HOUR = 15 * 60

/** Of one place, for one account. */
const FOR_ONE_ACCOUNT = 10
/** Of one address, for any account: a company's office has one address. */
const FROM_ONE_ADDRESS = 30
/** Of the addresses beside it. */
const FROM_ONE_NETWORK = 200

/** What one attacker has easily: an IPv4 address and the 255 beside it, an IPv6 /48 (RFC 6177). */
const around = (address: string): string =>
  address.includes(':')
    ? `${networkOf(address).split(':').slice(0, 3).join(':')}::/48`
    : address.replace(/\.\d+$/, '.0/24')

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

export const FREE_TRIES = 5
export const LONGEST_DELAY = 8_000

/** How long a try waits, in milliseconds, after so many that failed within the hour: 0.25 s, doubled with each. */
export const delayAfter = (failed: number): number =>
  failed < FREE_TRIES ? 0 : Math.min(LONGEST_DELAY, 250 * 2 ** (failed - FREE_TRIES))

// Each try that waits is an open connection.
const MOST_DELAYED = 40
const MOST_OF_ONE = 10
// On globalThis for the reason in lib/db.ts.
const holder = globalThis as unknown as { plumblineDelayed?: string[] }

export type Wait = (ms: number) => Promise<unknown>

/** Has a try wait. @throws Busy when too many wait already */
async function delay(email: string, ms: number, wait: Wait): Promise<void> {
  if (ms === 0) return
  holder.plumblineDelayed ??= []
  const delayed = holder.plumblineDelayed
  const ofThis = delayed.filter((each) => each === email).length
  if (delayed.length >= MOST_DELAYED || ofThis >= MOST_OF_ONE) throw new Busy()
  delayed.push(email)
  try {
    await wait(ms)
  } finally {
    delayed.splice(delayed.indexOf(email), 1)
  }
}

export type Try = {
  /** How many seconds to wait where there were too many tries, else 0. */
  wait: number
  /** Waits as long as the account is slow by now. @throws Busy when too many wait already */
  slowly: () => Promise<void>
  /** The try counts no longer: the password wasn't looked at. */
  takeBack: () => Promise<void>
  /** The password was the right one: this try counts no longer, nor do others' for how slow the account is. */
  succeeded: () => Promise<void>
}

/**
 * Counts a try to sign in, before the password is looked at, so that many at once count as many.
 * @param device the id of a browser that has signed in to this account before (device.ts), or null
 * @param wait how to wait
 * @throws when it can't be counted: then nobody gets in
 */
export async function countTry(
  email: string,
  address: string,
  device: string | null,
  wait: Wait = pause,
): Promise<Try> {
  const limits = limitsOf(email, address, device)
  const account = ofAccount(email)
  const taken = await takeLimits([...limits, account])
  const failed = (taken.find(({ limit }) => limit === account)?.taken ?? 1) - 1
  return {
    wait: overLimit(taken)?.seconds ?? 0,
    slowly: () => delay(email, device ? 0 : delayAfter(failed), wait),
    takeBack: () => returnLimits([...limits, account]),
    async succeeded() {
      await returnLimits(limits)
      await clearLimits([account])
    },
  }
}
