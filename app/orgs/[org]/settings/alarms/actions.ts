'use server'

import { alarmChoiceSchema, chooseAlarm } from '@/lib/audit/alarm-choices'
import { orgAction } from '@/lib/orgs/action'

export const chooseAlarmAction = orgAction('chooseAlarm', 'audit:read', alarmChoiceSchema, chooseAlarm)
