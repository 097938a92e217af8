'use server'

import { orgAction } from '@/lib/orgs/action'
import { confirmedCallSchema } from '@/lib/api-test/schema'
import { sendTestCall } from '@/lib/api-test/send-test-call'

export const sendTestCallAction = orgAction('sendTestCall', 'integration:manage', confirmedCallSchema, sendTestCall)
