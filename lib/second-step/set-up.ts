import 'server-only'
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { forUser, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { lockSecondStep } from '@/lib/locks'
import type { OwnContext } from '@/lib/orgs/action'
import { tellPerson } from '@/lib/security/alarms'
import { recordSecurity } from '@/lib/security/record-event'
import { hasSecondStep } from '@/lib/sessions/second-step-of'
import { requireStepUp } from '@/lib/sessions/step-up'
import { beginEnrollment, confirmEnrollment, type Enrollment } from './authenticator'
import { listRequiring } from './methods'
import { canUsePasskeys, readRegistration, registrationOptions } from './passkeys'
import { makeRecoveryCodes } from './recovery-codes'

// What people set up and remove of their own. Each asks for the password first, and for the second step of whoever has
// one, is written down in the security log and told to the person by email.

const MOST_PASSKEYS = 10

type Note = {
  event: 'second_step_added' | 'second_step_removed' | 'recovery_codes_made'
  detail: string
  words: string
}

async function note({ user, session, source }: OwnContext, { event, detail, words }: Note): Promise<void> {
  await recordSecurity({ event, userId: user.id, sessionId: session.id, detail }, source)
  await tellPerson(user.id, 'second_step', words)
}

/** Changes what somebody has, one change at a time: which is the first, and which the last, is known then. */
const changeMethods = <T>({ user }: OwnContext, change: (tx: Tx) => Promise<T>): Promise<T> =>
  forUser(user.id, async (tx) => {
    await lockSecondStep(tx, user.id)
    return change(tx)
  })

/**
 * After something was added: it was given in this session just now, and with the first one all other sessions end, which
 * began without it, and there are ten recovery codes.
 * @returns the codes where it is the first
 */
async function added(tx: Tx, { user, session }: OwnContext, isFirst: boolean): Promise<string[] | null> {
  const where = { userId: user.id, endedAt: null }
  await tx.session.updateMany({ where: { ...where, id: session.id }, data: { secondStepAt: new Date() } })
  if (!isFirst) return null
  const data = { endedAt: new Date(), endReason: 'second_step_added' }
  await tx.session.updateMany({ where: { ...where, id: { not: session.id } }, data })
  return makeRecoveryCodes(tx, user.id)
}

/** Makes a secret for an authenticator app. It counts once a code of it was given. @throws PasswordNeeded */
export async function beginAuthenticator(own: OwnContext): Promise<Enrollment> {
  await requireStepUp(own)
  return forUser(own.user.id, (tx) => beginEnrollment(tx, own.user, new URL(env().APP_URL).hostname))
}

/**
 * Puts the authenticator app into use, instead of the one before.
 * @returns the recovery codes, shown this once, where it is the person's first second step
 * @throws PasswordNeeded; UserError where the code is wrong, or it took too long
 */
export async function confirmAuthenticator(own: OwnContext, code: string): Promise<string[] | null> {
  await requireStepUp(own)
  const codes = await changeMethods(own, async (tx) => {
    const isFirst = !(await hasSecondStep(tx, own.user.id))
    const isRight = await confirmEnrollment(tx, own.user.id, code)
    if (isRight === null) throw new UserError('This took too long. Cancel, then set the app up from the start.')
    if (!isRight) {
      const wrong = 'That code isn’t right. Enter the one that the app shows now.'
      throw new UserError(`${wrong} If it keeps failing, check that the phone sets its clock by itself.`, {
        code: wrong,
      })
    }
    return added(tx, own, isFirst)
  })
  const detail = 'Authenticator app'
  await note(own, { event: 'second_step_added', detail, words: 'An authenticator app was set up for your sign-in.' })
  return codes
}

/** What the browser makes a passkey of. @throws PasswordNeeded; UserError */
export async function beginPasskey(own: OwnContext) {
  if (!canUsePasskeys())
    throw new UserError('Browsers make no passkeys for an address that is a number. Open Plumbline by its name.')
  await requireStepUp(own)
  return registrationOptions(own.user, own.session.id)
}

/**
 * Keeps a passkey.
 * @returns the recovery codes, shown this once, where it is the person's first second step
 * @throws PasswordNeeded; UserError where the browser's answer doesn't fit
 */
export async function addPasskey(
  own: OwnContext,
  { name, response }: { name: string; response: RegistrationResponseJSON },
): Promise<string[] | null> {
  await requireStepUp(own)
  const key = await readRegistration(response, own.session.id)
  if (!key) throw new UserError('The browser’s answer came too late or doesn’t fit. Add the passkey again.')
  const codes = await changeMethods(own, async (tx) => {
    const { id: userId } = own.user
    if ((await tx.passkey.count({ where: { userId } })) >= MOST_PASSKEYS)
      throw new UserError(`You have ${MOST_PASSKEYS} passkeys. Remove one that you don’t use first.`)
    const isFirst = !(await hasSecondStep(tx, userId))
    await tx.passkey.create({ data: { userId, name, ...key } })
    return added(tx, own, isFirst)
  })
  await note(own, {
    ...{ event: 'second_step_added', detail: 'Passkey', words: `A passkey was added to your sign-in: ${name}.` },
  })
  return codes
}

/** @throws UserError where nothing is left and a company requires it */
async function requireAnother(tx: Tx, userId: string): Promise<void> {
  if (await hasSecondStep(tx, userId)) return
  const [company] = await listRequiring(tx, userId)
  if (company)
    throw new UserError(`${company} requires two-step sign-in. Set up another way first, then remove this one.`)
}

/** Removes the authenticator app. @throws PasswordNeeded; UserError where a company requires it and nothing else is left */
export async function removeAuthenticator(own: OwnContext): Promise<void> {
  await requireStepUp(own)
  const { count } = await changeMethods(own, async (tx) => {
    const removed = await tx.authenticator.deleteMany({ where: { userId: own.user.id } })
    await requireAnother(tx, own.user.id)
    return removed
  })
  if (count === 0) throw new UserError('The authenticator app was removed already. Reload the page.')
  const words = 'The authenticator app was removed from your sign-in.'
  await note(own, { event: 'second_step_removed', detail: 'Authenticator app', words })
}

/** Removes a passkey. @throws PasswordNeeded; UserError where a company requires it and nothing else is left */
export async function removePasskey(own: OwnContext, id: string): Promise<void> {
  await requireStepUp(own)
  const name = await changeMethods(own, async (tx) => {
    const where = { id, userId: own.user.id }
    const key = await tx.passkey.findFirst({ where })
    if (!key || (await tx.passkey.deleteMany({ where })).count === 0)
      throw new UserError('This passkey was removed already. Reload the page.')
    await requireAnother(tx, own.user.id)
    return key.name
  })
  const words = `A passkey was removed from your sign-in: ${name}.`
  await note(own, { event: 'second_step_removed', detail: 'Passkey', words })
}

/** Makes ten new recovery codes; those before are good no longer. @returns them, for this once @throws PasswordNeeded */
export async function renewRecoveryCodes(own: OwnContext): Promise<string[]> {
  await requireStepUp(own)
  const codes = await changeMethods(own, async (tx) => {
    if (!(await hasSecondStep(tx, own.user.id)))
      throw new UserError('Recovery codes come with two-step sign-in. Set up an authenticator app or a passkey first.')
    return makeRecoveryCodes(tx, own.user.id)
  })
  const words = 'New recovery codes were made. Those before no longer work.'
  await note(own, { event: 'recovery_codes_made', detail: 'Ten recovery codes', words })
  return codes
}
