'use server'

import { outsideAction } from '@/lib/orgs/action'
import { forgotPasswordSchema, requestPasswordReset } from '@/lib/sessions/forgot-password'

export const forgotPasswordAction = outsideAction('forgotPassword', forgotPasswordSchema, async (context, input) => {
  await requestPasswordReset(context, input)
})
