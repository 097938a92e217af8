'use server'

import { revalidatePath } from 'next/cache'
import { giveLinkSchema, revokeLinkSchema, sendLinkSchema } from '@/lib/customer-links/schema'
import { copyLink, endLink, showCode } from '@/lib/email/give-link'
import { sendLink } from '@/lib/email/send-link'
import { orgAction } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'
import { cancelRequest, requestPayment } from '@/lib/requests/request-payment'
import { cancelRequestSchema, requestPaymentSchema } from '@/lib/requests/schema'

const readAgain = ({ org }: OrgContext, jobNumber: number) =>
  revalidatePath(`/orgs/${org.slug}/jobs/${jobNumber}`, 'layout')

export const sendLinkAction = orgAction('sendLink', 'records:write', sendLinkSchema, async (context, input) => {
  const { jobNumber } = await sendLink(context, input)
  readAgain(context, jobNumber)
})

/** Its answer has the address: once, and for this page alone. */
export const showCodeAction = orgAction('showCode', 'records:write', giveLinkSchema, async (context, input) => {
  const { jobNumber, ...given } = await showCode(context, input)
  readAgain(context, jobNumber)
  return given
})

export const copyLinkAction = orgAction('copyLink', 'records:write', giveLinkSchema, async (context, input) => {
  const { jobNumber, ...given } = await copyLink(context, input)
  readAgain(context, jobNumber)
  return given
})

export const revokeLinkAction = orgAction('revokeLink', 'records:write', revokeLinkSchema, async (context, input) => {
  const { jobNumber } = await endLink(context, input)
  readAgain(context, jobNumber)
})

export const requestPaymentAction = orgAction(
  'requestPayment',
  'records:write',
  requestPaymentSchema,
  async (context, input) => {
    const { jobNumber } = await requestPayment(context, input)
    readAgain(context, jobNumber)
  },
)

export const cancelRequestAction = orgAction(
  'cancelRequest',
  'records:write',
  cancelRequestSchema,
  async (context, input) => {
    const { jobNumber } = await cancelRequest(context, input)
    readAgain(context, jobNumber)
  },
)
