'use server'

import { orgAction } from '@/lib/orgs/action'
import { setDeposit } from '@/lib/payments/take/deposit'
import { depositSchema } from '@/lib/payments/take/deposit-schema'

export const setDepositAction = orgAction('setDeposit', 'company:manage', depositSchema, setDeposit)
