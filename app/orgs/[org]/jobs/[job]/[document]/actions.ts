'use server'

import { z } from 'zod'
import { recordNotice } from '@/lib/canceling/record-notice'
import { refundCanceled } from '@/lib/canceling/refund-payment'
import { recordNoticeSchema, refundCanceledSchema } from '@/lib/canceling/schema'
import { acceptDocument } from '@/lib/documents/accept-document'
import { createChangeOrder } from '@/lib/documents/create-change-order'
import { markMilestone } from '@/lib/documents/mark-milestone'
import { saveDraft } from '@/lib/documents/save-draft'
import {
  acceptDocumentSchema,
  createChangeOrderSchema,
  markMilestoneSchema,
  saveDraftSchema,
  sendDocumentSchema,
  setStageSchema,
} from '@/lib/documents/schema'
import { sendDocument } from '@/lib/documents/send-document'
import { setStage } from '@/lib/documents/set-stage'
import { UserError } from '@/lib/errors'
import { admitSearch } from '@/lib/limits/searches'
import { MAX_QUERY } from '@/lib/max-query'
import { orgAction } from '@/lib/orgs/action'
import { findItems } from '@/lib/price-book/queries'
import { signForCompany } from '@/lib/requests/when-signed'
import { askForSignatures } from '@/lib/signing/ask-for-signatures'
import { askToSignSchema, signSchema } from '@/lib/signing/schema'
import { findCopySources } from '@/lib/templates/copy-source'
import { saveTemplateSchema, searchSourcesSchema, startDocumentSchema } from '@/lib/templates/schema'
import { startDocument } from '@/lib/templates/start-document'
import { saveTemplate } from '@/lib/templates/templates'

export const createDocumentAction = orgAction('createDocument', 'records:write', startDocumentSchema, startDocument)

export const createChangeOrderAction = orgAction(
  'createChangeOrder',
  'records:write',
  createChangeOrderSchema,
  createChangeOrder,
)

export const saveDraftAction = orgAction('saveDraft', 'records:write', saveDraftSchema, saveDraft)

export const sendDocumentAction = orgAction('sendDocument', 'records:write', sendDocumentSchema, sendDocument)

export const acceptDocumentAction = orgAction('acceptDocument', 'records:write', acceptDocumentSchema, acceptDocument)

export const setStageAction = orgAction('setStage', 'records:write', setStageSchema, setStage)

/** Asks somebody in the room to sign, or the company itself: nothing is sent. */
export const askToSignAction = orgAction('askToSign', 'records:write', askToSignSchema, (context, { name, ...input }) =>
  askForSignatures(context, {
    ...{ ...input, inOrder: false },
    customers: name === undefined ? [] : [{ name, email: null }],
  }),
)

/** A member signs for the company, as themselves. */
export const signForCompanyAction = orgAction('signForCompany', 'records:write', signSchema, signForCompany)

export const markMilestoneAction = orgAction('markMilestone', 'records:write', markMilestoneSchema, markMilestone)

/** Records that the customer canceled the agreement by a notice on paper or by email. */
export const recordNoticeAction = orgAction('recordNotice', 'records:write', recordNoticeSchema, recordNotice)

/** Voids or refunds a payment of a canceled agreement, whichever can be done. The permission to refund is checked inside. */
export const refundCanceledAction = orgAction(
  'refundCanceled',
  'payments:void',
  refundCanceledSchema,
  async (context, input) => {
    const { state, title, what } = await refundCanceled(context, input)
    if (state === 'not_done') throw new UserError(`${title}. ${what}`)
  },
)

/** Keeps what a document holds as a template. */
export const saveTemplateAction = orgAction('saveTemplate', 'records:write', saveTemplateSchema, saveTemplate)

const searchSchema = z.object({ query: z.string().max(MAX_QUERY) })
/** The first items that a search finds, for whoever writes a document: with what they cost. */
export const searchPriceItemsAction = orgAction(
  'searchPriceItems',
  'records:write',
  searchSchema,
  async ({ org }, { query }) => {
    await admitSearch()
    return findItems(org.id, query)
  },
)

/** The newest documents of other jobs that a search finds, for whoever begins one as a copy. */
export const searchCopySourcesAction = orgAction(
  'searchCopySources',
  'records:write',
  searchSourcesSchema,
  async ({ org }, input) => {
    await admitSearch()
    return findCopySources(org.id, input)
  },
)
