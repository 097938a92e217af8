import 'server-only'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import { networkOf, type RequestSource } from '@/lib/request-source'
import { tellPerson } from '@/lib/security/alarms'
import { clearLimits, type Limit, overLimit, returnLimits, type Taken, takeLimits } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import { beginSession } from '@/lib/sessions/begin-session'
import { knownDevice } from '@/lib/sessions/device'
import { endHalf, getHalf, type HalfSignIn } from '@/lib/sessions/half-sign-in'
import { endSessions, type StartedSession } from '@/lib/sessions/session-record'
import type { Session } from '@/lib/sessions/session-token'
import { noteSecondStep, SessionOver } from '@/lib/sessions/step-up'
import { useAppCode } from './authenticator'
import { type Challenge, usePasskey } from './passkeys'
import { looksLikeRecoveryCode, useRecoveryCode } from './recovery-codes'

// The second step is given: after the password, again in a session, or as a passkey alone.

/** What somebody gives: a code of the app, a recovery code, or what a passkey signed. */
export type GivenStep = { code: string } | { passkey: AuthenticationResponseJSON }

const WORDS = { app: 'Authenticator app', recovery: 'Recovery code', passkey: 'Passkey' }
type Way = keyof typeof WORDS

const wayOf = (given: GivenStep): Way =>
  'passkey' in given ? 'passkey' : looksLikeRecoveryCode(given.code) ? 'recovery' : 'app'

/** Whether it is right. It is used up with that. A recovery code's use is told to its owner. */
async function isRight(userId: string, given: GivenStep, challenge: Challenge): Promise<boolean> {
  if ('passkey' in given) return (await usePasskey(given.passkey, challenge, userId)) !== null
  if (wayOf(given) === 'app') return useAppCode(userId, given.code.replace(/\s/g, ''))
  const left = await useRecoveryCode(userId, given.code)
  if (left === null) return false
  const still = left === 1 ? 'One is left' : `${left} are left`
  await tellPerson(userId, 'second_step', `A recovery code was used for your sign-in. ${still}.`)
  return true
}

// Guessing six digits has to take too long. Whoever guesses has the password already, so no stranger keeps anybody out;
// and a recovery code, a passkey and a browser that has signed in before work whatever somebody else has tried.

const QUARTER_HOUR = 15 * 60
const DAY = 24 * 60 * 60
const MOST_OF_ONE = 10
const MOST_ELSEWHERE = 20

type Place = { userId: string; address: string; device: string | null }

const limitsOf = ({ userId, address, device }: Place, way: Way): Limit[] => [
  device
    ? { name: 'second step of device', of: `${userId} ${device}`, most: MOST_OF_ONE, seconds: QUARTER_HOUR }
    : {
        name: 'second step from network',
        of: `${userId} ${networkOf(address)}`,
        most: MOST_OF_ONE,
        seconds: QUARTER_HOUR,
      },
  ...(way === 'app' && !device
    ? [{ name: 'second step of account', of: userId, most: MOST_ELSEWHERE, seconds: DAY }]
    : []),
]

export type GivenAnswer =
  | { session: StartedSession; email: string }
  /** There were too many tries: how many seconds to wait. */
  | { wait: number }
  /** It took too long, or the password was changed: from the start. */
  | 'over'
  /** It isn't right. */
  | null

type From = { source: RequestSource; deviceCookie: string }

/** Begins the session of somebody who is half signed in, where the second step is right. */
export async function giveSecondStep(
  half: Session,
  given: GivenStep,
  { source, deviceCookie }: From,
): Promise<GivenAnswer> {
  const found = await getHalf(half)
  if (!found) return 'over'
  const { user } = found
  const way = wayOf(given)
  const device = knownDevice(user.email, deviceCookie)
  const limits = limitsOf({ userId: user.id, address: source.address, device }, way)
  const taken = await takeLimits(limits)
  const over = overLimit(taken)
  if (over) return limited(user.id, over, source)
  if (!(await isRight(user.id, given, { purpose: 'second step', of: half.id }))) {
    await recordSecurity({ event: 'second_step_refused', userId: user.id, detail: WORDS[way] }, source)
    return null
  }
  await returnLimits(limits)
  if (!(await endHalf(half))) return 'over' // another tab was first
  return { session: await signedIn(found, way, source), email: user.email }
}

async function limited(
  userId: string,
  { limit, taken, seconds }: Taken,
  source: RequestSource,
): Promise<{ wait: number }> {
  await recordSecurity({ event: 'second_step_limited', userId }, source)
  if (limit.seconds === DAY && taken === limit.most + 1) await tellPerson(userId, 'second_step', SOMEBODY_GUESSES)
  return { wait: seconds }
}

const SOMEBODY_GUESSES =
  'Somebody who has your password tries codes for your second step, without success. Change your password now, under Account.'

async function signedIn({ user, isNewDevice }: HalfSignIn, way: Way, source: RequestSource): Promise<StartedSession> {
  const session = await beginSession({ user, source, isNewDevice, given: { secondStepAt: new Date() } })
  const detail = WORDS[way]
  await recordSecurity({ event: 'second_step_given', userId: user.id, sessionId: session.id, detail }, source)
  return session
}

/** So many wrong ones in a row end the session, as wrong passwords do (lib/sessions/step-up.ts). */
const wrongIn = ({ id }: Session): Limit => ({
  ...{ name: 'second step again', of: id, most: MOST_OF_ONE, seconds: 7 * DAY },
})

/**
 * Notes that the second step was given again in a session.
 * @throws UserError when it's wrong; SessionOver when it was wrong too often
 */
export async function giveSecondStepAgain({ user, session, source }: OwnContext, given: GivenStep): Promise<void> {
  const limit = wrongIn(session)
  const over = overLimit(await takeLimits([limit]))
  const way = wayOf(given)
  const note = (event: 'second_step_given' | 'second_step_refused') =>
    recordSecurity({ event, userId: user.id, sessionId: session.id, detail: WORDS[way] }, source)
  if (over) {
    await endSessions(session, 'wrong_passwords')
    throw new SessionOver('codes')
  }
  if (!(await isRight(user.id, given, { purpose: 'again', of: session.id }))) {
    await note('second_step_refused')
    throw new UserError(WRONG, way === 'passkey' ? {} : { code: 'Enter the code that the app shows now.' })
  }
  await clearLimits([limit])
  await noteSecondStep(session)
  await note('second_step_given')
}

/** What is said of a wrong one, here and at the sign-in. */
export const WRONG =
  'That isn’t right, or it was used before. Enter the code that your app shows now, or one of your recovery codes.'
