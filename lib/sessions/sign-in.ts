import 'server-only'
import { z } from 'zod'
import { text } from '@/lib/contact'
import { forSignIn, forUser } from '@/lib/db'
import type { RequestSource } from '@/lib/request-source'
import { recordSecurity } from '@/lib/security/record-event'
import { beginSession } from './begin-session'
import { knownDevice } from './device'
import { beginHalf } from './half-sign-in'
import { Busy, isPassword } from './password'
import { hasSecondStep } from './second-step-of'
import type { StartedSession } from './session-record'
import { countTry, type Wait } from './sign-in-limits'

const credentials = z.object({ email: text().toLowerCase().max(320), password: z.string().min(1).max(1000) })

type From = {
  source: RequestSource
  /** The browser's cookie that says which accounts it has signed in to. */
  deviceCookie: string
  /** How to wait; tests don't. */
  wait?: Wait
}

export type SignedIn =
  | { session: StartedSession; email: string }
  /** The second step is still to be given (lib/second-step): there is no session yet. */
  | { half: StartedSession; email: string }
  /** There were too many tries: how many seconds to wait. */
  | { wait: number }
  /** Email and password don't match. */
  | null

/**
 * Checks email and password, and begins a session, or the wait for the second step of whoever has one. The same words and times for who is known and who isn't.
 * @throws Busy when too many sign in at this moment; anything else when it can't be counted or looked up
 */
export async function signIn(input: unknown, { source, deviceCookie, wait }: From): Promise<SignedIn> {
  const { data } = credentials.safeParse(input)
  if (!data) return null
  const { email, password } = data
  const device = knownDevice(email, deviceCookie)
  const isNewDevice = device === null
  const attempt = await countTry(email, source.address, device, wait)
  // Who was disabled is nobody here, in words and time.
  const user = await forSignIn(email, (tx) => tx.user.findUnique({ where: { email, disabledAt: null } }))
  const note = (event: 'sign_in_limited' | 'sign_in_failed', detail?: string) =>
    recordSecurity({ event, userId: user?.id, detail }, source)
  if (attempt.wait > 0) {
    await note('sign_in_limited')
    return { wait: attempt.wait }
  }
  try {
    await attempt.slowly()
    if (!(await isPassword(user?.passwordHash, password)) || !user) {
      await note('sign_in_failed')
      return null
    }
  } catch (error) {
    if (error instanceof Busy) {
      await attempt.takeBack()
      await note('sign_in_limited', 'busy')
    }
    throw error
  }
  await attempt.succeeded()
  if (await forUser(user.id, (tx) => hasSecondStep(tx, user.id))) {
    await recordSecurity({ event: 'second_step_asked', userId: user.id }, source)
    return { half: await beginHalf(user.id, isNewDevice), email }
  }
  return { session: await beginSession({ user, source, isNewDevice }), email }
}
