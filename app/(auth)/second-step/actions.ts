'use server'

import { randomUUID } from 'node:crypto'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import { hasOwnOrigin, ownAction, refuseOrigin } from '@/lib/orgs/action'
import { ownPath } from '@/lib/own-path'
import { getRequestSource } from '@/lib/request-source'
import { type GivenAnswer, type GivenStep, giveSecondStep, giveSecondStepAgain, WRONG } from '@/lib/second-step/give'
import { beginPasskeySignIn, signInByPasskey } from '@/lib/second-step/passkey-sign-in'
import { authenticationOptions } from '@/lib/second-step/passkeys'
import { assertionSchema, stepSchema } from '@/lib/second-step/schema'
import { waitInWords } from '@/lib/security/limits'
import { readDeviceCookie, readHalfCookie, setPasskeyCookie, takePasskeyCookie } from '@/lib/sessions/cookies'
import { getHalf } from '@/lib/sessions/half-sign-in'
import type { DoorState } from '../door-form'
import { enter } from '../enter'

const OVER = { message: 'This took too long, or your password was changed. Sign in again.', isOver: true } as const
const EMPTY = 'Enter the code that your app shows now, or one of your recovery codes.'

const from = async () => ({ source: await getRequestSource(), deviceCookie: await readDeviceCookie() })

/** A passkey's answer as a form sends it; null for anything else. */
function assertionIn(text: string) {
  try {
    return assertionSchema.safeParse(JSON.parse(text.slice(0, 20_000))).data ?? null
  } catch {
    return null
  }
}

/** What the form gives: what a passkey has signed, or a code. */
function givenIn(form: FormData): GivenStep | null {
  const passkey = String(form.get('passkey') ?? '')
  if (passkey !== '') {
    const signed = assertionIn(passkey)
    return signed && { passkey: signed }
  }
  const code = String(form.get('code') ?? '')
    .trim()
    .slice(0, 60)
  return code === '' ? null : { code }
}

function problemOf(answer: Exclude<GivenAnswer, { session: unknown }>): DoorState {
  if (answer === 'over') return OVER
  if (answer === null) return { message: WRONG }
  return {
    message: `There were too many tries. Wait ${waitInWords(answer.wait)}, or use a passkey or a recovery code.`,
  }
}

/** Takes the second step of whoever has given email and password, then goes to the page in `to`. */
export async function giveSecondStepAction(_previous: DoorState, form: FormData): Promise<DoorState> {
  if (!(await hasOwnOrigin())) return refuseOrigin('giveSecondStep')
  const given = givenIn(form)
  if (!given) return { message: EMPTY }
  try {
    const half = await readHalfCookie()
    if (!half) return OVER
    const answer = await giveSecondStep(half, given, await from())
    if (!answer || answer === 'over' || 'wait' in answer) return problemOf(answer)
    await enter(answer)
  } catch (error) {
    const id = report(error, 'giveSecondStep')
    return { message: `Nobody can sign in right now (error ${id}). Wait a minute, then try again.` }
  }
  redirect(ownPath(String(form.get('to') ?? ''), new URL(env().APP_URL)))
}

/** What a passkey is to sign, as JSON, for the second step of who is half signed in, or to sign in alone. */
export async function beginPasskeySignInAction(isSecondStep: boolean) {
  if (!(await hasOwnOrigin())) return { ...(await refuseOrigin('beginPasskeySignIn')) }
  try {
    if (isSecondStep !== true) {
      const browser = randomUUID()
      const options = await beginPasskeySignIn(browser, await getRequestSource())
      if (!options) return { message: 'There were too many tries from where you are. Wait a quarter of an hour.' }
      await setPasskeyCookie(browser)
      return { options }
    }
    const half = await readHalfCookie()
    if (!half || !(await getHalf(half))) return { message: OVER.message }
    return { options: await authenticationOptions({ purpose: 'second step', of: half.id }, half.userId) }
  } catch (error) {
    const id = report(error, 'beginPasskeySignIn')
    return { message: `Passkeys don’t work right now (error ${id}). Sign in another way.` }
  }
}

/** Signs in by a passkey alone, then goes to the page in `to`. */
export async function passkeySignInAction(_previous: DoorState, form: FormData): Promise<DoorState> {
  if (!(await hasOwnOrigin())) return refuseOrigin('passkeySignIn')
  const signed = assertionIn(String(form.get('passkey') ?? ''))
  const message = 'This passkey isn’t known here, or it took too long. Sign in with your email and password.'
  try {
    const browser = z.uuid().safeParse(await takePasskeyCookie()).data
    const answer = signed && browser ? await signInByPasskey(signed, browser, await from()) : null
    if (!answer) return { message }
    await enter(answer)
  } catch (error) {
    const id = report(error, 'passkeySignIn')
    return { message: `Nobody can sign in right now (error ${id}). Wait a minute, then try again.` }
  }
  redirect(ownPath(String(form.get('to') ?? ''), new URL(env().APP_URL)))
}

/** Notes that somebody has given their second step again, for what asks for it (lib/sessions/step-up.ts). */
export const giveSecondStepAgainAction = ownAction('giveSecondStepAgain', stepSchema, (context, { code, passkey }) =>
  giveSecondStepAgain(context, passkey ? { passkey } : { code }),
)

/** What a passkey is to sign for that. */
export const passkeyAgainAction = ownAction('passkeyAgain', z.object({}), ({ user, session }) =>
  authenticationOptions({ purpose: 'again', of: session.id }, user.id),
)
