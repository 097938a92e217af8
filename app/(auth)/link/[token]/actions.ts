'use server'

import { outsideAction } from '@/lib/orgs/action'
import { clearSessionCookie } from '@/lib/sessions/cookies'
import { confirmEmail, confirmEmailSchema } from '@/lib/sessions/own-details'
import { setPasswordByLink, setPasswordSchema } from '@/lib/sessions/set-password'

export const setPasswordAction = outsideAction('setPassword', setPasswordSchema, async (context, input) => {
  const set = await setPasswordByLink(context, input)
  await clearSessionCookie() // its session has ended with the old password
  return set
})

export const confirmEmailAction = outsideAction('confirmEmail', confirmEmailSchema, confirmEmail)
