'use server'

import { outsideAction } from '@/lib/orgs/action'
import { confirmEmail, confirmEmailSchema } from '@/lib/sessions/own-details'
import { setPasswordByLink, setPasswordSchema } from '@/lib/sessions/set-password'

// The browser's cookie is left alone: its session has ended with the old password, and a changed cookie would have Next
// draw the page again, on which the link was used.
export const setPasswordAction = outsideAction('setPassword', setPasswordSchema, setPasswordByLink)

export const confirmEmailAction = outsideAction('confirmEmail', confirmEmailSchema, confirmEmail)
