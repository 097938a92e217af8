'use server'

import { orgAction } from '@/lib/orgs/action'
import { removeAccount, setDefaultAccount, updateBank, updateCard } from '@/lib/payment-accounts/manage'
import { accountSchema, updateBankSchema, updateCardSchema } from '@/lib/payment-accounts/schema'

export const setDefaultAccountAction = orgAction('setDefaultAccount', 'payments:take', accountSchema, setDefaultAccount)
export const updateCardAction = orgAction('updateCard', 'payments:take', updateCardSchema, updateCard)
export const updateBankAction = orgAction('updateBank', 'payments:take', updateBankSchema, updateBank)
export const removeAccountAction = orgAction('removeAccount', 'payments:take', accountSchema, removeAccount)
