'use server'

import { outsideAction, ownAction } from '@/lib/orgs/action'
import { rememberDevice, setSessionCookie } from '@/lib/sessions/cookies'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { join, signUp, somebodyIsIn } from '@/lib/team/join'
import { joinSchema, signUpSchema } from '@/lib/team/schema'

export const joinAction = ownAction('join', joinSchema, join)

export const signUpAction = outsideAction('signUp', signUpSchema, async ({ source }, input) => {
  const user = await getCurrentUser()
  if (user) throw somebodyIsIn(user)
  const { slug, email, session } = await signUp(input, source)
  await setSessionCookie(session)
  await rememberDevice(email)
  return { slug }
})
