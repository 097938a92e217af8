'use server'

import { giveLinkSchema, revokeLinkSchema, sendLinkSchema } from '@/lib/customer-links/schema'
import { copyLink, endLink, showCode } from '@/lib/email/give-link'
import { sendLink } from '@/lib/email/send-link'
import { orgAction } from '@/lib/orgs/action'
import { cancelRequest, requestPayment } from '@/lib/requests/request-payment'
import { cancelRequestSchema, requestPaymentSchema } from '@/lib/requests/schema'

export const sendLinkAction = orgAction('sendLink', 'records:write', sendLinkSchema, sendLink)

/** Its answer has the address: once, and for this page alone. */
export const showCodeAction = orgAction('showCode', 'records:write', giveLinkSchema, showCode)

export const copyLinkAction = orgAction('copyLink', 'records:write', giveLinkSchema, copyLink)

export const revokeLinkAction = orgAction('revokeLink', 'records:write', revokeLinkSchema, endLink)

export const requestPaymentAction = orgAction('requestPayment', 'records:write', requestPaymentSchema, requestPayment)

export const cancelRequestAction = orgAction('cancelRequest', 'records:write', cancelRequestSchema, cancelRequest)
