'use server'

import { orgAction } from '@/lib/orgs/action'
import { resetMember, setRefundAmount, setSecondStepRule } from '@/lib/second-step/rule'
import { refundAmountSchema, resetSchema, ruleSchema } from '@/lib/second-step/rule-schema'

export const setSecondStepRuleAction = orgAction('setSecondStepRule', 'security:manage', ruleSchema, setSecondStepRule)

export const setRefundAmountAction = orgAction(
  'setRefundAmount',
  'security:manage',
  refundAmountSchema,
  setRefundAmount,
)

export const resetMemberAction = orgAction('resetMember', 'security:manage', resetSchema, resetMember)
