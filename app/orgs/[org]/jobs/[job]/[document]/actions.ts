'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
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
import { admitSearch } from '@/lib/limits/searches'
import { MAX_QUERY } from '@/lib/max-query'
import { orgAction } from '@/lib/orgs/action'
import { findItems } from '@/lib/price-book/queries'
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

export const markMilestoneAction = orgAction(
  'markMilestone',
  'records:write',
  markMilestoneSchema,
  async (context, input) => {
    await markMilestone(context, input)
    revalidatePath(`/orgs/${context.org.slug}`, 'layout')
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
