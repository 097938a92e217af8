'use server'

import { describeTestCall } from '@/lib/api-test/describe-call'
import { confirmedCallSchema, testCallSchema } from '@/lib/api-test/schema'
import { sendTestCall } from '@/lib/api-test/send-test-call'
import { orgAction } from '@/lib/orgs/action'

/** What a call that changes something would do. Asks for the password again. */
export const describeTestCallAction = orgAction('describeTestCall', 'api:test', testCallSchema, describeTestCall)

export const sendTestCallAction = orgAction('sendTestCall', 'api:test', confirmedCallSchema, sendTestCall)
