'use server'

import { orgAction } from '@/lib/orgs/action'
import { setDeposit } from '@/lib/payments/take/deposit'
import { depositSchema } from '@/lib/payments/take/deposit-schema'
import { savePolicy } from '@/lib/requests/policy-store'
import { policySchema } from '@/lib/requests/schema'

export const setDepositAction = orgAction('setDeposit', 'company:manage', depositSchema, setDeposit)

export const savePolicyAction = orgAction('savePolicy', 'company:manage', policySchema, savePolicy)
