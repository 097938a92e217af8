'use server'

import { z } from 'zod'
import { ownAction } from '@/lib/orgs/action'
import { changePassword } from '@/lib/sessions/change-password'
import { setSessionCookie } from '@/lib/sessions/cookies'
import { changeName, requestEmailChange } from '@/lib/sessions/own-details'
import { emailSchema, nameSchema } from '@/lib/sessions/own-schemas'
import { endOtherSessions, endOwnSession } from '@/lib/sessions/own-sessions'
import { changePasswordSchema } from '@/lib/sessions/password-rule'

export const changePasswordAction = ownAction('changePassword', changePasswordSchema, async (context, input) => {
  await setSessionCookie(await changePassword(context, input))
})

export const endSessionAction = ownAction('endSession', z.object({ id: z.uuid() }), endOwnSession)

export const endOtherSessionsAction = ownAction('endOtherSessions', z.object({}), endOtherSessions)

export const changeNameAction = ownAction('changeName', nameSchema, changeName)

export const changeEmailAction = ownAction('changeEmail', emailSchema, requestEmailChange)
