'use server'

import { confirmedCallSchema } from '@/lib/api-test/schema'
import { sendTestCall } from '@/lib/api-test/send-test-call'
import { orgAction } from '@/lib/orgs/action'

export const sendTestCallAction = orgAction('sendTestCall', 'api:test', confirmedCallSchema, sendTestCall)
