'use server'

import { outsideAction } from '@/lib/orgs/action'
import { clearSessionCookie } from '@/lib/sessions/cookies'
import { getSession } from '@/lib/sessions/current-user'
import { confirmEmail, confirmEmailSchema } from '@/lib/sessions/own-details'
import { setPasswordByLink, setPasswordSchema } from '@/lib/sessions/set-password'

export const setPasswordAction = outsideAction('setPassword', setPasswordSchema, async (context, input) => {
  const { userId, email } = await setPasswordByLink(context, input)
  // It has ended with the old password. Somebody else's, begun in another tab meanwhile, goes on.
  if ((await getSession())?.userId === userId) await clearSessionCookie()
  return { email }
})

export const confirmEmailAction = outsideAction('confirmEmail', confirmEmailSchema, confirmEmail)
