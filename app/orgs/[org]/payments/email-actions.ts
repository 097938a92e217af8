'use server'

import { dismissEmail, dismissEmailSchema, requestEmail, requestEmailSchema } from '@/lib/email/request-email'
import { orgAction } from '@/lib/orgs/action'

export const requestEmailAction = orgAction('requestEmail', 'emails:send', requestEmailSchema, requestEmail)

export const dismissEmailAction = orgAction('dismissEmail', 'emails:send', dismissEmailSchema, dismissEmail)
